import type { ElementHandle } from 'puppeteer-core';
import type { Box } from '~/components/panel/host/position';
import type { AxNode } from './ax-node';
import type { MeetingPage } from './panel';
import { certainly } from './wait';

export const CARD = ['complementary', 'Gavel'] as const;
export const TAB = ['button', 'Open Gavel'] as const;
type Gavels = typeof CARD | typeof TAB;

function boxOf(element: Element): Box {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return { left, top, right, bottom };
}

/** Where this is in the page. */
export async function boxOfNode(node: AxNode | undefined): Promise<Box | null> {
  const element = (await node?.elementHandle()) as ElementHandle<Element> | null | undefined;
  return (await element?.evaluate(boxOf)) ?? null;
}

/** Where something of Gavel's is; null while it is not there. */
export async function placeOf(page: MeetingPage, [role, name]: Gavels): Promise<Box | null> {
  const [node] = await page.all(role, name);
  return boxOfNode(node);
}

/** Waits until the card, or the tab in its place, lies beside this element of Jitsi's. */
export async function goesBeside(page: MeetingPage, what: Gavels, selector: string): Promise<void> {
  const isApart = async () => {
    const ours = await placeOf(page, what);
    const theirs = await page.page.$eval(selector, boxOf).catch(() => null);
    if (ours === null || theirs === null) return false;
    return (
      ours.right <= theirs.left ||
      theirs.right <= ours.left ||
      ours.bottom <= theirs.top ||
      theirs.bottom <= ours.top
    );
  };
  await certainly(isApart, `${what[1]} does not lie over ${selector}`);
}

/** Waits until it is where it was. */
export async function comesBack(page: MeetingPage, what: Gavels, before: Box | null) {
  const was = JSON.stringify(before);
  const isBack = async () => JSON.stringify(await placeOf(page, what)) === was;
  await certainly(isBack, `${what[1]} is where it was`);
}
