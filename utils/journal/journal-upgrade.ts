import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { toStored } from './bans';
import { type JournalSchema, readAction } from './records';

/**
 * Of the journal's database. 2: bans are found by AppID and user id, records by their batch, by when
 * they ended and by their participant. Null is no key, so an index holds only records it is about.
 */
export const VERSION = 2;

type Upgrade = IDBPTransaction<JournalSchema, 'actions'[], 'versionchange'>;

/**
 * Brings the database from any earlier version to {@link VERSION}; 0 is none. All of it happens in
 * the browser's own upgrade transaction: it is done wholly, or the next start does it again.
 */
export async function upgradeJournal(
  db: IDBPDatabase<JournalSchema>,
  from: number,
  tx: Upgrade,
): Promise<void> {
  if (from < 1) {
    const actions = db.createObjectStore('actions', { keyPath: 'id' });
    actions.createIndex('state', 'state');
    actions.createIndex('stagedAt', 'stagedAt');
  }
  if (from < 2) {
    const actions = tx.objectStore('actions');
    actions.createIndex('bannedUser', 'bannedUser');
    actions.createIndex('batch', 'batch');
    actions.createIndex('endedAt', 'endedAt');
    actions.createIndex('participantId', 'target.participantId');
    if (from === 1) await findOldBans(tx);
  }
}

/** Gives the bans of version 1 their key in the new index. What cannot be read stays as it is. */
async function findOldBans(tx: Upgrade): Promise<void> {
  let cursor = await tx.objectStore('actions').openCursor();
  while (cursor) {
    const action = readAction(cursor.value);
    const stored = action && toStored(action);
    if (stored?.bannedUser) await cursor.update(stored);
    cursor = await cursor.continue();
  }
}
