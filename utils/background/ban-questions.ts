import * as z from 'zod';
import { userKey } from '~/utils/jaas/user-id';
import { type Item, sessionItem } from '~/utils/storage/item';
import { forgetTab } from './by-tab';

/** Different user ids that one tab may ask about in an hour: ten times what a full meeting has. */
export const USER_IDS_AN_HOUR = 5000;

const HOUR_MS = 3_600_000;

/** Since when a tab's ids are counted, and which they were, as {@link markOf} has them. */
const countSchema = z.object({ since: z.number(), ids: z.array(z.number()) });
type Count = z.infer<typeof countSchema>;

type Stored = Record<string, Count>;

/**
 * Keeps the list of who was banned from being found out by asking about everybody: a script that has
 * taken over a panel may name any user ids, and in a frame of any AppID. Counted by tab, since a page
 * can make as many frames as it likes.
 */
export interface BanQuestions {
  /** Whether the tab may ask about these; if so, they are counted. Of ids that it asked about already none is. */
  admits(tabId: number, userIds: readonly string[]): Promise<boolean>;
  /** The tab is closed: its number may be given to another one. */
  forgetTab(tabId: number): Promise<void>;
}

/** In session storage: a worker that starts anew must not begin to count anew. */
export function openBanQuestions(
  now: () => number,
  counts: Item<Stored> = sessionItem('ban-questions', z.record(z.string(), countSchema), {}),
): BanQuestions {
  return {
    async admits(tabId, userIds) {
      const marks = new Set(userIds.map(markOf));
      // Nearly every question is about ids that were asked about before, and then nothing is written.
      const asked = new Set((await counts.get())[tabId]?.ids);
      if ([...marks].every((mark) => asked.has(mark))) return true;
      let ok = false;
      await counts.change((before) => {
        const count = countNow(before[tabId], now());
        const ids = [...new Set([...count.ids, ...marks])];
        ok = ids.length <= USER_IDS_AN_HOUR;
        return ok ? { ...before, [tabId]: { ...count, ids } } : before;
      });
      return ok;
    },
    forgetTab: (tabId) => forgetTab(counts, tabId),
  };
}

/** A clock that was set back begins a new hour: otherwise the old one might not end for years. */
function countNow(count: Count | undefined, now: number): Count {
  const passed = count ? now - count.since : HOUR_MS;
  return count && passed >= 0 && passed < HOUR_MS ? count : { since: now, ids: [] };
}

/**
 * A short mark of a user id (FNV-1a, 32 bits), since ids are long. Of the trimmed one, as bans are kept:
 * otherwise blanks around it could be chosen so that it has the mark of another.
 */
function markOf(userId: string): number {
  let hash = 0x811c9dc5;
  for (const unit of userKey(userId))
    hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
