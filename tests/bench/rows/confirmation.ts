import type { Page } from 'puppeteer-core';
import type { World } from '~/tests/e2e/support/open-world';
import type { MeetingPage } from '~/tests/e2e/support/panel';
import { waitFor } from '~/tests/e2e/support/wait';
import { inWorld } from '../bench';
import { clickedAt, noteClick } from '../clicks';
import { guests, pause } from '../crowd';
import { alternate, type Readings, samplesOf } from '../measure';
import { MINIMAL_PAGE } from '../minimal/make';
import { installMinimal } from '../minimal/minimal';
import type { Row } from '../row';

/** For what a page draws after its first sight, in milliseconds. */
const SETTLES_MS = 400;

export const confirmation: Row = {
  id: 'confirmation',
  title: 'Ban click in the panel → confirmation on the screen',
  floor: 'an empty popup opened by the same call',
  rival: null,
  run: (bench) =>
    inWorld(bench, async (world) => {
      const key = await world.newKeyInGavel();
      const { page } = await world.joinMeeting(key.appId, guests(10));
      await page.panel.open();
      const minimal = await installMinimal(bench, world, key);
      const site = await world.gavel.browser.newPage();
      await site.goto(MINIMAL_PAGE);
      let turn = 0;

      const rounds = await alternate(
        {
          async floor(): Promise<Readings> {
            await site.bringToFront();
            await noteClick(site);
            await site.click('html > button');
            const popup = await minimal.popup();
            const at = await largestText(popup.page);
            await popup.close();
            await minimal.popupClosed();
            return { ms: at - (await clickedAt(site)) };
          },
          gavel(): Promise<Readings> {
            turn += 1;
            return clickToQuestion(world, page, turn);
          },
        },
        { rounds: bench.quick ? 3 : 15, warmUps: bench.quick ? 0 : 1 },
      );
      const samples = samplesOf(rounds, 'ms');
      return {
        lines: [
          { label: 'click → drawn', unit: 'ms', samples, goal: { kind: 'ratio', most: 1.25 } },
        ],
      };
    }),
};

/** Has the host ask to ban one of the ten guests of their meeting, up to the question on the screen. */
export async function clickToQuestion(
  world: World,
  page: MeetingPage,
  turn: number,
): Promise<Readings> {
  await page.page.bringToFront();
  await noteClick(page.page);
  await page.panel.ban(`Guest ${String((turn % 10) + 1).padStart(3, '0')}`);
  const popup = await world.gavel.popup();
  await popup.question();
  const at = await largestText(popup.page);
  await popup.cancel();
  await popup.close();
  await world.gavel.popupClosed();
  // A page that asks often without a yes is made to wait: another one of its limits.
  const worker = await world.gavel.worker();
  await worker.evaluate('chrome.storage.session.remove("prompt-limit")');
  return { ms: at - (await clickedAt(page.page)) };
}

/** When the browser had drawn the largest text of a page (its largest contentful paint). */
async function largestText(page: Page): Promise<number> {
  await pause(SETTLES_MS);
  const at = await waitFor(() =>
    page.evaluate(
      () =>
        new Promise<number | null>((resolve) => {
          new PerformanceObserver((list) => {
            const last = list.getEntries().at(-1);
            resolve(last ? performance.timeOrigin + last.startTime : null);
          }).observe({ type: 'largest-contentful-paint', buffered: true });
          setTimeout(() => resolve(null), 1000);
        }),
    ),
  );
  if (at === null) throw new Error(`${page.url()} drew nothing.`);
  return at;
}
