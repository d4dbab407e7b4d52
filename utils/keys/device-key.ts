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

/** Names a database with nothing in it, whose deletion has Chromium tidy up; see {@link deviceKeys}. */
const EMPTY = 'none';

/**
 * Device keys in the extension's IndexedDB, each in a database of its own. Of a value that is deleted a
 * browser leaves the bytes in its files for as long as it suits it; a database it deletes with its
 * bytes. Firefox deletes the file. Chromium, whenever a database is deleted, writes out what it has in
 * memory and compacts its files, which drops a value only where it lies in an older file than its
 * deletion. So an empty database is deleted before, which brings the key into a file, and one
 * afterwards, for the file that is left over. The second is there while the keys are deleted: who is
 * killed in between leaves it among the {@link DeviceKeys.ids}. A test looks into the files
 * (`tests/e2e/copied-profile.test.ts`).
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
      const empty = prefix + EMPTY;
      await makeEmpty(empty);
      await deleteDB(empty);
      await makeEmpty(empty);
      for (const id of ids) await deleteDB(prefix + id);
      await deleteDB(empty);
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
