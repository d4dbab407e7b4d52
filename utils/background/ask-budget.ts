import * as z from 'zod';
import { type Item, sessionItem } from '~/utils/storage/item';
import { forgetTab } from './by-tab';
import { type Allowance, type Bucket, listIn, sizeOf, take, typeOf } from './rate-limit';

const MEGABYTE = 1_000_000;

/**
 * Bytes that what a tab asks for may put into the journal: four times two thousand people in a row,
 * and six megabytes more an hour.
 */
export const WRITTEN: Allowance = { most: 12 * MEGABYTE, perSecond: (6 * MEGABYTE) / 3600 };

/** What a record has besides the texts of the message: ids, times, and what it is found by. */
const RECORD_BYTES = 1000;

/** What a request puts into the journal, in bytes: its own, and a record for each whom it names. */
export function costOfAsking(message: unknown): number {
  const people = listIn(message, 'payload', 'targets').length;
  return sizeOf(message, WRITTEN.most) + RECORD_BYTES * Math.max(1, people);
}

const bucketSchema = z.object({ left: z.number(), at: z.number() });

type Stored = Record<string, Bucket>;

/** Keeps a tab from filling the disk: the records of what nobody confirms are there for minutes. */
export interface AskBudget {
  /** Whether the tab may have this written down; if so, it is counted. All else is free. */
  admits(tabId: number, message: unknown): Promise<boolean>;
  /** The tab is closed: its number may be given to another one. */
  forgetTab(tabId: number): Promise<void>;
}

/** In session storage: a worker that starts anew must not begin to count anew. */
export function openAskBudget(
  now: () => number,
  buckets: Item<Stored> = sessionItem('ask-budget', z.record(z.string(), bucketSchema), {}),
): AskBudget {
  return {
    async admits(tabId, message) {
      if (typeOf(message) !== 'panel.ask') return true;
      const cost = costOfAsking(message);
      let admitted = false;
      await buckets.change((before) => {
        const { ok, bucket } = take(before[tabId], WRITTEN, now(), cost);
        admitted = ok;
        return { ...before, [tabId]: bucket };
      });
      return admitted;
    },
    forgetTab: (tabId) => forgetTab(buckets, tabId),
  };
}
