import { type Browser, launch, type Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type Simulator, startSimulator } from '~/tests/simulator/index';
import type { OpeningToOpen } from '../simulator/page/opened/openings';
import { certainly } from './support/wait';

const APP_ID = 'vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3';
const WIDE = { width: 1280, height: 720 };
const SMALL = { width: 800, height: 600 };
const PHONE = { width: 390, height: 844 };

let sim: Simulator;
let browser: Browser;
let page: Page;
let rooms = 0;

beforeAll(async () => {
  sim = await startSimulator();
  browser = await launch({
    executablePath: inject('chromePath'),
    headless: true,
    pipe: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...sim.chromiumArgs],
  });
});
afterAll(async () => {
  await browser.close();
  await sim.stop();
});

beforeEach(async () => {
  page = await browser.newPage();
});
afterEach(() => page.close());

async function join(size: { width: number; height: number }, query = ''): Promise<void> {
  rooms += 1;
  await page.setViewport(size);
  await page.goto(`https://8x8.vc/${APP_ID}/Room-${rooms}${query}`);
  await page.waitForFunction(
    () => window.APP?.store?.getState()['features/base/conference'].conference,
  );
}

const open = (name: OpeningToOpen) => page.evaluate((what) => window.__sim.open(what), name);
const opened = () => page.evaluate(() => window.__sim.opened);
const isOpened = (...names: string[]) =>
  certainly(async () => JSON.stringify(await opened()) === JSON.stringify(names), `open: ${names}`);

const DIALOG = '.dialog';
const AUDIO = '.popover-content > .audio-devices';
const MORE = '.popover-content > .overflow-menu';
const DRAWER = '.drawer';

/** Left, top, right and bottom are these, give or take two pixels. */
async function isAt(selector: string, wanted: readonly number[]): Promise<void> {
  let box: readonly number[] | undefined;
  const near = (at: number, place: number) => Math.abs((wanted[place] ?? 0) - at) <= 2;
  await certainly(
    async () => {
      box = await page.$$eval(selector, ([element]) => {
        if (!element?.checkVisibility({ visibilityProperty: true })) return [];
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return [left, top, right, bottom];
      });
      return box.length === 4 && box.every(near);
    },
    `${selector} is at ${wanted}`,
    10_000,
  ).catch((error) => {
    throw new Error(`${error.message}, it was at ${box}`);
  });
  expect(box?.every(near)).toBe(true);
}

const gone = (selector: string) =>
  certainly(async () => (await page.$(selector)) === null, `${selector} is gone`);
/** Their places are hidden at first; what is opened in one until then does not get the focus. */
const drawersAreReady = () =>
  page.waitForFunction(() => {
    const places = [...document.querySelectorAll<HTMLElement>('.drawer-portal')];
    return places.length > 0 && places.every((each) => each.style.visibility === 'visible');
  });
const holdsFocus = (selector: string) =>
  certainly(
    () => page.$$eval(selector, ([element]) => element?.contains(document.activeElement) ?? false),
    `${selector} has the focus`,
  );

/** Something of somebody else's over the page: a button, and more than fits. */
const addStranger = () =>
  page.evaluate(() => {
    const stranger = document.body.appendChild(document.createElement('div'));
    stranger.id = 'stranger';
    Object.assign(stranger.style, {
      position: 'fixed',
      zIndex: '2147483647',
      left: '0',
      top: '0',
      width: '120px',
      height: '60px',
      overflow: 'auto',
    });
    const tall = stranger.appendChild(document.createElement('button'));
    tall.style.height = '2000px';
  });

/** Turns the wheel there; the answer is whether somebody kept it from scrolling. */
async function wheelIsPrevented(x: number, y: number): Promise<boolean> {
  const turned = await page.evaluateHandle(() => ({
    at: new Promise<boolean>((resolve) => {
      const look = (event: Event) => setTimeout(() => resolve(event.defaultPrevented));
      window.addEventListener('wheel', look, { once: true, capture: true, passive: true });
    }),
  }));
  await page.mouse.move(x, y);
  await page.mouse.wheel({ deltaY: 100 });
  return turned.evaluate(({ at }) => at);
}

const OPENINGS = [
  { name: 'settings', of: 'a dialog', size: WIDE, box: [307, 64, 973, 626], element: DIALOG },
  { name: 'audio', of: 'a popup', size: WIDE, box: [407, 231, 707, 645], element: AUDIO },
  { name: 'more', of: 'a drawer', size: PHONE, box: [0, 233, 390, 844], element: DRAWER },
] as const;

describe('what Jitsi opens is where Jitsi has it', () => {
  it.each([
    ['settings', WIDE, DIALOG, [307, 64, 973, 626]],
    ['settings', SMALL, DIALOG, [67, 64, 733, 546]],
    ['settings', PHONE, DIALOG, [0, 0, 390, 844]],
    ['security', WIDE, DIALOG, [439, 64, 841, 598]],
    ['security', SMALL, DIALOG, [199, 64, 601, 546]],
    ['audio', WIDE, AUDIO, [407, 231, 707, 645]],
    ['more', WIDE, MORE, [715, 141, 957, 642]],
    ['more', PHONE, DRAWER, [0, 233, 390, 844]],
  ] as const)('%s at %o', async (name, size, element, box) => {
    await join(size);
    // The toolbar that these were measured with was the stage view's.
    await page.keyboard.press('w');
    await isAt('.stage-view .toolbox-content', toolbarAt(size));
    await open(name);
    await isAt(element, box);
    await isOpened(name);
  });
});

const toolbarAt = ({ width, height }: { readonly width: number; readonly height: number }) =>
  width < 480
    ? [0, height - 64, width, height]
    : [width / 2 - 282, height - 76, width / 2 + 282, height - 16];

describe.each(OPENINGS)('$of', ({ name, size, element }) => {
  beforeEach(async () => {
    await join(size);
    if (size === PHONE) await drawersAreReady();
    await open(name);
    await page.waitForSelector(element, { visible: true });
    if (name === 'audio') await page.keyboard.press('Tab');
    await holdsFocus('[role=dialog]');
  });

  it('closes by a press beside it', async () => {
    await page.mouse.click(200, 20);
    await isOpened();
    await gone(element);
    expect(await opened()).toEqual([]);
  });

  it('closes by Escape', async () => {
    await page.keyboard.press('Escape');
    await isOpened();
    await gone(element);
    expect(await opened()).toEqual([]);
  });

  it('takes the focus back from whoever takes it', async () => {
    await addStranger();
    await page.evaluate(() => {
      document.addEventListener('focusin', ({ target }) => {
        const taken = target instanceof Element && target.parentElement?.id === 'stranger';
        if (taken) document.body.dataset.taken = 'yes';
      });
      document.querySelector<HTMLElement>('#stranger button')?.focus();
    });
    await page.waitForSelector('[data-taken]');
    await holdsFocus('[role=dialog]');
    expect(await opened()).toEqual([name]);
  });

  it('is gone by the time that its name is, and the focus is not lost in it', async () => {
    await page.keyboard.press('Escape');
    await gone(element);
    const focused = () => page.evaluate(() => document.activeElement?.isConnected);
    expect(await focused()).toBe(true);
  });
});

describe('the wheel', () => {
  it.each([
    ['settings', WIDE, true],
    ['more', PHONE, true],
    ['audio', WIDE, false],
  ] as const)('beside what %s opens at %o is prevented: %s', async (name, size, prevented) => {
    await join(size);
    await addStranger();
    if (size === PHONE) await drawersAreReady();
    expect(await wheelIsPrevented(60, 30)).toBe(false);
    await open(name);
    await page.waitForSelector(name === 'audio' ? AUDIO : '[role=dialog]', { visible: true });
    if (prevented) await holdsFocus('[role=dialog]');
    expect(await wheelIsPrevented(60, 30)).toBe(prevented);
  });

  it('scrolls in the dialog itself', async () => {
    await join(WIDE);
    await open('settings');
    await isAt(DIALOG, [307, 64, 973, 626]);
    expect(await wheelIsPrevented(800, 400)).toBe(false);
    await page.waitForFunction(
      () => (document.querySelector('.settings-content')?.scrollTop ?? 0) > 0,
    );
  });
});

it('a dialog and a drawer hide from assistive technology what else is in the body; a popup does not', async () => {
  await join(WIDE);
  await addStranger();
  const hidden = () => page.$eval('#stranger', (element) => element.getAttribute('aria-hidden'));
  await open('audio');
  await page.waitForSelector(AUDIO, { visible: true });
  expect(await hidden()).toBeNull();
  await page.mouse.click(640, 100);
  await isOpened();
  await open('settings');
  await certainly(async () => (await hidden()) === 'true', 'hidden by the dialog');
  await page.keyboard.press('Escape');
  await certainly(async () => (await hidden()) === null, 'not hidden any more');
  await page.setViewport(PHONE);
  await drawersAreReady();
  await open('more');
  await certainly(async () => (await hidden()) === 'true', 'hidden by the drawer');
});

it('popups open by their buttons, close by them, and by each other’s', async () => {
  await join(WIDE);
  await page.click('[aria-label="Audio devices"]');
  await isOpened('audio');
  await page.click('[aria-label="Audio devices"]');
  await isOpened();
  await page.click('[aria-label="Audio devices"]');
  await isOpened('audio');
  await page.click('[aria-label="More"]');
  await isOpened('more');
  await page.waitForSelector(MORE, { visible: true });
  await page.click('.overflow-menu [role=menuitem]:nth-of-type(4)');
  await isOpened('security');
  await page.click('[aria-label="Close dialog"]');
  await isOpened();
  expect(await page.evaluate(() => window.__sim.errors)).toEqual([]);
});

it('a popup does not take the focus by itself, since it is hidden at first, and so Escape is not its', async () => {
  await join(WIDE);
  await page.click('[aria-label="More"]');
  await page.waitForSelector(MORE, { visible: true });
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe('body');
  await page.keyboard.press('Escape');
  expect(await opened()).toEqual(['more']);
  await page.keyboard.press('Tab');
  await holdsFocus(MORE);
  await page.keyboard.press('Escape');
  await isOpened();
});

it('a drawer’s place is in the body while nothing is in it', async () => {
  await join(PHONE);
  await page.waitForSelector('.drawer-portal');
  const sizes = () =>
    page.$$eval('.drawer-portal', (all) => all.map((each) => each.getBoundingClientRect().height));
  expect(await sizes()).toEqual([0, 0]);
});

it('all of it works under a strict content security policy', async () => {
  await join(WIDE, '?csp=strict');
  await open('audio');
  await page.waitForSelector(AUDIO, { visible: true });
  await page.keyboard.press('Tab');
  await holdsFocus('[role=dialog]');
  await page.keyboard.press('Escape');
  await isOpened();
  await open('settings');
  await holdsFocus(DIALOG);
  await isAt(DIALOG, [307, 64, 973, 626]);
  expect(await page.evaluate(() => window.__sim.errors)).toEqual([]);
});

it('the chat opens and closes by itself', async () => {
  await join(WIDE);
  await page.evaluate(() => window.__sim.chat(true));
  await page.waitForSelector('.chat', { visible: true });
  await page.evaluate(() => window.__sim.chat(true));
  expect(await page.evaluate(() => window.__sim.shortcuts)).toEqual([]);
  await page.evaluate(() => window.__sim.chat(false));
  await page.waitForSelector('.chat', { hidden: true });
});
