import { newMeetingToken } from '~/tests/e2e/support/host-key';
import { GUESTS, ROOM } from '../people';
import type { Step } from '../stage';

export const joinMeeting: Step = {
  title: 'The host joins a meeting of eight',
  async play(stage) {
    const { world, key, host } = stage;
    const { page } = await world.joinMeeting(key.appId, GUESTS, {
      room: ROOM,
      jwt: newMeetingToken(key, host),
    });
    stage.page = page;
    await page.panel.open();
    const rows = await Promise.all(GUESTS.map(({ name }) => page.panel.row(name)));
    return {
      read: [...rows, (await page.panel.reads('8 here')) && '8 here'],
      sent: [],
      pictures: [await page.screenshot('2-panel')],
    };
  },
};
