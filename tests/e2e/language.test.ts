import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { changedBuild } from '~/scripts/build/changed';
import { CATALOGUE, MIRRORED_LANG, mirroredCatalogue, unmirrored } from '~/scripts/build/mirrored';
import type { HostKey } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import type { Surface } from '~/tests/e2e/support/surface';
import { startWorld } from '~/tests/e2e/support/world';

/** Has the browser answer as one in Hebrew, which most machines that run tests have no words for. */
const IN_HEBREW = `{
  const { i18n } = chrome, { getMessage } = i18n;
  i18n.getUILanguage = () => "he";
  i18n.getMessage = (name, ...words) => name === "@@bidi_dir" ? "rtl" : getMessage(name, ...words);
}
`;

/** What belongs to Gavel's texts, as a page says it, and where its lines begin. */
interface Said {
  readonly lang: string;
  readonly dir: string;
  readonly begins: string;
}

async function said(element: ElementHandle<Element> | null): Promise<Said | undefined> {
  return element?.evaluate((it) => {
    const root = it.closest<HTMLElement>('[lang]');
    return { lang: root?.lang ?? '', dir: root?.dir ?? '', begins: getComputedStyle(it).direction };
  });
}

/** The scripts that the pages of a build begin with. */
async function firstScripts(build: string): Promise<string[]> {
  const pages = ['popup.html', 'options.html'].map((page) => readFile(join(build, page), 'utf8'));
  const scripts = (await Promise.all(pages)).flatMap(
    (html) => /src="\/(chunks\/[^"]+)/.exec(html)?.[1] ?? [],
  );
  return ['content-scripts/panel.js', ...scripts];
}

async function everywhere(world: World): Promise<(Said | undefined)[]> {
  const options = await world.gavel.openOptions('about');
  await options.find('heading');
  const all = [await said(await options.page.waitForSelector('#app'))];
  await options.close();
  const { page } = await world.joinMeeting(world.newKey().appId);
  await page.panel.open();
  all.push(await said(await page.element('complementary', 'Gavel')));
  const popup = await world.gavel.openToolbarPopup(page);
  await popup.find('heading');
  all.push(await said(await popup.page.waitForSelector('#app')));
  await popup.close();
  await page.close();
  return all;
}

describe('in a browser in another language', () => {
  let world: World;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const built = inject('extensionDir');
    const files = await firstScripts(built);
    const foreign = (script: string) => IN_HEBREW + script;
    const build = await changedBuild(built, Object.fromEntries(files.map((it) => [it, foreign])));
    ({ remove } = build);
    world = await startWorld({ extensionDir: build.dir });
  });
  afterAll(async () => {
    await world?.close();
    await remove?.();
  });

  it('English is said to be English, for the voice that reads it, and reads from left to right', async () => {
    const english = { lang: 'en', dir: 'ltr', begins: 'ltr' };
    expect(await everywhere(world)).toEqual([english, english, english]);
    const options = await world.gavel.openOptions('about');
    const browser = await options.page.evaluate(() => {
      const { i18n } = (globalThis as unknown as I18nApi).chrome;
      return [i18n.getUILanguage(), i18n.getMessage('@@bidi_dir')];
    });
    expect(browser).toEqual(['he', 'rtl']);
    await options.close();
  });
});

interface I18nApi {
  readonly chrome: {
    readonly i18n: { getUILanguage(): string; getMessage(name: string): string };
  };
}

/** Someone with a name and an id of both directions. */
const SARA = { name: 'שרה כהן (2)', userId: 'auth0|אב-12' };
const MALLORY = { name: 'Mallory', userId: 'auth0|mallory' };

describe('with texts that read from right to left', () => {
  let world: World;
  let key: HostKey;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const build = await changedBuild(inject('extensionDir'), { [CATALOGUE]: mirroredCatalogue });
    ({ remove } = build);
    world = await startWorld({ extensionDir: build.dir, english: (text) => [unmirrored(text)] });
    key = await world.newKeyInGavel('Forum');
  });
  afterAll(async () => {
    await world?.close();
    await remove?.();
  });

  it('every page says so, and begins on the right', async () => {
    const turned = { lang: MIRRORED_LANG, dir: 'rtl', begins: 'rtl' };
    expect(await everywhere(world)).toEqual([turned, turned, turned]);
  });

  it('a row has its name on the right and its buttons on the left, and nothing runs out of the card', async () => {
    const { page } = await world.joinMeeting(key.appId, [SARA, MALLORY]);
    await page.panel.open();
    await page.panel.row('Mallory');
    const ban = await page.element('button', 'Ban Mallory');
    const places = await ban.evaluate((button) => {
      const [name, card] = [
        button.closest('li')?.querySelector('bdi'),
        button.closest('aside, [role="complementary"]'),
      ];
      const [own, named, all] = [button, name, card].map((it) => it?.getBoundingClientRect());
      const buttons = [...(card?.querySelectorAll('button') ?? [])]
        .filter((it) => it.checkVisibility())
        .map((it) => it.getBoundingClientRect());
      const inside = ({ left, right }: DOMRect) =>
        left >= (all?.left ?? 0) && right <= (all?.right ?? 0);
      return {
        isLeft: (own?.right ?? 0) <= (named?.left ?? 0),
        out: buttons.filter((it) => !inside(it)).length,
      };
    });
    expect(places).toEqual({ isLeft: true, out: 0 });
    await page.close();
  });

  it('an ID stands as it is sent, also one with letters of both directions', async () => {
    const { page } = await world.joinMeeting(key.appId, [SARA]);
    await page.panel.open();
    await page.panel.ban(SARA.name);
    const popup = await world.gavel.popup();
    await popup.answerable('Ban');
    const placed = await placesOf(popup, SARA.userId);
    expect(placed.length).toBe(SARA.userId.length);
    expect(placed).toEqual(placed.toSorted((a, b) => a - b));
    expect(new Set(placed).size).toBe(placed.length);
    await popup.cancel();
    await popup.close();
    await page.close();
  });

  it.each(['keys', 'activity', 'settings', 'about'] as const)(
    'nothing of the tab %s runs out of a narrow window',
    async (tab) => {
      const options = await world.gavel.openOptions(tab);
      await options.page.setViewport({ width: 360, height: 640 });
      await options.find('heading');
      const over = await options.page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      expect(over).toBe(0);
      await options.close();
    },
  );
});

/** Where each character of a text that stands alone begins, from the left. */
function placesOf({ page }: Surface, text: string): Promise<number[]> {
  return page.evaluate((wanted) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode() && texts.currentNode.textContent !== wanted);
    const node = texts.currentNode;
    if (node.textContent !== wanted) return [];
    const range = document.createRange();
    return Array.from(wanted, (_, at) => {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return range.getBoundingClientRect().left;
    });
  }, text);
}
