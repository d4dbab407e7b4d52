import type { CDPSession, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HostKey } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { MeetingPage } from './support/panel';
import type { Popup } from './support/popup';

const PEOPLE = [
  { name: 'Mallory', userId: 'auth0|mallory' },
  { name: 'Ann Kim', userId: 'google-oauth2|114025754820379595030', role: 'moderator' as const },
  { name: '👩‍👩‍👧‍👦 Family', userId: 'auth0|family' },
];

let world: World;
let key: HostKey;
let page: MeetingPage;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
  ({ page } = await world.joinMeeting(key.appId, PEOPLE));
  await page.panel.open();
  await page.panel.row('Mallory');
});
afterAll(() => world?.close());

async function banQuestion(): Promise<Popup> {
  await page.page.bringToFront();
  await page.panel.ban('Mallory');
  const popup = await world.gavel.popup();
  await popup.answerable('Ban');
  return popup;
}

/** As a system does it; Puppeteer's own method knows no forced colours. */
async function emulate(target: Page, media: Readonly<Record<string, string>>): Promise<CDPSession> {
  const session = await target.createCDPSession();
  const features = Object.entries(media).map(([name, value]) => ({ name, value }));
  await session.send('Emulation.setEmulatedMedia', { features });
  return session;
}

const DARK = 'rgb(20, 20, 20)';
const WHITE = 'rgb(255, 255, 255)';

describe('the colours of the system', () => {
  it('are the popup’s; the panel is dark, as the meeting around it always is', async () => {
    const popup = await banQuestion();
    for (const [scheme, ground] of [
      ['light', WHITE],
      ['dark', DARK],
    ] as const) {
      const media = { 'prefers-color-scheme': scheme };
      const sessions = [await emulate(page.page, media), await emulate(popup.page, media)];
      const card = await page.element('complementary', 'Gavel');
      expect(await card.evaluate((it) => getComputedStyle(it).backgroundColor)).toBe(DARK);
      expect(await card.evaluate((it) => getComputedStyle(it).colorScheme)).toBe('dark');
      expect(
        await popup.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor),
      ).toBe(ground);
      for (const session of sessions) await session.detach();
    }
    await popup.cancel();
    await popup.close();
  });

  it('where they are forced, tell what does not work, and frame what is dangerous twice as thick', async () => {
    const popup = await banQuestion();
    for (const [surface, target] of [
      [popup, await popup.element('button', 'Ban and remove')],
      [page, await page.element('button', 'Ban Mallory')],
    ] as const) {
      const session = await emulate(surface.page, { 'forced-colors': 'active' });
      // Copies, since what a row offers for whom is another matter.
      const looks = await target.evaluate((button) => {
        const look = (name: string, disabled: boolean) => {
          const copy = document.createElement('button');
          copy.className = name;
          if (disabled) copy.ariaDisabled = 'true';
          button.after(copy);
          const { color, borderTopColor, borderTopWidth } = getComputedStyle(copy);
          copy.remove();
          return { color, frame: borderTopColor, width: borderTopWidth };
        };
        const gray = document.createElement('i');
        gray.style.color = 'GrayText';
        button.after(gray);
        const { color } = getComputedStyle(gray);
        gray.remove();
        return {
          gray: color,
          off: look('button button--danger-quiet', true),
          plain: look('button', false),
          asks: look('button button--danger-quiet', false),
          acts: look('button button--danger', false),
        };
      });
      const { gray, off, plain, asks, acts } = looks;
      expect(off, surface.title).toMatchObject({ color: gray, frame: gray });
      expect(plain.color, surface.title).not.toBe(gray);
      expect([plain.width, asks.width, acts.width], surface.title).toEqual(['1px', '2px', '2px']);
      await session.detach();
    }
    await popup.cancel();
    await popup.close();
  });
});

describe('a button', () => {
  it('that does not work looks so, and is not lit up by the pointer', async () => {
    const options = await world.gavel.openOptions('keys');
    const button = await options.element('button', /^Test with JaaS/);
    const look = () =>
      button.evaluate((it) => {
        const { backgroundColor, color, borderTopColor, borderTopStyle } = getComputedStyle(it);
        return { backgroundColor, color, borderTopColor, borderTopStyle };
      });
    const works = await look();
    // Set by hand: by itself it lasts for as long as a key is being read.
    await button.evaluate((it) => it.setAttribute('aria-disabled', 'true'));
    const resting = await look();
    expect(resting.color).not.toBe(works.color);
    expect(resting.backgroundColor).not.toBe(works.backgroundColor);
    expect(resting.borderTopStyle).toBe('dashed');
    await button.hover();
    expect(await button.evaluate((it) => it.matches(':hover'))).toBe(true);
    expect(await look()).toEqual(resting);
    await options.close();
  });

  it('that does not count a click yet has its colour from the start', async () => {
    const popup = await banQuestion();
    const ban = await popup.element('button', 'Ban and remove');
    const armed = await ban.evaluate((it) => getComputedStyle(it).backgroundColor);
    const waiting = await ban.evaluate(async (it) => {
      const isOff = new Promise<void>((resolve) => {
        new MutationObserver(() => it.ariaDisabled === 'true' && resolve()).observe(it, {
          attributes: true,
        });
      });
      // It moves, so the quiet begins anew, and no click counts until it is over.
      it.style.translate = '0 4px';
      window.dispatchEvent(new Event('resize'));
      await isOff;
      return { off: it.ariaDisabled, colour: getComputedStyle(it).backgroundColor };
    });
    expect(waiting).toEqual({ off: 'true', colour: armed });
    expect(armed).not.toBe('rgba(0, 0, 0, 0)');
    await popup.cancel();
    await popup.close();
  });
});

describe('the panel’s text', () => {
  it('is never smaller than 12 pixels; ids and names are larger', async () => {
    const card = await page.element('complementary', 'Gavel');
    const texts = await card.evaluate((it) => {
      const all: { text: string; size: number; weight: string; isMono: boolean }[] = [];
      for (const element of it.querySelectorAll('*')) {
        const own = [...element.childNodes].filter((node) => node instanceof Text);
        const drawn = ['::before', '::after'].map(
          (name) => getComputedStyle(element, name).content,
        );
        const text =
          own.map(({ data }) => data).join('') || drawn.find((one) => one.startsWith('"'));
        if (!text?.trim()) continue;
        const { fontSize, fontWeight, fontFamily } = getComputedStyle(element);
        all.push({
          text,
          size: Number.parseFloat(fontSize),
          weight: fontWeight,
          isMono: fontFamily === 'monospace',
        });
      }
      return all;
    });
    expect(texts.filter(({ size }) => size < 12)).toEqual([]);
    const ids = texts.filter(({ isMono }) => isMono);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter(({ size }) => size < 12.5)).toEqual([]);
    const name = texts.find(({ text }) => text === 'Mallory');
    expect(name).toMatchObject({ size: 14, weight: '600' });
  });

  it('of a circle never runs out of it, not even an emoji of many', async () => {
    const row = await page.element('listitem', /Family/);
    const circle = await row.evaluate((it) => {
      const avatar = it.querySelector('[class*="avatar"]');
      return avatar && getComputedStyle(avatar).overflow;
    });
    expect(circle).toBe('hidden');
  });
});
