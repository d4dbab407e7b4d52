import { CARD, goesBeside } from '~/tests/e2e/support/places';
import { certainly } from '~/tests/e2e/support/wait';
import type { OpeningToOpen } from '~/tests/simulator/page/opened/openings';
import { joined } from './panel-inside';
import { crowd } from './people';
import { DESKTOP, LAPTOP, type Size, TALL_PHONE } from './sizes';
import type { Scenes } from './studio';

const DIALOG = '[role="dialog"]';
const SIZES: readonly Size[] = [DESKTOP, LAPTOP, { width: 800, height: 600 }, TALL_PHONE];

/** Beside what Jitsi has opened; a phone's page begins anew, so each size has a meeting of its own. */
function beside(what: OpeningToOpen): Scenes[string] {
  return async (studio) => {
    for (const size of SIZES) {
      const { page } = await joined(studio, crowd(30));
      const { width, height, touch = false } = size;
      await page.page.setViewport({ width, height, hasTouch: touch, isMobile: touch });
      await page.panel.open();
      await page.panel.reads('31 here');
      await page.page.evaluate((name) => window.__sim.open(name), what);
      const isOpen = () => page.page.evaluate((name) => window.__sim.opened.includes(name), what);
      await certainly(isOpen, `${what} is open`);
      // Where the card has given way to the tab, that is the one that lies beside it.
      await Promise.any([goesBeside(page, CARD, DIALOG), page.gone(...CARD)]);
      await studio.camera.takeSizes(page, `beside-${what}`, [size]);
      await page.close();
    }
  };
}

/** The dialogs, menus and drawers of Jitsi's that the card gives way to. */
export const BESIDE: Scenes = {
  settings: beside('settings'),
  security: beside('security'),
  audio: beside('audio'),
  more: beside('more'),
};
