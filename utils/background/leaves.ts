import { browser } from 'wxt/browser';
import * as z from 'zod';
import { serial } from '~/utils/async';
import {
  type Frame,
  frameKey,
  type Meeting,
  meetingSchema,
  sameMeeting,
} from '~/utils/journal/action';
import { DEPARTED_FOR } from '~/utils/meeting/leave';
import { leaveSchema, type StoredLeave } from '~/utils/messages/protocol-panel';
import { sessionItem } from '~/utils/storage/item';

const PREFIX = 'leaves:';

/**
 * Bytes of all that is kept, as UTF-8 of its JSON: a browser gives all of a session 10 MB, which the
 * unlocked keys need too, and characters outside ASCII take two or three each.
 */
const BYTES_AT_MOST = 1_000_000;

/** Pages that departures are kept of at a time; those where somebody left last. */
const PAGES_AT_MOST = 12;

const pageSchema = z.object({ meeting: meetingSchema, leaves: z.array(leaveSchema) }).nullable();
type Page = z.infer<typeof pageSchema>;

/** What is kept of one page, and the name of its entry. */
interface Kept {
  readonly name: string;
  readonly page: Page;
}

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
  // Two at once would each take the room that there is for one.
  const inTurn = serial();

  async function pages(): Promise<Kept[]> {
    const all = Object.keys(await browser.storage.session.get(null));
    const names = all.filter((name) => name.startsWith(PREFIX));
    return Promise.all(names.map(async (name) => ({ name, page: await itemOf(name).get() })));
  }

  /** Drops first: the old and the new together would be more than there is room for. */
  async function write(before: readonly Kept[], after: readonly Kept[], own: string) {
    const kept = new Set(after.map(({ name }) => name));
    const gone = before.filter(({ name }) => !kept.has(name)).map(({ name }) => name);
    if (gone.length > 0) await browser.storage.session.remove(gone);
    const sizes = new Map(before.map(({ name, page }) => [name, page?.leaves.length]));
    const isShorter = ({ name, page }: Kept) => sizes.get(name) !== page?.leaves.length;
    const others = after.filter((one) => one.name !== own && isShorter(one));
    const mine = after.filter(({ name }) => name === own);
    for (const { name, page } of [...others, ...mine]) await itemOf(name).set(page);
  }

  return {
    keep: (frame, meeting, leaves) =>
      inTurn(async () => {
        const at = now();
        // A page that claims the future would keep them for ever.
        const past = leaves.map((one) => ({ ...one, leftAt: Math.min(one.leftAt, at) }));
        const own = { name: PREFIX + frameKey(frame), page: { meeting, leaves: past } };
        const before = await pages();
        const others = before.filter(({ name }) => name !== own.name);
        await write(before, fitting([...others, own], at), own.name);
      }),

    async kept(frame, meeting) {
      const page = await itemOf(PREFIX + frameKey(frame)).get();
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

/**
 * Of all pages what there is room for: who left last is kept first, wherever that was. A page can make as
 * many frames as it likes, and name as many people.
 *
 * @param now in milliseconds since 1970
 */
function fitting(pages: readonly Kept[], now: number): Kept[] {
  const newest = pages
    .map(({ name, page }) => ({ name, page, leaves: recentOf(page, now) }))
    .filter(({ leaves }) => leaves.length > 0)
    .toSorted((a, b) => lastOf(b.leaves) - lastOf(a.leaves))
    .slice(0, PAGES_AT_MOST);
  const entries = newest.map(({ name, page }) => bytesOf([name, page?.meeting]) + ENTRY_BYTES);
  const fit = fittingLeaves(
    newest.flatMap(({ leaves }) => leaves),
    entries.reduce((left, bytes) => left - bytes, BYTES_AT_MOST),
  );
  return newest.flatMap(({ name, page, leaves }) => {
    const kept = leaves.filter((one) => fit.has(one));
    return page === null || kept.length === 0 ? [] : [{ name, page: { ...page, leaves: kept } }];
  });
}

/** Those of all these that fit into so many bytes, who left last first. */
function fittingLeaves(leaves: readonly StoredLeave[], bytes: number): ReadonlySet<StoredLeave> {
  let left = bytes;
  const newest = leaves.toSorted((a, b) => b.leftAt - a.leftAt);
  const end = newest.findIndex((one) => {
    left -= bytesOf(one) + 1;
    return left < 0;
  });
  return new Set(newest.slice(0, end < 0 ? undefined : end));
}

/** What stands around a page's address and leaves in its entry. */
const ENTRY_BYTES = 100;

const utf8 = new TextEncoder();

/** Of its JSON. */
function bytesOf(value: unknown): number {
  return utf8.encode(JSON.stringify(value)).length;
}

function recentOf(page: Page, now: number): StoredLeave[] {
  return (page?.leaves ?? []).filter((one) => isRecent(one, now));
}

/** When somebody left last, in milliseconds since 1970. */
function lastOf(leaves: readonly StoredLeave[]): number {
  return Math.max(...leaves.map(({ leftAt }) => leftAt));
}

function isRecent({ leftAt }: Pick<StoredLeave, 'leftAt'>, now: number): boolean {
  return now - leftAt < DEPARTED_FOR;
}
