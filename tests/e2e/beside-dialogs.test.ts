import type { ElementHandle } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Box } from '~/components/panel/host/position';
import { newRoom, type World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { OpeningToOpen } from '../simulator/page/opened/openings';
import type { HostKey } from './support/host-key';
import type { MeetingPage } from './support/panel';
import { boxOfNode, CARD, comesBack, goesBeside, placeOf, TAB } from './support/places';
import { certainly } from './support/wait';

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
afterAll(() => world?.close());

const guests = Array.from({ length: 20 }, (_, at) => ({
  name: `Guest ${at + 1}`,
  userId: `auth0|${at + 1}`,
}));
const people = [...guests, { name: 'Zoe', userId: 'auth0|zoe' }];

const LAPTOP = { width: 1280, height: 720 };
const SMALL = { width: 800, height: 600 };
const PHONE = { width: 390, height: 844 };

type Size = typeof LAPTOP;

/** A meeting of twenty in a page of this size, with the card open. */
async function meet(size: Size): Promise<MeetingPage> {
  const { page } = await world.joinMeeting(key.appId, people);
  await page.page.setViewport(size);
  await page.panel.open();
  // It grows with its list; Jitsi lays itself out anew, and the card after it.
  await page.panel.row('Guest 1');
  await goesBeside(page, CARD, '#new-toolbox .toolbox-content');
  return page;
}

const opened = (page: MeetingPage) => page.page.evaluate(() => window.__sim.opened);
const open = async (page: MeetingPage, what: OpeningToOpen) => {
  await page.page.evaluate((name) => window.__sim.open(name), what);
  await certainly(async () => (await opened(page)).includes(what), `${what} is open`);
};
const closes = (page: MeetingPage) =>
  certainly(async () => (await opened(page)).length === 0, 'nothing of Jitsi’s is open');
describe('a dialog of Jitsi’s', () => {
  it('has the card beside it where there is room, and back where it was afterwards', async () => {
    const page = await meet(LAPTOP);
    const before = await placeOf(page, CARD);
    await open(page, 'settings');
    await goesBeside(page, CARD, '.dialog');
    expect(await opened(page)).toEqual(['settings']);
    await page.page.keyboard.press('Escape');
    await closes(page);
    await comesBack(page, CARD, before);
    expect(before).not.toBeNull();
    await page.close();
  });

  it('has Gavel wait in its tab where there is none, and come back', async () => {
    const page = await meet(SMALL);
    const before = await placeOf(page, CARD);
    await open(page, 'settings');
    await page.gone(...CARD);
    await goesBeside(page, TAB, '.dialog');
    await page.page.keyboard.press('Escape');
    await closes(page);
    await comesBack(page, CARD, before);
    expect(before).not.toBeNull();
    await page.close();
  });

  it('that fills a phone has of Gavel no more than a strip of the edge, over its margin', async () => {
    const page = await meet(PHONE);
    await open(page, 'settings');
    await page.gone(...CARD);
    await certainly(
      async () => ((await placeOf(page, TAB))?.right ?? Number.NaN) <= 12,
      'a strip is left of the tab',
    );
    await page.click(...TAB);
    await page.find(...CARD);
    expect(await opened(page)).toEqual(['settings']);
    await page.close();
  });

  it('stays open while the host presses, scrolls and searches in Gavel', async () => {
    const page = await meet(LAPTOP);
    await open(page, 'settings');
    await goesBeside(page, CARD, '.dialog');

    const list = await placeOf(page, CARD);
    if (list === null) throw new Error('no card');
    const rowsFrom = async () => {
      const [row] = await page.all('listitem', 'Guest 1');
      return (await boxOfNode(row))?.top ?? Number.NaN;
    };
    const top = await rowsFrom();
    await page.page.mouse.move(list.left + 100, list.top + 250);
    await page.page.mouse.wheel({ deltaY: 120 });
    await certainly(async () => (await rowsFrom()) < top, 'the list scrolls');
    await page.page.mouse.wheel({ deltaY: -1000 });

    await page.click('button', 'Select');
    await page.click('checkbox', 'Select Guest 1');
    await page.reads('1 selected');
    await page.click('searchbox', 'Search participants');
    await page.page.keyboard.type('vm 20');
    await certainly(async () => {
      const [field] = await page.all('searchbox', 'Search participants');
      return field?.focused === true && field.value === 'vm 20';
    }, 'what was typed is in the search, which has the focus');
    // Of Escape too, which empties the search and then leaves the selection.
    await page.page.keyboard.press('Escape');
    await page.page.keyboard.press('Escape');
    await page.find('button', 'Ban Guest 1');
    expect(await opened(page)).toEqual(['settings']);
    const { shortcuts, audioMuted, videoMuted } = await page.page.evaluate(() => window.__sim);
    expect({ shortcuts, audioMuted, videoMuted }).toEqual({
      shortcuts: [],
      audioMuted: false,
      videoMuted: false,
    });
    await page.close();
  });
});

describe('a popup of Jitsi’s', () => {
  it.each(['audio', 'more'] as const)('stays open at a click in Gavel: %s', async (what) => {
    const page = await meet(LAPTOP);
    await open(page, what);
    await page.click('button', 'Select');
    await page.find('button', 'Done');
    await page.page.mouse.click(640, 20);
    // A click in the page itself closes it, and came after the one in Gavel.
    await closes(page);
    await open(page, what);
    await page.click('button', 'Done');
    await page.gone('button', 'Done');
    expect(await opened(page)).toEqual([what]);
    await page.close();
  });

  it('stays open at a press that begins in Gavel and ends in the page', async () => {
    const page = await meet(LAPTOP);
    await open(page, 'more');
    const row = await boxOfNode(await page.find('listitem', 'Guest 2'));
    const { mouse } = page.page;
    await mouse.move((row?.left ?? 0) + 100, (row?.top ?? 0) + 20);
    await mouse.down();
    await mouse.move(500, 20, { steps: 5 });
    await mouse.up();
    expect(await opened(page)).toEqual(['more']);
    // What a script of the page clicks is the page's own, whatever was pressed before.
    await page.page.evaluate(() => document.body.click());
    await closes(page);
    await page.close();
  });

  it('is not covered where the page is too small for both', async () => {
    const page = await meet({ width: 640, height: 720 });
    const before = await placeOf(page, CARD);
    await open(page, 'audio');
    await page.gone(...CARD);
    await goesBeside(page, TAB, '.popover-content > .audio-devices');
    await page.page.mouse.click(600, 40);
    await closes(page);
    await comesBack(page, CARD, before);
    expect(before).not.toBeNull();
    await page.close();
  });

  it('as a drawer of a phone has the card give way, and come back', async () => {
    const page = await meet(PHONE);
    await open(page, 'more');
    await page.gone(...CARD);
    await page.page.mouse.click(200, 100);
    await closes(page);
    await page.find(...CARD);
    await goesBeside(page, CARD, '#new-toolbox .toolbox-content');
    expect(await page.all(...TAB)).toEqual([]);
    await page.close();
  });
});

describe('a card that moves by itself', () => {
  it('is scrolled to where it was when it comes back', async () => {
    const page = await meet(SMALL);
    const list = await placeOf(page, CARD);
    await page.page.mouse.move((list?.left ?? 0) + 100, (list?.top ?? 0) + 250);
    await page.page.mouse.wheel({ deltaY: 500 });
    const topOf = async () => (await boxOfNode((await page.all('listitem', 'Guest 9'))[0]))?.top;
    await certainly(async () => ((await topOf()) ?? 900) < 300, 'the list is scrolled');
    await open(page, 'settings');
    await page.gone(...CARD);
    await page.page.keyboard.press('Escape');
    await closes(page);
    await page.find(...CARD);
    expect(await topOf()).toBeLessThan(300);
    await page.close();
  });

  it('takes no click for one that was meant for it', async () => {
    const page = await meet(LAPTOP);
    await page.panel.row('Guest 1');
    // A page can have it moved as often as it likes; the button is wide enough to be hit in both places.
    await page.page.evaluate(() => {
      const dialog = document.createElement('div');
      dialog.setAttribute('role', 'dialog');
      dialog.style.cssText = 'position:fixed;left:350px;top:0;width:300px;height:600px;opacity:0';
      setInterval(() => {
        if (dialog.isConnected) dialog.remove();
        else document.body.append(dialog);
        window.dispatchEvent(new Event('resize'));
      }, 50);
    });
    const places = new Map<number, Box>();
    await certainly(async () => {
      const place = await boxOfNode((await page.all('button', 'Ban Guest 1'))[0]);
      if (place) places.set(place.left, place);
      return places.size === 2;
    }, 'the button is now here and now there');
    const [one, other] = [...places.values()];
    if (!one || !other) throw new Error('no button');
    const x = (Math.max(one.left, other.left) + Math.min(one.right, other.right)) / 2;
    await page.page.mouse.click(x, (one.top + one.bottom) / 2);
    await page.panel.reads(/moved or distorted/);
    expect(await page.panel.row('Guest 1')).not.toMatch(/Waiting/);
    await page.close();
  });

  it('follows no pointer that was let go beside it', async () => {
    const page = await meet(LAPTOP);
    const card = await placeOf(page, CARD);
    if (card === null) throw new Error('no card');
    const { mouse } = page.page;
    await mouse.move(card.left + 150, card.top + 1);
    await mouse.down();
    await mouse.move(card.left + 150, card.top - 2);
    await mouse.up();
    await mouse.move(card.left + 150, card.top + 10, { steps: 3 });
    await mouse.move(card.left + 200, card.top + 20, { steps: 3 });
    expect(await placeOf(page, CARD)).toEqual(card);
    await page.close();
  });
});

describe('what is being written in Gavel’s search goes on there', () => {
  const type = (page: MeetingPage, text: string) => page.page.keyboard.type(text);
  const isWritten = (page: MeetingPage, text: string) =>
    certainly(async () => {
      const [field] = await page.all('searchbox', 'Search participants');
      return field?.focused === true && (field.value ?? '') === text;
    }, `${text} is written`);
  const shortcuts = (page: MeetingPage) => page.page.evaluate(() => window.__sim.shortcuts);

  it('when the page becomes so low that the search would be folded away', async () => {
    const page = await meet({ width: 700, height: 500 });
    await page.click('searchbox', 'Search participants');
    await page.page.setViewport({ width: 700, height: 400 });
    await page.find('button', 'Search, sort, select');
    await type(page, 'vm');
    await isWritten(page, 'vm');
    expect(await shortcuts(page)).toEqual([]);
    await page.close();
  });

  it('when it is emptied, and is folded away with what was searched for', async () => {
    const page = await meet({ width: 320, height: 240 });
    await page.click('button', 'Search, sort, select');
    await page.click('searchbox', 'Search participants');
    await type(page, 'g');
    await page.page.keyboard.press('Backspace');
    await type(page, 'vm');
    await isWritten(page, 'vm');
    expect(await shortcuts(page)).toEqual([]);
    await page.click('button', 'Search, sort, select');
    await page.gone('searchbox', 'Search participants');
    expect(await page.panel.row('Guest 1')).toContain('auth0|1');
    await page.close();
  });
});

describe('the chat that Jitsi opens by itself', () => {
  it('has the tab beside it, and back at the edge when it closes', async () => {
    const page = await meet(LAPTOP);
    await page.panel.close();
    const before = await placeOf(page, TAB);
    await page.page.evaluate(() => window.__sim.chat(true));
    await goesBeside(page, TAB, '#sideToolbarContainer');
    await page.page.evaluate(() => window.__sim.chat(false));
    await comesBack(page, TAB, before);
    expect(before).not.toBeNull();
    await page.close();
  });
});

describe('before the meeting', () => {
  it.each<[string, Size]>([
    ['beside', LAPTOP],
    ['above', PHONE],
  ])('the card stands %s the form, which can be used', async (_, size) => {
    const room = newRoom();
    world.simulator.meeting(key.appId, room).join({ name: 'Ann', userId: 'auth0|ann' });
    const page = await world.gavel.openMeeting(key.appId, room, { query: { prejoin: '1' } });
    await page.page.setViewport(size);
    await page.panel.open();
    await goesBeside(page, CARD, '.premeeting-screen > div');
    await page.click('button', 'Join meeting');
    expect(await page.panel.row('Ann')).toContain('auth0|ann');
    await page.close();
  });
});

describe('in a page as small as this the list is there, and the way out is free', () => {
  it.each<[number, number, number]>([
    [390, 844, 8],
    [844, 390, 4],
    [700, 300, 2],
    [640, 360, 3],
    [460, 340, 4],
    [320, 256, 2],
    [320, 240, 2],
  ])('%i×%i: %i whole rows of others', async (width, height, least) => {
    const page = await meet({ width, height });
    await page.panel.row('Guest 1');
    const rows = async () => {
      const list = await page.all('listitem', undefined, { within: ['list', 'Participants'] });
      const shown = await Promise.all(
        list.slice(0, least).map(async (node) => {
          const element = (await node.elementHandle()) as ElementHandle<Element> | null;
          return element?.evaluate((row) => {
            const { left, top, bottom } = row.getBoundingClientRect();
            const root = row.getRootNode() as ShadowRoot;
            const isHit = (y: number) => row.contains(root.elementFromPoint(left + 100, y));
            return isHit(top + 2) && isHit(bottom - 2);
          });
        }),
      );
      return shown.filter(Boolean).length;
    };
    await certainly(async () => (await rows()) === least, `${least} rows are in sight`);
    const [first] = await page.panel.names();
    expect(first).toBe('Guest 1');
    const isFree = await page.page.$eval('[aria-label="Leave the meeting"]', (button) => {
      const { left, top, width: w, height: h } = button.getBoundingClientRect();
      return button.contains(document.elementFromPoint(left + w / 2, top + h / 2));
    });
    expect(isFree).toBe(true);
    await page.close();
  });

  it('search, order and selecting are unfolded by a press, and stay while somebody is searched for', async () => {
    const page = await meet({ width: 320, height: 240 });
    expect(await page.all('searchbox', 'Search participants')).toEqual([]);
    await page.click('button', 'Search, sort, select');
    await page.panel.search('zoe');
    await page.panel.row('Zoe');
    await page.gone('listitem', 'Guest 1');
    await page.click('heading', undefined, { within: CARD });
    await page.find('searchbox', 'Search participants');
    await page.close();
  });
});

describe('with fingers', () => {
  it.each<[number, number]>([
    [390, 844],
    [844, 390],
    [320, 240],
  ])('every target of %i×%i is as large as a thumb needs', async (width, height) => {
    const { page } = await world.joinMeeting(key.appId, people);
    // The page begins anew where it becomes a phone's.
    await page.page.setViewport({ width, height, hasTouch: true, isMobile: true });
    await page.panel.open();
    await page.panel.row('Guest 1');
    const targets = await page.all('button', undefined, { within: CARD });
    const tooSmall: string[] = [];
    for (const node of targets) {
      const element = (await node.elementHandle()) as ElementHandle<Element> | null;
      const size = await element?.evaluate((target) => {
        const { left, top, right, bottom, width: w, height: h } = target.getBoundingClientRect();
        const root = target.getRootNode() as ShadowRoot;
        const list = target.closest('.body')?.getBoundingClientRect();
        const isInSight = list === undefined || (top >= list.top && bottom <= list.bottom);
        if (w === 0 || !isInSight) return null;
        const hits = (x: number, y: number) => target.contains(root.elementFromPoint(x, y));
        const across = Array.from({ length: Math.round(w) }, (_, at) => left + at + 0.5);
        const down = Array.from({ length: Math.round(h) }, (_, at) => top + at + 0.5);
        // What can be pressed, not what is laid out.
        return [
          across.filter((x) => hits(x, (top + bottom) / 2)).length,
          down.filter((y) => hits((left + right) / 2, y)).length,
        ];
      });
      if (size?.some((side) => side < 44)) tooSmall.push(`${node.name} ${size.join('×')}`);
    }
    expect(targets.length).toBeGreaterThan(20);
    expect(tooSmall).toEqual([]);
    await page.close();
  });
});
