import * as z from 'zod';
import { type Item, sessionItem } from '~/utils/storage/item';
import { forgetTab } from './by-tab';

/** So many windows that led to nothing, within so many milliseconds, and the next one stays shut. */
const MOST = 3;
const WITHIN_MS = 2 * 60_000;

/** Requests so close together share one window, in milliseconds. */
const SAME_MS = 1000;

/** Times at which Gavel's window was opened for a tab and nothing was confirmed since, oldest first. */
export type Opened = readonly number[];

/** Whether Gavel's window may come up by itself once more. A clock that was set back says no less. */
export function mayOpen(opened: Opened, now: number): boolean {
  return opened.filter((at) => now - at < WITHIN_MS).length < MOST || isSame(opened, now);
}

/** With an opening at `now`. */
export function withOpening(opened: Opened, now: number): Opened {
  return isSame(opened, now) ? opened : [...opened, now].slice(-MOST);
}

function isSame(opened: Opened, now: number): boolean {
  const last = opened.at(-1);
  return last !== undefined && now >= last && now - last < SAME_MS;
}

/**
 * Keeps what runs in a page from putting window after window in front of the person. After some
 * that were refused, closed or left alone only the badge says that something waits.
 */
export interface PromptLimit {
  /** Whether the window may be opened for this tab now; if so, that is noted. */
  begin(tabId: number): Promise<boolean>;
  /** Whether the next request of this tab would wait behind the badge. */
  isQuiet(tabId: number): Promise<boolean>;
  /** The person confirmed something of this tab, or it is closed. */
  forget(tabId: number): Promise<void>;
}

type Stored = Record<string, number[]>;

/** In session storage: a worker that starts anew must not begin to count anew. */
export function createPromptLimit(
  now: () => number,
  item: Item<Stored> = sessionItem(
    'prompt-limit',
    z.record(z.string(), z.array(z.number()).max(MOST)),
    {},
  ),
): PromptLimit {
  return {
    async begin(tabId) {
      let may = false;
      await item.change((before) => {
        const opened = before[tabId] ?? [];
        may = mayOpen(opened, now());
        return may ? { ...before, [tabId]: [...withOpening(opened, now())] } : before;
      });
      return may;
    },
    async isQuiet(tabId) {
      const opened = (await item.get())[tabId] ?? [];
      return !mayOpen(opened, now()) && opened.length > 0;
    },
    forget: (tabId) => forgetTab(item, tabId),
  };
}
