import type { ElementHandle } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { AxNode } from './support/ax-node';
import type { HostKey } from './support/host-key';
import type { MeetingPage } from './support/panel';
import { boxOfNode, CARD, placeOf, TAB } from './support/places';
import { certainly } from './support/wait';

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
afterAll(() => world?.close());

const guests = Array.from({ length: 40 }, (_, at) => ({
  name: `Guest ${at + 1}`,
  userId: `auth0|${at + 1}`,
}));
const mallory = { name: 'Mallory', userId: 'auth0|mallory' };

async function join(size: { readonly width: number; readonly height: number }) {
  const joined = await world.joinMeeting(key.appId, [...guests, mallory]);
  await joined.page.page.setViewport(size);
  await joined.page.panel.open();
  await joined.page.panel.row('Guest 1');
  return joined;
}

const LAPTOP = { width: 1280, height: 720 };

async function ask<T>(node: AxNode, look: (element: Element) => T): Promise<T> {
  const element = (await node.elementHandle()) as ElementHandle<Element> | null;
  if (element === null) throw new Error('it is no element');
  return element.evaluate(look) as Promise<T>;
}

/** How many rows are to be seen from their upper to their lower edge. */
async function wholeRows(page: MeetingPage): Promise<number> {
  const list = await page.find('list', 'Participants');
  return ask(list, (element) => {
    const view = element.closest('.body')?.getBoundingClientRect();
    const boxes = [...element.querySelectorAll('li')].map((row) => row.getBoundingClientRect());
    return boxes.filter((row) => view && row.top >= view.top - 1 && row.bottom <= view.bottom + 1)
      .length;
  });
}

async function hasRows(page: MeetingPage, least: number): Promise<void> {
  await certainly(async () => (await wholeRows(page)) >= least, `${least} whole rows are in sight`);
}

describe('the card has room', () => {
  it.each([
    ['200 %', { width: 640, height: 360 }, 4],
    ['400 %', { width: 320, height: 256 }, 2],
  ])('3: at %s zoom for people to be seen, not only for itself', async (_, size, least) => {
    const { page } = await join(size);
    await hasRows(page, least);
    expect(await wholeRows(page)).toBeGreaterThanOrEqual(least);
    await page.click('button', 'Search, sort, select');
    await page.panel.search('Mallory');
    expect(await page.panel.row('Mallory')).toMatch(/auth0\| ?mallory/);
    await page.close();
  });

  it('10: down to the toolbar on a large page, where it is wider', async () => {
    const { page } = await join({ width: 1920, height: 1080 });
    await certainly(
      async () => ((await placeOf(page, CARD))?.bottom ?? 0) > 1000,
      'the card goes down to the lower edge',
    );
    const card = await placeOf(page, CARD);
    expect((card?.right ?? 0) - (card?.left ?? 0)).toBe(400);
    expect(await wholeRows(page)).toBeGreaterThan(14);
    await page.close();
  });

  it('10: as much as the host gives it by keys or by its corner, also in the next meeting', async () => {
    const { page } = await join(LAPTOP);
    const corner = ['button', 'Resize Gavel'] as const;
    const first = await placeOf(page, CARD);
    const handle = await (await page.find(...corner)).elementHandle();
    await (handle as ElementHandle<HTMLElement>).focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp'] as const)
      await page.page.keyboard.press(key);
    const wide = (first?.right ?? 0) + 48;
    await certainly(
      async () => (await placeOf(page, CARD))?.right === wide,
      'the card is wider by two steps',
    );

    // Wider, it reaches over the toolbar and ends above that.
    const before = await placeOf(page, CARD);
    const box = await boxOfNode(await page.find(...corner));
    const [x, y] = [(box?.left ?? 0) + 12, (box?.top ?? 0) + 12];
    await page.page.mouse.move(x, y);
    await page.page.mouse.down();
    await page.page.mouse.move(x + 40, y - 150, { steps: 4 });
    await page.page.mouse.up();
    const drawn = await placeOf(page, CARD);
    expect(drawn).toEqual({
      ...before,
      right: wide + 40,
      bottom: (before?.bottom ?? 0) - 150,
    });
    await page.close();

    const next = await join(LAPTOP);
    expect(await placeOf(next.page, CARD)).toEqual(drawn);
    const again = await (await next.page.find(...corner)).elementHandle();
    await (again as ElementHandle<HTMLElement>).press('Home');
    await certainly(
      async () => (await placeOf(next.page, CARD))?.right === first?.right,
      'the card has its usual width',
    );
    await next.page.close();
  });
});

describe('the foot and the head', () => {
  it('9, 16, 28: end the meeting far from every Ban, and say that the key is ready and when the host joined', async () => {
    const { page } = await join(LAPTOP);
    const end = await boxOfNode(await page.find('button', 'End meeting'));
    const ban = await boxOfNode(await page.find('button', 'Ban Guest 1'));
    expect(end?.right).toBeLessThan(ban?.left ?? 0);
    await page.reads('Key ready');
    expect(await page.reads(/you joined \d\d:\d\d/)).not.toMatch(/since \d/);
    await page.close();
  });

  it.each([
    ['a laptop', LAPTOP],
    ['200 % zoom', { width: 640, height: 360 }],
    ['400 % zoom', { width: 320, height: 256 }],
    ['a small frame', { width: 320, height: 240 }],
  ])(
    'have Remove and Ban of all who are selected on one line, and somebody of them in sight, on %s',
    async (_, size) => {
      const { page } = await join(LAPTOP);
      await page.click('button', 'Select');
      await page.click('checkbox', 'Select Guest 1');
      await page.page.setViewport(size);
      const acts = ['Remove selected', 'Ban selected'];
      const boxes = async () =>
        Promise.all(acts.map(async (act) => boxOfNode(await page.find('button', act))));
      const areBeside = async () => {
        const [remove, ban] = await boxes();
        return remove?.top === ban?.top && (remove?.right ?? 0) <= (ban?.left ?? 0);
      };
      await certainly(areBeside, 'Remove and Ban are on one line');
      await hasRows(page, 1);
      expect(await wholeRows(page)).toBeGreaterThanOrEqual(1);
      await page.close();
    },
  );

  it('26: show the handle to who points at the head', async () => {
    const { page } = await join(LAPTOP);
    const handle = await page.find('button', 'Move Gavel');
    const opacity = () => ask(handle, (element) => getComputedStyle(element).opacity);
    await page.page.mouse.move(900, 300);
    await certainly(async () => (await opacity()) === '0', 'the handle is not shown');
    const box = await boxOfNode(handle);
    await page.page.mouse.move((box?.left ?? 0) - 60, (box?.top ?? 0) + 10);
    await certainly(async () => (await opacity()) === '1', 'the handle is shown');
    expect(await opacity()).toBe('1');
    await page.close();
  });
});

describe('the tab', () => {
  it('27: has the count of people, and a number on its red dot while something waits', async () => {
    const { page } = await join(LAPTOP);
    await page.panel.close();
    const numbers = async () =>
      ask(await page.find(...TAB), (element) =>
        [...element.querySelectorAll('[data-text]')].map((one) => one.getAttribute('data-text')),
      );
    expect(await numbers()).toEqual(['42']);
    await page.panel.open();
    await page.panel.ban('Guest 1');
    await world.gavel.popup();
    await page.page.bringToFront();
    await page.panel.close();
    await certainly(async () => (await numbers()).length > 1, 'one request waits');
    expect(await numbers()).toEqual(['42', '1']);
    await page.close();
  });
});

describe('a selection', () => {
  it('19: can be looked at by itself, stands out, and is done with by Done', async () => {
    const { page } = await join(LAPTOP);
    await page.click('button', 'Select');
    await page.panel.search('Mallory');
    await page.click('checkbox', 'Select Mallory');
    await page.panel.search('');
    await page.click('button', 'Show only these');
    await certainly(async () => (await page.panel.names()).join() === 'Mallory', 'only Mallory');
    const row = await page.find('listitem', 'Mallory');
    expect(await ask(row, (element) => getComputedStyle(element).borderInlineStartWidth)).toBe(
      '3px',
    );
    await page.click('button', 'Show only these');
    await page.panel.row('Guest 1');
    await page.click('button', 'Done');
    await page.gone('checkbox', 'Select Mallory');
    await page.close();
  });
});
