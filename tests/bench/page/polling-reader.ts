import { readContents } from '~/utils/meeting/reader/contents';
import { readState } from '~/utils/meeting/reader/jitsi';
import { recognise } from '~/utils/meeting/reader/phase';

/** Ten times a second. */
const EVERY_MS = 100;

/** The rival of the reader: reads everything again and again, and tells of each reading. */
setInterval(() => {
  const state = readState(globalThis);
  const contents = readContents(state, recognise(state, null, true), false, 1000);
  document.dispatchEvent(new CustomEvent('bench:polled', { detail: JSON.stringify(contents) }));
}, EVERY_MS);
