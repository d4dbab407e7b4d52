import { joined } from './panel-inside';
import { crowd, KINDS, SCRIPTS } from './people';
import { LAPTOP, PHONE } from './sizes';
import type { Scenes } from './studio';

/** Whatever has words, in a browser of its own with the catalogue of another language; `name` stands in the pictures' names. */
export const inLanguage = (name: string): Scenes => ({
  panel: async (studio) => {
    const { world, camera } = studio;
    const { page } = await joined(studio, [...SCRIPTS, ...KINDS]);
    await camera.takeSizes(page, `panel-${name}`, [LAPTOP, PHONE]);
    await camera.takeForced(page, `panel-${name}`);
    await page.click('button', 'Select');
    await page.click('checkbox', 'Select Farah Nasser');
    await camera.takeSizes(page, `panel-${name}-select`, [LAPTOP, PHONE]);
    await page.click('button', 'Done');
    const home = await world.gavel.openToolbarPopup(page);
    await home.find('heading');
    await camera.take(home, `popup-${name}-home`);
    await home.close();
    await page.page.bringToFront();
    await page.panel.ban('Ann Kim');
    const popup = await world.gavel.popup();
    await popup.answerable('Ban');
    await camera.take(popup, `popup-${name}-question`);
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    await camera.take(popup, `popup-${name}-result`);
    await popup.close();
    await camera.takeSizes(page, `panel-${name}-banned`, [LAPTOP]);
    await page.close();
  },
  batch: async (studio) => {
    const { page } = await joined(studio, [...SCRIPTS, ...crowd(12)]);
    await page.click('button', 'Select');
    await page.click('checkbox', 'Select Mallory');
    await page.select('Select by…', 'Everyone except moderators');
    await page.click('button', 'Ban selected');
    const popup = await studio.world.gavel.popup();
    await popup.answerable('Ban');
    await studio.camera.take(popup, `popup-${name}-batch`);
    await popup.cancel();
    const home = await studio.world.gavel.openToolbarPopup(page);
    await home.click('button', /^People/);
    await home.click('button', 'Select');
    await home.click('checkbox', 'Select all');
    await studio.camera.take(home, `popup-${name}-choosing`);
    await home.close();
    await page.close();
  },
  options: async ({ world, camera }) => {
    for (const tab of ['keys', 'activity', 'bans', 'settings', 'about'] as const) {
      const options = await world.gavel.openOptions(tab);
      await options.find('heading');
      await camera.takeSizes(options, `options-${tab}-${name}`, [LAPTOP, PHONE]);
      await options.close();
    }
  },
});
