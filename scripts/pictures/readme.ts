import { newMeetingToken } from '~/tests/e2e/support/host-key';
import { GUESTS, HOST, OFFENDER, ROOM } from '../demo/people';
import type { Scenes } from './studio';

/** The README's pictures, of the people of the demo. Taken first: nothing has happened yet. */
export const README: Scenes = {
  all: async ({ world, key, camera }) => {
    const { gavel } = world;
    const options = await gavel.openOptions('keys');
    await options.checkKey('Forum');
    await camera.take(options, 'readme-options');
    await options.close();

    const jwt = newMeetingToken(key, HOST);
    const { page } = await world.joinMeeting(key.appId, GUESTS, { room: ROOM, jwt });
    await page.panel.open();
    await page.panel.row(OFFENDER.name);
    await camera.take(page, 'readme-panel');
    await page.click('button', 'Select');
    await page.click('checkbox', 'Select Bruno Keller');
    await page.click('checkbox', `Select ${OFFENDER.name}`);
    await page.click('checkbox', 'Select Farah Nasser');
    await camera.take(page, 'readme-selecting');
    await page.click('button', 'Done');

    await page.panel.ban(OFFENDER.name);
    const popup = await gavel.popup();
    await popup.answerable('Ban');
    await camera.take(popup, 'readme-confirmation');
    await popup.confirm('Ban');
    await popup.outcome(/Left the meeting/);
    await camera.take(popup, 'readme-outcome');
    await popup.close();
    const home = await gavel.openToolbarPopup(page);
    await camera.take(home, 'readme-popup');
    await home.close();
    await page.close();
  },
};
