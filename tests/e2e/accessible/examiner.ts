import type { ElementHandle, Page } from 'puppeteer-core';
import type { Viewer } from '~/scripts/pictures/studio';
import { nodesOf } from '../support/ax-node';
import { violationsIn, violationsOf, violationsOfPanel } from '../support/axe';
import type { Surface } from '../support/surface';
import { certainly } from '../support/wait';
import {
  CONTROLS,
  focused,
  focusFirst,
  lost,
  moving,
  smallTargets,
  spread,
  unspread,
} from './layout';

/** A window of 1280 by 1024 pixels at 400 % zoom. */
const ZOOMED_400 = { width: 320, height: 256 };

/** A box at the beginning of each line of a table, whose next button is at the line's other end. */
const ALONE = '.table__tick';

/** The room's name and who is here, in a card too low for two lines: the window from the toolbar has them whole. */
const WHOLE_ELSEWHERE = '.head h2, .head p';

/** Where Jitsi has put a layer of its own over the whole page, and so over the panel's buttons. */
const UNDER_JITSI = ['panel-connection-lost', 'panel-destroyed'];

/** More stops than this are rows like the ones before. */
const MOST_STOPS = 40;

type Scheme = 'dark' | 'light';

/**
 * Looks at each scene of the pictures in the camera's place, and writes down what a person with a disability would meet:
 * what axe finds, what is too small, cut, covered or still moves, at the size that it has and at 400 % zoom.
 */
export class Examiner implements Viewer {
  #found: string[] = [];

  constructor(
    /** An empty page, in which the panel's tree is shown to axe. */
    private readonly blank: Page,
    /** Gavel's own pages are looked at whole in the first, and for its colours in the others. The panel is always dark. */
    private readonly schemes: readonly [Scheme, ...Scheme[]],
  ) {}

  /** All that was found since this was asked last. */
  told(): string[] {
    const all = this.#found;
    this.#found = [];
    return all;
  }

  async take(surface: Pick<Surface, 'page'>, name: string): Promise<void> {
    const problems = isOwn(surface.page)
      ? await this.#page(surface.page)
      : await this.#panel(surface as Surface, name);
    this.#found.push(...problems.map((problem) => `${name}: ${problem}`));
  }

  takeSizes(surface: Pick<Surface, 'page'>, name: string): Promise<void> {
    return this.take(surface, name);
  }

  /** Of forced colours there is more to be seen than to be measured. */
  async takeForced(): Promise<void> {}

  /** One of Gavel's own pages, or a report that it saved. */
  async #page(page: Page): Promise<string[]> {
    const root = await page.waitForSelector('body');
    if (!root) throw new Error('It has no body.');
    const found: string[] = [];
    for (const scheme of this.schemes) {
      await still(page, scheme);
      const look = scheme === this.schemes[0] ? violationsOf : violationsIn(['color-contrast']);
      found.push(...(await look(page)));
    }
    found.push(...(await laidOut(root)), ...(await walk(page, root)));
    const back = await zoomed(page);
    const there = await root.evaluate(lost, WHOLE_ELSEWHERE);
    found.push(...there.map((problem) => `at 400 %: ${problem}`));
    await back();
    return found;
  }

  async #panel(surface: Surface, name: string): Promise<string[]> {
    const { page } = surface;
    const root = await panelIn(surface);
    await still(page, 'dark');
    await still(this.blank, 'dark');
    const found = await violationsOfPanel(root, this.blank);
    found.push(...(await laidOut(root)));
    // While Gavel's window has the focus, and of a frame that has it only now and then, nobody tabs here.
    const isUsed = await page.evaluate(() => document.hasFocus() && self.frames.length === 0);
    if (isUsed && !UNDER_JITSI.includes(name)) found.push(...(await walk(page, root)));
    return found;
  }
}

function isOwn(page: Page): boolean {
  return /^(chrome-extension|file):/.test(page.url());
}

/** The panel's root, as an element in our hands. */
export async function panelIn(surface: Surface): Promise<ElementHandle<Element>> {
  const tree = await surface.tree();
  const [node] = [
    ...nodesOf(tree, 'complementary', 'Gavel'),
    ...nodesOf(tree, 'button', 'Open Gavel'),
  ];
  const element = (await node?.elementHandle()) as ElementHandle<Element> | undefined;
  const root = await element?.evaluateHandle((it) => it.closest('.root') as Element);
  if (!root) return surface.fail('has no panel');
  return root as ElementHandle<Element>;
}

/** As for somebody who wants nothing to move. */
async function still(page: Page, scheme: Scheme): Promise<void> {
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
}

async function laidOut(root: ElementHandle<Element>): Promise<string[]> {
  const found = [
    ...(await root.evaluate(smallTargets, CONTROLS, ALONE)),
    ...(await root.evaluate(lost, WHOLE_ELSEWHERE)),
    ...(await root.evaluate(moving)),
  ];
  await root.evaluate(spread);
  const spaced = await root.evaluate(lost, WHOLE_ELSEWHERE);
  await root.evaluate(unspread);
  return [...found, ...spaced.map((problem) => `with spaced text: ${problem}`)];
}

/** Goes through it by Tab, from its first control, as far as it is another one each time. */
async function walk(page: Page, root: ElementHandle<Element>): Promise<string[]> {
  const found: string[] = [];
  const seen = new Set<number>();
  const before = await root.evaluateHandle(
    (it) => (it.getRootNode() as Document | ShadowRoot).activeElement as HTMLElement | null,
  );
  await root.evaluate(focusFirst, CONTROLS);
  while (seen.size < MOST_STOPS) {
    const at = await root.evaluate(focused);
    if (at === null || seen.has(at.which)) break;
    seen.add(at.which);
    found.push(...at.wrong);
    await page.keyboard.press('Tab');
  }
  await root.evaluate((_, had) => had?.focus(), before);
  return found;
}

/**
 * Lays one of Gavel's own pages out as at 400 % zoom; returns what takes that back. A toolbar's popup is as large as its
 * body wants to be: of that only the width can be set.
 */
async function zoomed(page: Page): Promise<() => Promise<void>> {
  const isPopup = await page.evaluate(() => document.documentElement.dataset.surface === 'popup');
  const { width } = ZOOMED_400;
  const setBody = (wanted: string) =>
    page.evaluate((value) => {
      document.body.style.width = value;
    }, wanted);
  const before = page.viewport();
  if (isPopup) await setBody(`${width}px`);
  else await page.setViewport(ZOOMED_400);
  await certainly(
    () => page.evaluate((wanted) => innerWidth === wanted, width),
    'it is laid out at 400 %',
  );
  return () => (isPopup ? setBody('') : page.setViewport(before));
}
