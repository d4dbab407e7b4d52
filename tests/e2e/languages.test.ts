import type { ElementHandle } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { changedBuild } from '~/scripts/build/changed';
import { CATALOGUE } from '~/scripts/build/mirrored';
import { translationOf } from '~/scripts/build/translated';
import { DEEP } from '~/tests/depth';
import type { HostKey } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';

/** The longest words, the longest sentences, right to left, and one without spaces; all of them in a deep run. */
const LOCALES = DEEP
  ? ['ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt_BR', 'ro', 'tr', 'uk', 'zh_CN']
  : ['ar', 'de', 'ja', 'uk'];

const PEOPLE = [
  { name: 'Ann', userId: 'auth0|ann', role: 'moderator' as const },
  { name: 'Mallory', userId: 'auth0|mallory' },
  { name: 'Farah', identity: false as const },
];

/** What of a surface's texts cannot be read whole: what is cut off, or runs out of it at a side. */
async function cut(surface: ElementHandle<Element>): Promise<string[]> {
  return surface.evaluate((root) => {
    const edge = root.getBoundingClientRect();
    const texts = [...root.querySelectorAll<HTMLElement>('*')].filter(
      (it) =>
        it.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        [...it.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== ''),
    );
    const isCut = (it: HTMLElement) => {
      // Beside a long name it is cut on purpose: the circle says it too.
      if (it.matches('.row__name .badge')) return false;
      const { overflowX } = getComputedStyle(it);
      const { left, right, width } = it.getBoundingClientRect();
      // For a screen reader alone.
      if (width <= 1) return false;
      const isOut = left < edge.left - 1 || right > edge.right + 1;
      return isOut || (overflowX !== 'visible' && it.scrollWidth > it.clientWidth + 1);
    };
    return texts.filter(isCut).map((it) => `${it.tagName} ${it.textContent?.trim()}`);
  });
}

describe.each(LOCALES)('a host whose browser is in %s', (locale) => {
  let world: World;
  let key: HostKey;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const built = inject('extensionDir');
    const { catalogue, english } = await translationOf(built, locale);
    const build = await changedBuild(built, { [CATALOGUE]: catalogue });
    ({ remove } = build);
    world = await startWorld({ extensionDir: build.dir, english });
    key = await world.newKeyInGavel('Forum');
  });
  afterAll(async () => {
    await world?.close();
    await remove?.();
  });

  it('bans somebody, and reads every word of it whole in the narrowest panel and popup', async () => {
    const { page } = await world.joinMeeting(key.appId, PEOPLE);
    await page.page.setViewport({ width: 320, height: 640 });
    await page.panel.open();
    await page.panel.row('Mallory');
    const card = async () => cut(await page.element('complementary', 'Gavel'));
    expect(await card()).toEqual([]);
    await page.click('button', 'Select');
    await page.click('checkbox', 'Select all');
    expect(await card()).toEqual([]);
    await page.click('button', 'Done');
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.page.setViewport({ width: 320, height: 600 });
    await popup.answerable('Ban');
    const whole = async () => {
      const app = await popup.page.waitForSelector('#app');
      return app ? cut(app) : ['no popup'];
    };
    expect(await whole()).toEqual([]);
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    expect(await whole()).toEqual([]);
    await popup.close();
    const ban = await world.request('BAN_USER');
    expect(ban.status).toBe(200);
    const home = await world.gavel.openToolbarPopup(page);
    await home.page.setViewport({ width: 320, height: 600 });
    await home.find('button', 'End meeting for everyone');
    const app = await home.page.waitForSelector('#app');
    expect(app && (await cut(app))).toEqual([]);
    await home.close();
    await page.close();
  });

  it.each(['keys', 'activity', 'bans', 'settings', 'about'] as const)(
    'reads the tab %s whole in a narrow window',
    async (tab) => {
      const options = await world.gavel.openOptions(tab);
      await options.page.setViewport({ width: 320, height: 640 });
      await options.find('heading');
      const app = await options.page.waitForSelector('#app');
      expect(app && (await cut(app))).toEqual([]);
      await options.close();
    },
  );
});
