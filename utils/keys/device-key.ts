import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';

/** A wrapping key of this browser profile. It cannot be exported, only used, and only by Gavel. */
export interface DeviceKey {
  /** Names it in what it sealed, so that a lost key is told from damage. */
  readonly id: string;
  readonly key: CryptoKey;
}

/** Where device keys are kept, one for each seal. All reject when IndexedDB does not work at all. */
export interface DeviceKeys {
  /** Returns the key of this id, or null where there is none (any more). Never makes one. */
  read(id: string): Promise<DeviceKey | null>;
  /** Makes one and keeps it. */
  make(): Promise<DeviceKey>;
  /** Deletes these for good: what they sealed opens no more, also where it still lies in old files. */
  remove(ids: readonly string[]): Promise<void>;
  /**
   * Returns the ids of all. Where a removal was cut short, one of them is of nothing that anybody needs:
   * whoever removes it with the others ends what was begun.
   */
  ids(): Promise<string[]>;
}

interface DeviceDb extends DBSchema {
  keys: { key: 'device-key'; value: DeviceKey };
}

const PREFIX = 'gavel-device-';

/** Name databases with nothing in them, whose deletion has Chromium tidy up; see {@link deviceKeys}. */
const [EMPTY_BEFORE, ...EMPTY_AFTER] = ['none', 'none-1', 'none-2', 'none-3', 'none-4'] as const;
const EMPTY: readonly string[] = [EMPTY_BEFORE, ...EMPTY_AFTER];

/**
 * Device keys in the extension's IndexedDB, each in a database of its own. Of a value that is deleted a
 * browser leaves the bytes in its files for as long as it suits it; a database it deletes with its
 * bytes. Firefox deletes the file. Chromium, whenever a database was deleted, writes out what it has in
 * memory and compacts its files, which drops a value only where it lies in an older file than its
 * deletion. So empty databases are deleted too: one before, which brings the key into a file, and more
 * afterwards, for a file that was compacted is left over until the next time.
 *
 * Chromium does that on its own, after it said that the database is deleted, and nobody is told when. On
 * a busy machine one such run meets the next one and other writes, and then writes nothing out: LevelDB
 * is made to by an empty write, which is lost where it is done together with others. Two afterwards would
 * be enough if none was lost. All are made before the first is deleted, so that they lie in the same file
 * as what is deleted: a run compacts only the files that its own database reaches into.
 *
 * The last is there until the keys are deleted: who is killed in between leaves it among the
 * {@link DeviceKeys.ids}. A test looks into the files (`tests/e2e/copied-profile.test.ts`).
 */
export function deviceKeys(prefix = PREFIX): DeviceKeys {
  return {
    async read(id) {
      const db = await existing(prefix + id);
      return db && within(db, async () => (await db.get('keys', 'device-key')) ?? null);
    },

    async make() {
      const fresh = await makeDeviceKey();
      const db = await openDB<DeviceDb>(prefix + fresh.id, 1, {
        upgrade: (empty) => void empty.createObjectStore('keys'),
      });
      await within(db, () => db.add('keys', fresh, 'device-key'));
      return fresh;
    },

    async remove(ids) {
      if (ids.length === 0) return;
      for (const empty of EMPTY) await makeEmpty(prefix + empty);
      // What a removal that was cut short has left is none of the keys: it is deleted in its turn.
      const keys = ids.filter((id) => !EMPTY.includes(id));
      for (const id of [EMPTY_BEFORE, ...keys, ...EMPTY_AFTER]) await deleteDB(prefix + id);
    },

    async ids() {
      const names = (await indexedDB.databases()).map(({ name = '' }) => name);
      return names
        .filter((name) => name.startsWith(prefix))
        .map((name) => name.slice(prefix.length));
    },
  };
}

async function makeEmpty(name: string): Promise<void> {
  const db = await openDB(name, 1, { upgrade: (empty) => void empty.createObjectStore('none') });
  db.close();
}

/** Opens a database that is there; null, and none is made, where it is not. */
async function existing(name: string): Promise<IDBPDatabase<DeviceDb> | null> {
  let isThere = true;
  const opening = openDB<DeviceDb>(name, 1, {
    upgrade: (_db, _from, _to, tx) => {
      isThere = false;
      tx.done.catch(() => undefined);
      tx.abort();
    },
  });
  return opening.catch((error: unknown) => {
    if (isThere) throw error;
    return null;
  });
}

async function within<T>(db: IDBPDatabase<DeviceDb>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    db.close();
  }
}

async function makeDeviceKey(): Promise<DeviceKey> {
  const algorithm = { name: 'AES-GCM', length: 256 };
  const key = await crypto.subtle.generateKey(algorithm, false, ['encrypt', 'decrypt']);
  return { id: crypto.randomUUID(), key };
}
