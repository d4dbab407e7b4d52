import { type IDBPDatabase, openDB } from 'idb';
import { type Action, type ActionState, actionSchema } from './action';
import {
  type JournalRecord,
  type JournalSchema,
  readAction,
  readRecords,
  removeRecords,
} from './journal-records';

export type { JournalRecord };

/** The record of every action: what was asked, what was sent, what came back. */
export interface Journal {
  /** Writes a new record. Rejects when it cannot be stored, and then nothing may be sent. */
  add(action: Action): Promise<void>;
  /**
   * Reads, decides and writes in one transaction, so that of two callers only one sees the old
   * state. `decide` is synchronous and returns null to leave the record as it is.
   *
   * @returns the record as it stands afterwards, with whether this call changed it, or null where
   * there is none
   */
  update(
    id: string,
    decide: (action: Action) => Action | null,
  ): Promise<{ readonly action: Action; readonly changed: boolean } | null>;
  get(id: string): Promise<Action | null>;
  /** Records in one of the given states, oldest first. */
  inState(...states: ActionState[]): Promise<Action[]>;
  /** The newest records first. Records that cannot be read are left where they are. */
  newest(limit: number): Promise<Action[]>;
  /**
   * The key of every record, newest first; records that are too damaged to have a time come last.
   *
   * @param range.before only those asked for before this time, in milliseconds since 1970
   */
  keys(range?: { readonly before: number }): Promise<string[]>;
  /** The records of these keys, in their order and damaged ones too; those that are gone are left out. */
  read(keys: readonly string[]): Promise<JournalRecord[]>;
  /**
   * Deletes those of these records that `decide` names, in one transaction with the reading: give it
   * few keys at a time, since a request that is about to be sent waits for it.
   *
   * @returns how many were deleted
   */
  remove(keys: readonly string[], decide: (record: JournalRecord) => boolean): Promise<number>;
}

const NAME = 'gavel';
const VERSION = 1;

/**
 * Opens the journal in the extension's IndexedDB. The connection is opened on first use, closed
 * when another version of Gavel needs to migrate, and opened again when the browser dropped it.
 */
export function openJournal(): Journal {
  let connection: Promise<IDBPDatabase<JournalSchema>> | null = null;

  function database(): Promise<IDBPDatabase<JournalSchema>> {
    connection ??= openDB<JournalSchema>(NAME, VERSION, {
      upgrade(db) {
        const actions = db.createObjectStore('actions', { keyPath: 'id' });
        actions.createIndex('state', 'state');
        actions.createIndex('stagedAt', 'stagedAt');
      },
      blocking: (_from, _to, event) => {
        (event.target as IDBDatabase).close();
        connection = null;
      },
      terminated: () => {
        connection = null;
      },
    }).catch((error: unknown) => {
      connection = null;
      throw error;
    });
    return connection;
  }

  return {
    async add(action) {
      const db = await database();
      // `strict`: the promise resolves when the record is on the disk, not in a buffer.
      const tx = db.transaction('actions', 'readwrite', { durability: 'strict' });
      await Promise.all([tx.store.add(actionSchema.parse(action)), tx.done]);
    },

    async update(id, decide) {
      const db = await database();
      const tx = db.transaction('actions', 'readwrite', { durability: 'strict' });
      const before = readAction(await tx.store.get(id));
      const after = before && decide(before);
      if (after) await tx.store.put(actionSchema.parse(after));
      await tx.done;
      return before && { action: after ?? before, changed: after !== null };
    },

    async get(id) {
      return readAction(await (await database()).get('actions', id));
    },

    async inState(...states) {
      const db = await database();
      const found = await Promise.all(
        states.map((state) => db.getAllFromIndex('actions', 'state', state)),
      );
      return found
        .flat()
        .map(readAction)
        .filter((action) => action !== null)
        .sort((a, b) => a.stagedAt - b.stagedAt);
    },

    async newest(limit) {
      const tx = (await database()).transaction('actions');
      const found: Action[] = [];
      let cursor = await tx.store.index('stagedAt').openCursor(null, 'prev');
      while (cursor && found.length < limit) {
        const action = readAction(cursor.value);
        if (action) found.push(action);
        cursor = await cursor.continue();
      }
      return found;
    },

    async keys(range) {
      const tx = (await database()).transaction('actions');
      const index = tx.store.index('stagedAt');
      if (range) {
        return (await index.getAllKeys(IDBKeyRange.upperBound(range.before, true))).reverse();
      }
      const [timed, all] = await Promise.all([index.getAllKeys(), tx.store.getAllKeys()]);
      const known = new Set(timed);
      return [...timed.reverse(), ...all.filter((key) => !known.has(key))];
    },

    async read(keys) {
      return readRecords(await database(), keys);
    },

    async remove(keys, decide) {
      return removeRecords(await database(), keys, decide);
    },
  };
}
