import { defineContentScript } from 'wxt/utils/define-content-script';
import { capturePage, startReader } from '~/utils/meeting/reader/reader';

/** Looks at Jitsi from inside the page and says what it sees. Accepts nothing, but ends when a newer one speaks. */
export default defineContentScript({
  matches: ['https://8x8.vc/*'],
  world: 'MAIN',
  runAt: 'document_start',
  allFrames: true,
  // Without it the page would find a variable of this name.
  globalName: false,
  main() {
    startReader(capturePage(window));
  },
});
