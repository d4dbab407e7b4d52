import type { Action, Frame } from './action';
import type { Journal, JournalRecord } from './journal';
import { PEOPLE_LIMIT } from './request-summary';

const DAY_MS = 86_400_000;

/** Records deleted in one transaction: a request that is about to be sent waits no longer for it. */
const DELETE_AT_ONCE = 100;

/** How many records are older than the setting allows, in days. */
export async function countOverdue(
  journal: Pick<Journal, 'keys'>,
  days: number | null,
  now: number,
): Promise<number> {
  return (await overdue(journal, days, now)).length;
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
  days: number | null,
  now: number,
): Promise<number> {
  return removeOver(journal, await overdue(journal, days, now));
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

/**
 * How long what ended without anybody having confirmed it is kept, in milliseconds: as long as its panel
 * says what became of it, and as it can be asked for again.
 */
export const UNCONFIRMED_FOR_MS = 10 * 60_000;

/**
 * Deletes requests that nobody confirmed: such as ended some minutes ago and, of the frame where
 * something was asked for just now, the oldest of too many. Anybody who runs code in a meeting page can
 * ask for things; what was confirmed is what there is to account for.
 *
 * @param now in milliseconds since 1970
 */
export async function dropUnconfirmed(
  journal: Pick<Journal, 'unconfirmed' | 'unconfirmedBeyond' | 'removeUnconfirmed'>,
  now: number,
  frame: Frame | null,
): Promise<void> {
  const old = await journal.unconfirmed(now - UNCONFIRMED_FOR_MS);
  for (const request of old) await journal.removeUnconfirmed(request);
  const surplus = frame === null ? [] : await journal.unconfirmedBeyond(frame, PEOPLE_LIMIT);
  for (const request of surplus) await journal.removeUnconfirmed(request);
}

async function overdue(
  journal: Pick<Journal, 'keys'>,
  days: number | null,
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
export function isEnded({ state, closure }: Action): boolean {
  if (closure?.over === null) return false;
  return state !== 'pending' && state !== 'scheduled' && state !== 'confirmed';
}

/** Records read in one transaction; many enough to be quick, few enough to keep nobody waiting. */
export const READ_AT_ONCE = 500;

/** The records of these keys, in their order and damaged ones too. */
export async function readJournal(
  journal: Pick<Journal, 'read'>,
  keys: readonly string[],
): Promise<JournalRecord[]> {
  const records: JournalRecord[] = [];
  for (const some of inChunks(keys, READ_AT_ONCE)) records.push(...(await journal.read(some)));
  return records;
}

/** How many records `clearActivity` would delete. */
export async function countClearable(journal: Pick<Journal, 'keys' | 'read'>): Promise<number> {
  const records = await readJournal(journal, await journal.keys());
  return records.filter(isOver).length;
}

export function* inChunks<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}
