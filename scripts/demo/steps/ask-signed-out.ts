import { newMeetingToken } from '~/tests/e2e/support/host-key';
import { SIGN_IN, SIGNED_OUT } from '~/tests/organisation/company';
import { NEXT, NEXT_ROOM } from '../people';
import { joinedPage, type OrganisedStage, type Step } from '../stage';

export const askSignedOut: Step<OrganisedStage> = {
  title: `Anna is signed out; in the next meeting she clicks Ban next to ${NEXT.name}`,
  audited: ['nobody signed in, ban: login_required'],
  async play(stage) {
    const { world, key, host, organised } = stage;
    await organised.organisation.signOut('anna');
    await joinedPage(stage).close();
    const { page } = await world.joinMeeting(key.appId, [NEXT], {
      room: NEXT_ROOM,
      jwt: newMeetingToken(key, host),
    });
    stage.page = page;
    await page.panel.open();
    await page.panel.ban(NEXT.name);
    const popup = await world.gavel.popup();
    const question = await popup.question();
    await popup.reads(SIGNED_OUT);
    await popup.find('button', SIGN_IN);
    await popup.unanswerable('Ban');
    return {
      read: [question, SIGNED_OUT, `A button: ${SIGN_IN}`, 'Ban and remove cannot be pressed'],
      sent: [],
      pictures: [await popup.screenshot('7-signed-out')],
    };
  },
};
