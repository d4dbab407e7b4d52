import { browser } from 'wxt/browser';
import * as z from 'zod';
import { type Frame, type Meeting, meetingSchema, sameMeeting } from '~/utils/journal/action';
import { DEPARTED_FOR } from '~/utils/meeting/roster';
import { leaveSchema, type StoredLeave } from '~/utils/messages/protocol-panel';
import { sessionItem } from '~/utils/storage/item';
import { frameKey } from './meetings';

const PREFIX = 'leaves:';

/** UTF-16 code units of what is kept of one page, as JSON: browsers give all of a session 10 MB. */
const TEXT_AT_MOST = 300_000;

/** Pages that departures are kept of at a time; those where somebody left last. */
const PAGES_AT_MOST = 12;

const pageSchema = z.object({ meeting: meetingSchema, leaves: z.array(leaveSchema) }).nullable();

/** Who left the open meetings a short while ago. */
export interface Leaves {
  /** Puts them in the place of those kept before. */
  keep(frame: Frame, meeting: Meeting, leaves: readonly StoredLeave[]): Promise<void>;
  /** Those of the same meeting in the same frame who left less than 15 minutes ago. */
  kept(frame: Frame, meeting: Meeting): Promise<StoredLeave[]>;
  forgetTab(tabId: number): Promise<void>;
}

/**
 * Keeps them in session storage, an entry a frame: it outlives a reload of the page and the worker,
 * and is gone with the tab or the browser.
 *
 * @param now in milliseconds since 1970
 */
export function openLeaves(now: () => number): Leaves {
  const itemOf = (name: string) => sessionItem(name, pageSchema, null);
  const pageOf = (frame: Frame) => itemOf(PREFIX + frameKey(frame));

  /** A page can make as many frames as it likes, and the session's storage is shared with the keys. */
  async function makeRoom(): Promise<void> {
    const all = Object.keys(await browser.storage.session.get(null));
    const pages = await Promise.all(
      all
        .filter((name) => name.startsWith(PREFIX))
        .map(async (name) => ({ name, lastAt: lastOf(await itemOf(name).get()) })),
    );
    const gone = pages
      .toSorted((a, b) => b.lastAt - a.lastAt)
      .filter(({ lastAt }, at) => at >= PAGES_AT_MOST - 1 || !isRecent({ leftAt: lastAt }, now()))
      .map(({ name }) => name);
    if (gone.length > 0) await browser.storage.session.remove(gone);
  }

  return {
    async keep(frame, meeting, leaves) {
      const at = now();
      // A page that claims the future would keep them for ever.
      const past = leaves.map((one) => ({ ...one, leftAt: Math.min(one.leftAt, at) }));
      const page = { meeting, leaves: fitting(past.filter((one) => isRecent(one, at))) };
      if ((await pageOf(frame).get()) === null) await makeRoom();
      await pageOf(frame).change(() => page);
    },

    async kept(frame, meeting) {
      const page = await pageOf(frame).get();
      if (page === null || !sameMeeting(page.meeting, meeting)) return [];
      return page.leaves.filter((one) => isRecent(one, now()));
    },

    async forgetTab(tabId) {
      const names = Object.keys(await browser.storage.session.get(null));
      const gone = names.filter((name) => name.startsWith(`${PREFIX}${tabId}:`));
      if (gone.length > 0) await browser.storage.session.remove(gone);
    },
  };
}

/** When somebody left last, in milliseconds since 1970; 0 for nobody. */
function lastOf(page: z.output<typeof pageSchema>): number {
  return Math.max(0, ...(page?.leaves ?? []).map(({ leftAt }) => leftAt));
}

function isRecent({ leftAt }: Pick<StoredLeave, 'leftAt'>, now: number): boolean {
  return now - leftAt < DEPARTED_FOR;
}

/** As many as there is room for, from the first. */
function fitting(leaves: readonly StoredLeave[]): StoredLeave[] {
  let left = TEXT_AT_MOST;
  const end = leaves.findIndex((one) => {
    left -= JSON.stringify(one).length + 1;
    return left < 0;
  });
  return leaves.slice(0, end < 0 ? undefined : end);
}
