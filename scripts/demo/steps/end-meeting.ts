import { waitFor } from '~/tests/e2e/support/wait';
import { joinedPage, type Step } from '../stage';

export const endMeeting: Step = {
  title: 'The host ends the meeting from the toolbar',
  async play(stage) {
    const { world, key, meeting } = stage;
    const popup = await world.gavel.openToolbarPopup(joinedPage(stage));
    const menu = await popup.screenshot('6-popup');
    await popup.choose('End meeting for everyone');
    const question = await popup.question();
    await popup.answerable('End meeting');
    const ask = await popup.screenshot('6-confirmation');
    await popup.confirm('End meeting');
    const outcome = await popup.outcome(/accepted/i);
    const after = await popup.screenshot('6-outcome');
    await popup.close();
    if (!(await waitFor(() => !meeting.exists)))
      throw new Error('Somebody is still in the meeting.');
    const { appId, keyId } = key;
    return {
      read: [question, outcome],
      sent: [{ operation: 'DESTROY', appId, keyId, conferenceFullName: meeting.fullName }],
      facts: ['Nobody is in the meeting any more'],
      pictures: [menu, ask, after],
    };
  },
};
