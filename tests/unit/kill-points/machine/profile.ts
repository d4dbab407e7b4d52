import { IDBFactory } from 'fake-indexeddb';
import { deleteDB, openDB } from 'idb';
import type { AppId, KeyId } from '~/utils/jaas/ids';
import { addKey, type NewKey } from '~/utils/keys/add-key';
import type { KeyDeps } from '~/utils/keys/deps';
import { browserKeyDeps } from '~/utils/keys/deps';
import { readKeyText } from '~/utils/keys/import/read-key';
import { fixtureText } from '../../keys/fixture';
import { type Area, installAreas } from './areas';
import { prepareRefusals, written } from './indexed-db';
import { alarms } from './platform';

/** A browser profile: what outlives a worker. */
export interface Profile {
  readonly local: Area;
  readonly session: Area;
}

/** A fresh one, with nothing in it. */
export async function newProfile(): Promise<Profile> {
  globalThis.indexedDB = new IDBFactory();
  written.length = 0;
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
  return browserKeyDeps(async () => ({}));
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

const JOURNAL = 'gavel';
const ITEMS = 'gavel-items';
const DEVICE = 'gavel-device-';

/** The one store of each database. */
function storeOf(name: string): string {
  if (name === JOURNAL) return 'actions';
  return name === ITEMS ? 'items' : 'keys';
}

type Content = readonly { key: IDBValidKey; value: unknown }[];

/** Which parts of a profile are meant. */
export interface Parts {
  readonly items: boolean;
  readonly journal: boolean;
  readonly device: boolean;
}

function isPartOf(name: string, { items, journal, device }: Parts): boolean {
  if (name === JOURNAL) return journal;
  return name === ITEMS ? items : device && name.startsWith(DEVICE);
}

const ALL: Parts = { items: true, journal: true, device: true };

/** What a backup of the profile has, by database. What is in `storage.session` is in none. */
export async function copyOf(): Promise<ReadonlyMap<string, Content>> {
  const copy = new Map<string, Content>();
  for (const name of await names(ALL)) copy.set(name, await contentOf(name));
  return copy;
}

/** Puts parts of a copy in the place of what is there. The browser was not running meanwhile. */
export async function restore(
  profile: Profile,
  copy: ReadonlyMap<string, Content>,
  parts: Parts,
): Promise<void> {
  profile.session.items = {};
  for (const name of await names(parts)) {
    if (name.startsWith(DEVICE)) await deleteDB(name);
    else await refill(name, copy.get(name) ?? []);
  }
  for (const [name, content] of copy) {
    if (isPartOf(name, parts)) await refill(name, content);
  }
}

/** The databases of these parts that there are. */
async function names(parts: Parts): Promise<string[]> {
  const there = (await indexedDB.databases()).map(({ name = '' }) => name);
  return there.filter((name) => isPartOf(name, parts));
}

async function contentOf(name: string): Promise<Content> {
  const db = await openDB(name);
  try {
    if (!db.objectStoreNames.contains(storeOf(name))) return [];
    const { store } = db.transaction(storeOf(name));
    const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
    return keys.map((key, at) => ({ key, value: values[at] as unknown }));
  } finally {
    db.close();
  }
}

async function refill(name: string, content: Content): Promise<void> {
  const db = await openDB(name, undefined, {
    // One that was deleted since: only device keys are.
    upgrade: (fresh) => void fresh.createObjectStore(storeOf(name)),
  });
  const tx = db.transaction(storeOf(name), 'readwrite');
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
  const texts = [local, session].flatMap(({ history, items }) => [
    ...history,
    JSON.stringify(items),
  ]);
  for (const name of await names(ALL)) {
    texts.push(JSON.stringify(await contentOf(name).catch(() => [])));
  }
  return [...written, ...texts].join('\n');
}
