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
  /** Returns the ids of all. */
  ids(): Promise<string[]>;
}

interface DeviceDb extends DBSchema {
  keys: { key: 'device-key'; value: DeviceKey };
}

const PREFIX = 'gavel-device-';

/**
 * Device keys in the extension's IndexedDB, each in a database of its own. Of a value that is deleted a
 * browser leaves the bytes in its files for as long as it suits it; a database it deletes with its
 * bytes. Firefox deletes the file. Chromium compacts what of its files held the database, in which see
 * {@link flush}; a test looks into them (`tests/e2e/copied-profile.test.ts`).
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
      await flush(prefix);
      for (const id of ids) await deleteDB(prefix + id);
      await flush(prefix);
    },

    async ids() {
      const names = (await indexedDB.databases()).map(({ name = '' }) => name);
      return names
        .filter((name) => name.startsWith(prefix))
        .map((name) => name.slice(prefix.length));
    },
  };
}

/**
 * Has Chromium write out what it holds in memory and delete the files that it needs no more, which it does
 * when a database is deleted. Compacting drops a value only where it lies in an older file than its
 * deletion: so this is done before a deletion, and afterwards for the file that is left over.
 */
async function flush(prefix: string): Promise<void> {
  const name = `${prefix}none`;
  const db = await openDB(name, 1, { upgrade: (empty) => void empty.createObjectStore('none') });
  db.close();
  await deleteDB(name);
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
