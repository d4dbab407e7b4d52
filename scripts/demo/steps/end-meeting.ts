import type { Popup } from '~/tests/e2e/support/popup';
import { certainly } from '~/tests/e2e/support/wait';
import { joinedPage, type KeyStage, type Stage, type Step } from '../stage';

export const endMeeting: Step = {
  title: 'The host ends the meeting from the toolbar',
  async play(stage) {
    const { popup, ...told } = await end(stage);
    await popup.close();
    const { key, meeting } = stage;
    await certainly(() => !meeting.exists, 'nobody is in the meeting any more');
    const { appId, keyId } = key;
    return {
      ...told,
      sent: [{ operation: 'DESTROY', appId, keyId, conferenceFullName: meeting.fullName }],
      facts: ['Nobody is in the meeting any more'],
    };
  },
};

export const endAndKeepClosed: Step<KeyStage> = {
  title: 'The host ends the meeting from the toolbar and keeps it closed, and it is opened again',
  async play(stage) {
    const { popup, read, pictures } = await end(stage, 'For 15 minutes');
    const { key, meeting } = stage;
    await certainly(() => !meeting.exists, 'nobody is in the meeting any more');
    const openedAt = Date.now();
    meeting.join({ name: 'Mallory 41' });
    await popup.choose('Done');
    const kept = await popup.reads(/is kept closed until \d\d:\d\d/);
    await certainly(() => !meeting.exists, 'who opened it is out again');
    const seconds = Math.round((Date.now() - openedAt) / 1000);
    await popup.reads('It was opened again once, and ended.');
    const again = await popup.screenshot('7-kept-closed');
    await popup.click('button', 'Stop keeping it closed');
    await popup.gone('button', 'Stop keeping it closed');
    await popup.close();
    const { appId, keyId } = key;
    const { fullName } = meeting;
    const destroy = { operation: 'DESTROY', appId, keyId, conferenceFullName: fullName } as const;
    return {
      read: [...read, sentenceWith(kept, 'is kept closed until')],
      sent: [destroy, destroy],
      facts: [
        'Nobody is in the meeting any more',
        `Who opened it again was out after ${seconds} s, and the host lets it be opened now`,
      ],
      pictures: [...pictures, again],
    };
  },
};

/** Ends the meeting as a host does; the popup then says what came of it. */
async function end(
  stage: Stage,
  keepClosed?: string,
): Promise<{ popup: Popup; read: string[]; pictures: string[] }> {
  const popup = await stage.world.gavel.openToolbarPopup(joinedPage(stage));
  const menu = await popup.screenshot('6-popup');
  await popup.choose('End meeting for everyone');
  const question = await popup.question();
  if (keepClosed !== undefined) await popup.select('Keep it closed', keepClosed);
  await popup.answerable('End meeting');
  const ask = await popup.screenshot('6-confirmation');
  await popup.confirm('End meeting');
  const outcome = await popup.outcome(/accepted/i);
  const after = await popup.screenshot('6-outcome');
  return { popup, read: [question, outcome], pictures: [menu, ask, after] };
}

/** The words from a room's name to the end of the time. */
function sentenceWith(text: string, words: string): string {
  const from = text.lastIndexOf('“', text.indexOf(words));
  return text.slice(from, text.indexOf(':', text.indexOf(words)) + 3);
}
