import { joined } from './panel-inside';
import { crowd, TWO } from './people';
import { LAPTOP, PHONE } from './sizes';
import type { Scenes } from './studio';

interface RuntimeApi {
  readonly chrome: { readonly runtime: { reload(): void } };
}

/** After these Gavel is locked, and then gone. */
export const LAST: Scenes = {
  locked: async (studio) => {
    const { world, camera } = studio;
    const { page } = await joined(studio, crowd(5));
    const options = await world.gavel.openOptions('keys');
    await options.protect('seven quiet herons');
    await camera.takeSizes(options, 'options-protected', [LAPTOP, PHONE]);
    await options.lockNow();
    await camera.takeSizes(options, 'options-locked', [LAPTOP, PHONE]);
    await options.close();
    await page.page.bringToFront();
    await page.panel.reads(/Locked/);
    await camera.takeSizes(page, 'panel-locked');
    const home = await world.gavel.openToolbarPopup(page);
    await home.find('textbox', 'Passphrase');
    await camera.take(home, 'popup-locked');
    await home.close();
    await page.panel.ban('Cleo Keller');
    const popup = await world.gavel.popup();
    await popup.question();
    await popup.fill('Passphrase', 'seven quiet herons');
    await camera.takeSizes(popup, 'question-locked', [
      { width: 380, height: 600 },
      { width: 320, height: 600 },
    ]);
    await popup.cancel();
    await page.close();
  },
  updated: async (studio) => {
    const { page } = await joined(studio, TWO);
    const worker = await studio.world.gavel.worker();
    await worker.evaluate(() => {
      setTimeout(() => (globalThis as unknown as RuntimeApi).chrome.runtime.reload(), 0);
    });
    await page.panel.reads('Gavel was updated');
    await studio.camera.takeSizes(page, 'panel-updated');
    await page.close();
  },
};
