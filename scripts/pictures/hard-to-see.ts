import { joined } from './panel-inside';
import { crowd, KINDS, SCRIPTS } from './people';
import { TALLEST_POPUP, ZOOMED, ZOOMED_MOST } from './sizes';
import type { Scenes } from './studio';

/** High contrast, 200 and 400 % zoom. */
export const HARD_TO_SEE: Scenes = {
  panel: async (studio) => {
    const { world, camera } = studio;
    const { page } = await joined(studio, [...SCRIPTS, ...KINDS]);
    await camera.takeForced(page, 'panel');
    await camera.takeSizes(page, 'panel-zoomed', [ZOOMED]);
    for (const size of ZOOMED_MOST) {
      await camera.takeSizes(page, `panel-zoomed-most-${size.height}`, [size]);
    }
    await page.click('button', 'Select');
    await page.click('checkbox', 'Select Farah Nasser');
    await camera.takeForced(page, 'panel-select');
    await camera.takeSizes(page, 'panel-zoomed-select', [ZOOMED]);
    await page.click('button', 'Done');
    await page.panel.ban('Ann Kim');
    const popup = await world.gavel.popup();
    await popup.answerable('Ban');
    await camera.takeForced(popup, 'popup-question');
    await popup.cancel();
    await page.close();
  },
  batch: async (studio) => {
    const { page } = await joined(studio, [...SCRIPTS, ...crowd(12)]);
    await page.panel.askForAll('Ban selected');
    const popup = await studio.world.gavel.popup();
    await popup.answerable('Ban');
    await studio.camera.takeForced(popup, 'popup-batch');
    await popup.page.setViewport(TALLEST_POPUP);
    await popup.answerable('Ban');
    await studio.camera.take(popup, 'popup-batch-tallest');
    await popup.page.setViewport(null);
    await popup.cancel();
    await page.close();
  },
  options: async ({ world, camera }) => {
    for (const tab of ['keys', 'activity', 'settings'] as const) {
      const options = await world.gavel.openOptions(tab);
      await options.find('heading');
      await camera.takeForced(options, `options-${tab}`);
      await camera.takeSizes(options, `options-${tab}-zoomed`, [ZOOMED]);
      await options.close();
    }
  },
};
