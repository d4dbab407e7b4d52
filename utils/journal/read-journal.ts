import type { Journal, JournalRecord } from './journal';

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
