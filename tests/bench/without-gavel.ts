import type { Page } from 'puppeteer-core';
import type { World } from '~/tests/e2e/support/open-world';
import { waitFor } from '~/tests/e2e/support/wait';
import type { Meeting } from '~/tests/simulator/meeting/meeting';

/**
 * The same meeting page in the same browser, without Gavel: a private context, into which the browser
 * lets no extension that was not allowed there.
 */
export async function joinWithoutGavel(
  world: World,
  appId: string,
  room: string,
  meeting: Meeting,
): Promise<Page> {
  const context = await world.gavel.browser.createBrowserContext();
  const page = await context.newPage();
  const pages = () => meeting.participants().filter((it) => it.page).length;
  const before = pages();
  await page.goto(`https://8x8.vc/${appId}/${room}`, { waitUntil: 'domcontentloaded' });
  if (!(await waitFor(() => pages() > before))) throw new Error('The page did not join.');
  const has = await page.evaluate(() => document.querySelector('gavel-panel') !== null);
  if (has) throw new Error('Gavel runs in private contexts: there is no page without it.');
  return page;
}

/** Closes such a page with its context. */
export async function closeContext(page: Page): Promise<void> {
  await page.browserContext().close();
}
