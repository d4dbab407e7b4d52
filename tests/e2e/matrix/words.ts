import type { Page } from 'puppeteer-core';
import type { Action } from '~/utils/journal/action';
import type { Gavel } from '../support/gavel';
import { waitFor } from '../support/wait';
import type { Bench } from './bench';

/** What the options page's activity reads for each of these records, by id. */
export async function activityLabel(
  gavel: Gavel,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const activity = await gavel.openOptions('activity');
  const words = await waitFor(async () => {
    const read = new Map(await activity.page.evaluate(readRows));
    return ids.every((id) => read.has(id)) && read;
  }, 30_000);
  await activity.close();
  if (!words) throw new Error('The activity does not list every action.');
  return words;
}

/**
 * What became of it, as the opened rows tell; opens those that are drawn, and asks for more where there are more. In the
 * page.
 */
function readRows(): [string, string][] {
  document.querySelector<HTMLButtonElement>('.activity__more button')?.click();
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('tbody [data-of]')];
  for (const button of buttons) if (button.ariaExpanded === 'false') button.click();
  return buttons.flatMap((button): [string, string][] => {
    const details = document.getElementById(button.getAttribute('aria-controls') ?? '');
    const lines = [...(details?.querySelectorAll<HTMLElement>('.details__step') ?? [])];
    const words = lines.map(({ innerText }) => innerText.trim()).join(' / ');
    return details ? [[button.dataset.of ?? '', words]] : [];
  });
}

/** How many actions the popup lists. */
const LISTED = 3;

/**
 * What the popup reads for each of these records, by id: the list's line and the whole result behind
 * it. The popup lists the newest three, so they are made the newest, three at a time.
 */
export async function popupLabel(
  gavel: Gavel,
  bench: Bench,
  records: readonly Action[],
): Promise<ReadonlyMap<string, string>> {
  const words = new Map<string, string>();
  let newest = Date.now() + 1000;
  for (let at = 0; at < records.length; at += LISTED) {
    const some = records.slice(at, at + LISTED);
    newest += LISTED;
    // The list's own order: the last is the oldest.
    await bench.rewrite(some.map((action, behind) => ({ ...action, stagedAt: newest - behind })));
    const page = await gavel.browser.newPage();
    await page.goto(gavel.url('popup.html'));
    const results = await readResults(page, some.length);
    for (const [place, { id }] of some.entries()) words.set(id, results[place] ?? '');
    await page.close();
  }
  return words;
}

/** Opens the result of each of the first lines, and goes back. */
async function readResults(page: Page, count: number): Promise<string[]> {
  return page.evaluate(async (wanted) => {
    const soon = async <T>(look: () => T | null | undefined): Promise<T> => {
      for (const until = performance.now() + 10_000; performance.now() < until; ) {
        const seen = look();
        if (seen) return seen;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      throw new Error(`Not found in the popup: ${document.body.innerText}`);
    };
    const lines = () => [...document.querySelectorAll<HTMLButtonElement>('.recent__show')];
    const results: string[] = [];
    while (results.length < wanted) {
      const line = await soon(() => lines()[results.length]);
      line.click();
      const done = await soon(() =>
        document.querySelector<HTMLButtonElement>('main .actions .button--large'),
      );
      const said = [
        ...document.querySelectorAll<HTMLElement>(
          'main [role=status], main [role=alert] p:not(.buttons)',
        ),
      ];
      results.push(said.map(({ innerText }) => innerText.replaceAll(/\s+/g, ' ').trim()).join(' '));
      done.click();
    }
    return results;
  }, count);
}
