import { signInAs } from '~/tests/e2e/support/organisation';
import { SIGN_IN } from '~/tests/organisation/company';
import { NEXT, NEXT_ROOM } from '../people';
import type { OrganisedStage, Step } from '../stage';

export const signInAsNoHost: Step<OrganisedStage> = {
  title: 'Bob, who may not moderate, signs in from that question',
  audited: ['nobody signed in, ban: login', 'bob, ban: access_denied'],
  async play({ world, key, organised }) {
    const popup = await world.gavel.popup();
    await popup.click('button', SIGN_IN);
    await signInAs(organised, 'bob');
    const again = await world.gavel.popup();
    const question = await again.question();
    const refusal = await again.outcome(/says that you may not moderate/);
    await again.unanswerable('Ban');
    const picture = await again.screenshot('8-refused');
    await again.close();
    const meeting = world.simulator.meeting(key.appId, NEXT_ROOM);
    if (!meeting.participants().some(({ user }) => user?.id === NEXT.userId)) {
      throw new Error(`${NEXT.name} is not in the meeting any more.`);
    }
    return {
      read: [question, refusal, 'Ban and remove cannot be pressed'],
      sent: [],
      facts: [`${NEXT.name} is still in the meeting`],
      pictures: [picture],
    };
  },
};
