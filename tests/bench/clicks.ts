import type { Page } from 'puppeteer-core';

interface Scope {
  clickedAt?: number;
}

/** Has the page note when the next click arrives. */
export async function noteClick(page: Page): Promise<void> {
  await page.evaluate(() => {
    delete (globalThis as Scope).clickedAt;
    addEventListener(
      'click',
      () => {
        (globalThis as Scope).clickedAt = performance.timeOrigin + performance.now();
      },
      { capture: true, once: true },
    );
  });
}

/**
 * When that click arrived, in milliseconds since 1970. All processes of a machine read one clock.
 *
 * @throws when there was none
 */
export async function clickedAt(page: Page): Promise<number> {
  const at = await page.evaluate(() => (globalThis as Scope).clickedAt ?? null);
  if (at === null) throw new Error('The click did not arrive.');
  return at;
}
