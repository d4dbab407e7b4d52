import type { DBSchema, IDBPDatabase, IDBPTransaction, IndexNames } from 'idb';
import * as z from 'zod';
import { type Action, type ActionState, actionSchema } from './action';
import type { BannedUser } from './bans';
import { fromEarlier } from './earlier';
import { type InFrame, toStored } from './stored';

export interface JournalSchema extends DBSchema {
  actions: {
    key: string;
    value: unknown;
    indexes: {
      state: ActionState;
      stagedAt: number;
      bannedUser: BannedUser;
      request: string;
      participantId: string;
      removedUser: BannedUser;
      inFrame: InFrame;
      unconfirmedAt: number;
      unconfirmedIn: InFrame;
    };
  };
}

type Database = IDBPDatabase<JournalSchema>;

/** One stored record; `action` is null where it cannot be read, and `raw` is what lies there. */
export interface JournalRecord {
  readonly key: string;
  readonly action: Action | null;
  readonly raw: unknown;
}

export function readAction(value: unknown): Action | null {
  const read = actionSchema.safeParse(value).data;
  return read ?? actionSchema.safeParse(fromEarlier(value)).data ?? null;
}

/** See {@link import('./journal').Journal.read}. */
export async function readRecords(db: Database, keys: readonly string[]): Promise<JournalRecord[]> {
  return readTogether(db, keys).catch(() => readApart(db, keys));
}

/** See {@link import('./journal').Journal.page}. */
export async function readPage(
  db: Database,
  after: string | null,
  most: number,
): Promise<JournalRecord[]> {
  const range = after === null ? null : IDBKeyRange.lowerBound(after, true);
  try {
    const tx = transaction(db, 'readonly');
    const read = [tx.store.getAllKeys(range, most), tx.store.getAll(range, most)] as const;
    return recordsOf(...(await Promise.all(read)));
  } catch {
    return readApart(db, await db.getAllKeys('actions', range, most));
  }
}

/** See {@link import('./journal').Journal.remove}. */
export async function removeRecords(
  db: Database,
  keys: readonly string[],
  decide: (record: JournalRecord) => boolean,
): Promise<number> {
  try {
    return await removeTogether(db, keys, decide);
  } catch {
    // One value that the browser itself cannot read would keep all the others from being deleted.
    const broken = (await readApart(db, keys)).filter(({ raw }) => raw === undefined);
    const apart = new Set(broken.map(({ key }) => key));
    const fatal = broken.filter(decide);
    for (const { key } of fatal) await db.delete('actions', key);
    const others = keys.filter((key) => !apart.has(key));
    return fatal.length + (await removeTogether(db, others, decide));
  }
}

async function removeTogether(
  db: Database,
  keys: readonly string[],
  decide: (record: JournalRecord) => boolean,
): Promise<number> {
  const tx = transaction(db, 'readwrite');
  const values = await Promise.all(keys.map((key) => tx.store.get(key)));
  const fatal = recordsOf(keys, values).filter(decide);
  await Promise.all(fatal.map(({ key }) => tx.store.delete(key)));
  await tx.done;
  return fatal.length;
}

async function readTogether(db: Database, keys: readonly string[]): Promise<JournalRecord[]> {
  const tx = transaction(db, 'readonly');
  const values = await Promise.all(keys.map((key) => tx.store.get(key)));
  return recordsOf(keys, values);
}

/** Where one request fails, the transaction does too; once is enough to be told. */
function transaction<M extends IDBTransactionMode>(db: Database, mode: M) {
  const tx = db.transaction('actions', mode);
  tx.done.catch(() => undefined);
  return tx;
}

/**
 * Each in a transaction of its own, so that a value whose bytes are broken on the disk does not
 * take the others with it.
 *
 * @throws when the store itself cannot be read: then it is not the records that are damaged
 */
async function readApart(db: Database, keys: readonly string[]): Promise<JournalRecord[]> {
  await db.count('actions');
  const broken = (key: string) => (): JournalRecord[] => [{ key, action: null, raw: undefined }];
  const read = keys.map((key) => readTogether(db, [key]).catch(broken(key)));
  return (await Promise.all(read)).flat();
}

/** Without those that are not there any more. */
function recordsOf(keys: readonly string[], values: readonly unknown[]): JournalRecord[] {
  return keys.flatMap((key, at) => {
    const raw = values[at];
    return raw === undefined ? [] : [{ key, action: readAction(raw), raw }];
  });
}

/**
 * Of the journal's database. Bans and removals are found by AppID and user id, records by their request,
 * their participant, and by frame and end; what nobody confirmed by its end. What is null or missing is
 * no key, so an index holds only records it is about.
 */
export const VERSION = 4;

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
  const actions =
    from === 0 ? db.createObjectStore('actions', { keyPath: 'id' }) : tx.objectStore('actions');
  for (const [name, keyPath] of INDEXES) {
    if (!actions.indexNames.contains(name)) actions.createIndex(name, keyPath);
  }
  // Only what ended of all frames was found by it.
  const earlier: DOMStringList = actions.indexNames;
  if (earlier.contains('endedAt')) actions.deleteIndex('endedAt' as never);
  if (from > 0) await bringForward(tx);
}

const INDEXES: readonly [IndexNames<JournalSchema, 'actions'>, string | string[]][] = [
  ['state', 'state'],
  ['stagedAt', 'stagedAt'],
  ['bannedUser', 'bannedUser'],
  ['request', 'request'],
  ['participantId', 'target.participantId'],
  ['removedUser', 'removedUser'],
  ['inFrame', 'inFrame'],
  ['unconfirmedAt', 'unconfirmed.at'],
  ['unconfirmedIn', ['unconfirmed.tabId', 'unconfirmed.frameId', 'unconfirmed.at']],
];

/** Before version 3 a record named its request only where it was one of many. */
const earlierSchema = z.looseObject({ id: z.string(), batch: z.string().nullish() });

/** Gives the records of earlier versions what they are found by. What cannot be read stays as it is. */
async function bringForward(tx: Upgrade): Promise<void> {
  let cursor = await tx.objectStore('actions').openCursor();
  while (cursor) {
    const earlier = earlierSchema.safeParse(cursor.value).data;
    if (earlier) {
      const { batch, ...record } = earlier;
      const action = readAction({ request: batch ?? earlier.id, ...record });
      if (action) await cursor.update(toStored(action));
    }
    cursor = await cursor.continue();
  }
}
