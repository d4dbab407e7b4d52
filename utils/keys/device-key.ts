import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** A wrapping key of this browser profile. It cannot be exported, only used, and only by Gavel. */
export interface DeviceKey {
  /** Names it in what it sealed, so that a lost key is told from damage. */
  readonly id: string;
  readonly key: CryptoKey;
}

/** Where the device key is kept. Both reject when IndexedDB does not work at all. */
export interface DeviceKeys {
  /** The key, or null where there is none (any more). Never makes one. */
  read(): Promise<DeviceKey | null>;
  /** The key; made first if there is none. */
  obtain(): Promise<DeviceKey>;
}

interface DeviceDb extends DBSchema {
  keys: { key: 'device-key'; value: DeviceKey };
}

/** The device key in the extension's IndexedDB. */
export function deviceKeys(databaseName = 'gavel-device'): DeviceKeys {
  async function within<T>(work: (db: IDBPDatabase<DeviceDb>) => Promise<T>): Promise<T> {
    const db = await openDB<DeviceDb>(databaseName, 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore('keys');
      },
    });
    try {
      return await work(db);
    } finally {
      db.close();
    }
  }

  async function read(): Promise<DeviceKey | null> {
    return within(async (db) => (await db.get('keys', 'device-key')) ?? null);
  }

  return {
    read,
    async obtain() {
      const known = await read();
      if (known !== null) return known;
      // Made before the transaction, which would end while WebCrypto works.
      const fresh = await makeDeviceKey();
      return within((db) => addIfAbsent(db, fresh));
    },
  };
}

/** Two pages may come here at once: one transaction looks and adds, so that both use one key. */
async function addIfAbsent(db: IDBPDatabase<DeviceDb>, fresh: DeviceKey): Promise<DeviceKey> {
  const transaction = db.transaction('keys', 'readwrite');
  const first = await transaction.store.get('device-key');
  if (first === undefined) await transaction.store.add(fresh, 'device-key');
  await transaction.done;
  return first ?? fresh;
}

async function makeDeviceKey(): Promise<DeviceKey> {
  const algorithm = { name: 'AES-GCM', length: 256 };
  const key = await crypto.subtle.generateKey(algorithm, false, ['encrypt', 'decrypt']);
  return { id: crypto.randomUUID(), key };
}
