import { OFFENDER } from '../people';
import { joinedPage, type Step } from '../stage';

export const askForBan: Step = {
  title: `The host clicks Ban next to ${OFFENDER.name}: Gavel asks, in its own window`,
  async play(stage) {
    await joinedPage(stage).panel.ban(OFFENDER.name);
    const popup = await stage.world.gavel.popup();
    const question = await popup.question();
    await popup.find('checkbox', 'Also remove from this meeting');
    await popup.reads(OFFENDER.userId);
    await popup.answerable('Ban');
    return {
      read: [question, `User ID ${OFFENDER.userId}`, '[x] Also remove from this meeting'],
      sent: [],
      pictures: [await popup.screenshot('3-confirmation')],
    };
  },
};
