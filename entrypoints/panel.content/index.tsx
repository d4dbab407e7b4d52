import { defineContentScript } from 'wxt/utils/define-content-script';
import { startPanel } from '~/components/panel/start';
import { meetingFromUrl } from '~/utils/jaas/meeting-url';

/** Shows Gavel in meeting pages. It looks, shows and asks; it never acts by itself. */
export default defineContentScript({
  matches: ['https://8x8.vc/*'],
  runAt: 'document_start',
  allFrames: true,
  noScriptStartedPostMessage: true,
  main({ signal }) {
    const meeting = meetingFromUrl(location.href, 'any');
    if (meeting !== null) startPanel(meeting, signal);
  },
});
