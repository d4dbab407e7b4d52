import { readContents } from '~/utils/meeting/reader/contents';
import { recognise } from '~/utils/meeting/reader/phase';
import { readState } from '~/utils/meeting/reader/state';

/** Ten times a second. */
const EVERY_MS = 100;

/** The rival of the reader: reads everything again and again, and tells of each reading. */
setInterval(() => {
  const state = readState(globalThis);
  const contents = readContents(state, recognise(state, null, true), false, 1000);
  document.dispatchEvent(new CustomEvent('bench:polled', { detail: JSON.stringify(contents) }));
}, EVERY_MS);
