import * as z from 'zod';
import type { Action } from './action';
import type { Journal, JournalRecord } from './journal';

/** The choices, in days; null keeps everything. */
export const retentionChoices = [30, 90, 365, 730, null] as const;

/** A year: as long as somebody may have to account for a ban, and no longer by itself. */
const RETENTION_DEFAULT = 365;

/** For how many days an action is kept after it was asked for; null for ever. */
export interface Retention {
  readonly days: number | null;
}

const retentionSchema = z.object({ v: z.literal(1), days: z.int().min(1).nullable() });

const ITEM = 'activity-retention';
const DAY_MS = 86_400_000;

/** Records deleted in one transaction: a request that is about to be sent waits no longer for it. */
const DELETE_AT_ONCE = 100;

/** As much of `browser.storage.local` as is needed here. */
export interface RetentionArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

/** The setting; one that cannot be read keeps everything, for what is deleted does not come back. */
export async function readRetention(area: RetentionArea): Promise<Retention> {
  const stored = (await area.get(ITEM))[ITEM];
  if (stored === undefined) return { days: RETENTION_DEFAULT };
  return { days: retentionSchema.safeParse(stored).data?.days ?? null };
}

export async function writeRetention(area: RetentionArea, { days }: Retention): Promise<void> {
  await area.set({ [ITEM]: retentionSchema.parse({ v: 1, days }) });
}

/** How many records are older than the setting allows. */
export async function countOverdue(
  journal: Pick<Journal, 'keys'>,
  retention: Retention,
  now: number,
): Promise<number> {
  return (await overdue(journal, retention, now)).length;
}

/**
 * Deletes what is older than the setting allows, counted from when it was asked for. What waits for
 * its confirmation or is being sent stays, however old, and so does a record without a readable time.
 *
 * @param now in milliseconds since 1970
 * @returns how many records were deleted
 */
export async function applyRetention(
  journal: Pick<Journal, 'keys' | 'remove'>,
  retention: Retention,
  now: number,
): Promise<number> {
  return removeOver(journal, await overdue(journal, retention, now));
}

/**
 * Deletes the whole activity, damaged records too, except what waits for its confirmation or is
 * being sent.
 *
 * @returns how many records were deleted
 */
export async function clearActivity(journal: Pick<Journal, 'keys' | 'remove'>): Promise<number> {
  return removeOver(journal, await journal.keys());
}

async function overdue(
  journal: Pick<Journal, 'keys'>,
  { days }: Retention,
  now: number,
): Promise<string[]> {
  return days === null ? [] : journal.keys({ before: now - days * DAY_MS });
}

async function removeOver(journal: Pick<Journal, 'remove'>, keys: string[]): Promise<number> {
  let removed = 0;
  for (const some of inChunks(keys, DELETE_AT_ONCE)) removed += await journal.remove(some, isOver);
  return removed;
}

/** A record that cannot be read is over: nothing of it can be confirmed or sent any more. */
function isOver({ action }: JournalRecord): boolean {
  return action === null || isEnded(action);
}

/** Whether nothing of an action waits for the person or for JaaS. */
export function isEnded({ state }: Action): boolean {
  return state !== 'staged' && state !== 'scheduled' && state !== 'confirmed';
}

/** Records read in one transaction; many enough to be quick, few enough to keep nobody waiting. */
export const READ_AT_ONCE = 500;

/** The whole journal, newest first, damaged records too. */
export async function readJournal(
  journal: Pick<Journal, 'keys' | 'read'>,
): Promise<JournalRecord[]> {
  const records: JournalRecord[] = [];
  for (const keys of inChunks(await journal.keys(), READ_AT_ONCE)) {
    records.push(...(await journal.read(keys)));
  }
  return records;
}

export function* inChunks<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}
