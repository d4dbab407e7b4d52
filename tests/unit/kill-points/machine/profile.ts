import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import type { AppId, KeyId } from '~/utils/jaas/ids';
import { addKey, type NewKey } from '~/utils/keys/add-key';
import type { KeyDeps } from '~/utils/keys/deps';
import { browserKeyDeps } from '~/utils/keys/deps';
import { readKeyText } from '~/utils/keys/import/read-key';
import { fixtureText } from '../../keys/fixture';
import { type Area, installAreas } from './areas';
import { prepareRefusals } from './indexed-db';
import { alarms } from './platform';

/** A browser profile: what outlives a worker. */
export interface Profile {
  readonly local: Area;
  readonly session: Area;
}

/** A fresh one, with nothing in it. */
export async function newProfile(): Promise<Profile> {
  globalThis.indexedDB = new IDBFactory();
  await prepareRefusals();
  alarms.clear();
  return installAreas();
}

const read = await readKeyText(fixtureText('pkcs8.pem'));
if (!read.ok) throw new Error(read.code);

export const JWK = read.jwk;
export const PEM = fixtureText('pkcs8.pem');

/** The keyring as Gavel's own pages and its background have it. */
export function keyring(): KeyDeps {
  return browserKeyDeps();
}

export async function putKey(
  appId: AppId,
  keyId: KeyId,
  more: Partial<NewKey> = {},
): Promise<string> {
  const fresh = { appId, keyId, label: '', jwk: JWK, bits: 2048, ...more };
  const added = await addKey(keyring(), fresh);
  if (!added.ok) throw new Error(added.code);
  return added.key.id;
}

const DATABASES = ['gavel', 'gavel-device'] as const;
const STORES = { gavel: 'actions', 'gavel-device': 'keys' } as const;

interface Copy {
  readonly local: Record<string, unknown>;
  readonly stores: Partial<
    Record<(typeof DATABASES)[number], readonly { key: IDBValidKey; value: unknown }[]>
  >;
}

/** What a backup of the profile has. What is in `storage.session` is in none. */
export async function copyOf({ local }: Profile): Promise<Copy> {
  const stores: Copy['stores'] = {};
  for (const name of DATABASES) stores[name] = await contentOf(name);
  return { local: structuredClone(local.items), stores };
}

/** Puts parts of a copy in the place of what is there. The browser was not running meanwhile. */
export async function restore(
  profile: Profile,
  copy: Copy,
  parts: { readonly local: boolean; readonly journal: boolean; readonly device: boolean },
): Promise<void> {
  profile.session.items = {};
  if (parts.local) profile.local.items = structuredClone(copy.local);
  if (parts.journal) await refill('gavel', copy.stores.gavel ?? []);
  if (parts.device) await refill('gavel-device', copy.stores['gavel-device'] ?? []);
}

async function contentOf(name: (typeof DATABASES)[number]) {
  // Opening one that is not there would make it, without anything in it.
  const there = await indexedDB.databases();
  if (!there.some((one) => one.name === name)) return [];
  const db = await openDB(name);
  try {
    if (!db.objectStoreNames.contains(STORES[name])) return [];
    const tx = db.transaction(STORES[name]);
    const [keys, values] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()]);
    return keys.map((key, at) => ({ key, value: values[at] as unknown }));
  } finally {
    db.close();
  }
}

async function refill(
  name: (typeof DATABASES)[number],
  content: readonly { key: IDBValidKey; value: unknown }[],
): Promise<void> {
  const db = await openDB(name);
  const tx = db.transaction(STORES[name], 'readwrite');
  await tx.store.clear();
  for (const { key, value } of content) {
    if (tx.store.keyPath === null) await tx.store.put(value, key);
    else await tx.store.put(value);
  }
  await tx.done;
  db.close();
}

/** Everything that lies in the profile's storage or ever did, as text. */
export async function everythingIn({ local, session }: Profile): Promise<string> {
  const written = [local, session].flatMap(({ history, items }) => [
    ...history,
    JSON.stringify(items),
  ]);
  for (const name of DATABASES) {
    const content = await contentOf(name).catch(() => []);
    written.push(JSON.stringify(content));
  }
  return written.join('\n');
}
