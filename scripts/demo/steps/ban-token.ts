import { newMeetingToken } from '~/tests/e2e/support/host-key';
import { TOKEN_OWNER } from '../people';
import { joinedPage, type Step } from '../stage';

export const banToken: Step = {
  title: 'The host bans a token that somebody shared',
  async play(stage) {
    const { world, key, meeting } = stage;
    const token = newMeetingToken(key, TOKEN_OWNER);
    const popup = await world.gavel.openToolbarPopup(joinedPage(stage));
    await popup.choose('Ban a token…');
    await popup.fill('Token', token);
    await popup.reads(TOKEN_OWNER.name);
    const before = await popup.screenshot('5-token');
    await popup.choose('Next');
    await popup.confirm('Ban');
    const outcome = await popup.outcome(/accepted/i);
    const after = await popup.screenshot('5-outcome');
    await popup.close();
    if (!meeting.banned.refuses({ userId: undefined, token })) {
      throw new Error('The token still opens the meeting.');
    }
    return {
      read: [`The token is for ${TOKEN_OWNER.name}`, outcome],
      sent: [{ operation: 'BAN_JWT', appId: key.appId, keyId: key.keyId }],
      facts: ['The token opens no meeting any more'],
      pictures: [before, after],
    };
  },
};
