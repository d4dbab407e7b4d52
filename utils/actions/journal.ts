import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type Action, type ActionState, actionSchema } from './action';

interface JournalSchema extends DBSchema {
  actions: {
    key: string;
    value: unknown;
    indexes: { state: ActionState; stagedAt: number };
  };
}

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
      const before = read(await tx.store.get(id));
      const after = before && decide(before);
      if (after) await tx.store.put(actionSchema.parse(after));
      await tx.done;
      return before && { action: after ?? before, changed: after !== null };
    },

    async get(id) {
      return read(await (await database()).get('actions', id));
    },

    async inState(...states) {
      const db = await database();
      const found = await Promise.all(
        states.map((state) => db.getAllFromIndex('actions', 'state', state)),
      );
      return found
        .flat()
        .map(read)
        .filter((action) => action !== null)
        .sort((a, b) => a.stagedAt - b.stagedAt);
    },

    async newest(limit) {
      const tx = (await database()).transaction('actions');
      const found: Action[] = [];
      let cursor = await tx.store.index('stagedAt').openCursor(null, 'prev');
      while (cursor && found.length < limit) {
        const action = read(cursor.value);
        if (action) found.push(action);
        cursor = await cursor.continue();
      }
      return found;
    },
  };
}

function read(value: unknown): Action | null {
  return actionSchema.safeParse(value).data ?? null;
}
