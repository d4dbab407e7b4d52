import { newMeetingToken } from '~/tests/e2e/support/host-key';
import { joined } from './panel-inside';
import { crowd, KINDS } from './people';
import type { Scenes } from './studio';

/** What is typed into the popup. */
export const BY_HAND: Scenes = {
  nothingOpen: async ({ world, camera }) => {
    const blank = await world.gavel.openOptions('about');
    const popup = await world.gavel.openToolbarPopup(blank);
    await popup.reads('No meeting in this tab');
    await camera.take(popup, 'popup-nothing-open');
    await popup.close();
    await blank.close();
  },
  two: async (studio) => {
    const { world, camera } = studio;
    const first = await joined(studio, crowd(3));
    const second = await joined(studio, crowd(8));
    const about = await world.gavel.openOptions('about');
    const popup = await world.gavel.openToolbarPopup(about);
    await popup.reads('Open meetings');
    await camera.take(popup, 'popup-chooser');
    await popup.close();
    for (const { close } of [about, first.page, second.page].map((it) => ({
      close: () => it.close(),
    })))
      await close();
  },
  people: async (studio) => {
    const { world, camera } = studio;
    const crowds = [
      ['3', crowd(3)],
      ['kinds', KINDS],
      ['80', crowd(80)],
      ['500', crowd(499)],
    ] as const;
    for (const [name, people] of crowds) {
      const { page } = await joined(studio, people);
      const popup = await world.gavel.openToolbarPopup(page);
      await popup.find('button', /^People/);
      await camera.take(popup, `popup-people-home-${name}`);
      await popup.more();
      await camera.take(popup, `popup-people-more-${name}`);
      await popup.click('button', /^People/);
      await popup.find('list', 'People');
      await camera.take(popup, `popup-people-${name}`);
      await camera.takeSizes(popup, `popup-people-${name}`, [{ width: 360, height: 600 }]);
      await popup.close();
      await page.close();
    }
  },
  forms: async (studio) => {
    const { world, key, camera } = studio;
    const { page } = await joined(studio, KINDS);
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.choose('Ban by user ID…');
    await popup.choose('Next');
    await camera.take(popup, 'popup-user-id-wrong');
    await popup.fill('User ID', ' f0aa9e1e');
    await popup.reads(/participant ID/);
    await camera.take(popup, 'popup-user-id-doubtful');
    await popup.fill('User ID', 'auth0|guest-4711');
    await camera.take(popup, 'popup-user-id');
    await popup.choose('Next');
    await popup.answerable('Ban');
    await camera.take(popup, 'popup-user-id-question');
    await popup.cancel();
    await popup.close();
    const token = await world.gavel.openToolbarPopup(page);
    await token.choose('Ban a token…');
    await camera.take(token, 'popup-token');
    await token.fill('Token', newMeetingToken(key, { id: 'auth0|sharer', name: 'Link Sharer' }));
    await camera.take(token, 'popup-token-filled');
    await token.choose('Next');
    await token.answerable('Ban');
    await camera.take(token, 'popup-token-question');
    await token.close();
    const phone = await world.gavel.openToolbarPopup(page);
    await phone.choose('Call a phone number…');
    await phone.fill('Phone number', 'Mobile: +40 747 777 777\nFax: +49 30 1234567');
    await phone.choose('Next');
    await phone.outcome(/more than one number/);
    await camera.take(phone, 'popup-phone-several');
    await phone.fill('Phone number', '+40 (747) 777-777');
    await camera.take(phone, 'popup-phone');
    await phone.choose('Next');
    await phone.find('heading', /^Call \+/);
    await camera.take(phone, 'popup-phone-question');
    await phone.cancel();
    await phone.close();
    const end = await world.gavel.openToolbarPopup(page);
    await end.choose('End a meeting by name…');
    await end.fill('Meeting name or link', `https://8x8.vc/${key.appId}/Weekly Planning`);
    await end.outcome(/more than one meeting/);
    await camera.take(end, 'popup-end-by-name-several');
    await end.fill('Meeting name or link', 'Weekly Planning');
    await camera.take(end, 'popup-end-by-name');
    await end.choose('Next');
    await end.question();
    await camera.take(end, 'popup-end-by-name-question');
    await end.cancel();
    await end.close();
    const at = await world.gavel.openToolbarPopup(page);
    await at.choose('Schedule the end…');
    await camera.take(at, 'popup-end-at');
    await at.choose('Next');
    await at.outcome(/Choose a time/);
    await camera.take(at, 'popup-end-at-wrong');
    await at.close();
    await page.close();
  },
};
