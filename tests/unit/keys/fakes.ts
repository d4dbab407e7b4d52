import 'fake-indexeddb/auto';
import type { AppId } from '~/utils/jaas/ids';
import { type KeyId, parseAppId, parseKeyId } from '~/utils/jaas/ids';
import { addKey, type NewKey } from '~/utils/keys/add-key';
import type { KeyDeps, KeyRules } from '~/utils/keys/deps';
import { deviceKeys } from '~/utils/keys/device-key';
import type { RsaPrivateJwk } from '~/utils/keys/import/jwk';
import { readKeyText } from '~/utils/keys/import/read-key';
import { type KeyFacts, type KeyRecord, readKeyring } from '~/utils/keys/key-record';
import type { Store } from '~/utils/storage/store';
import { fixtureText } from './fixture';

/** Storage as the browser's: copies in and out, one `set` is whole or not at all. */
export class FakeStorage implements Store {
  items: Record<string, unknown> = {};
  /** Everything that was ever written, as text, for canary searches. */
  readonly history: string[] = [];
  /** How many more calls of `set` succeed; the next one rejects, as if the worker were killed. */
  writesLeft = Number.POSITIVE_INFINITY;

  async get(keys: string | string[] | null): Promise<Record<string, unknown>> {
    const wanted = keys === null ? Object.keys(this.items) : [keys].flat();
    return structuredClone(
      Object.fromEntries(
        wanted.filter((key) => key in this.items).map((key) => [key, this.items[key]]),
      ),
    );
  }

  async set(items: Record<string, unknown>): Promise<void> {
    if (this.writesLeft <= 0) throw new Error('killed');
    this.writesLeft -= 1;
    this.history.push(JSON.stringify(items));
    Object.assign(this.items, JSON.parse(JSON.stringify(items)));
  }

  async remove(keys: string | string[]): Promise<void> {
    for (const key of [keys].flat()) delete this.items[key];
  }
}

export interface FakeDeps extends KeyDeps {
  readonly store: FakeStorage;
  session: FakeStorage;
  /** What the names of its device keys' databases begin with. */
  readonly prefix: string;
  time: number;
  /** What the organisation has decided; nothing at first. */
  decided: KeyRules;
}

/** A browser profile of its own, with device keys of its own. */
export function fakeDeps(): FakeDeps {
  let queue: Promise<unknown> = Promise.resolve();
  const prefix = `device-${crypto.randomUUID()}-`;
  const deps: FakeDeps = {
    store: new FakeStorage(),
    session: new FakeStorage(),
    prefix,
    deviceKeys: deviceKeys(prefix),
    time: 1_790_000_000_000,
    decided: {},
    rules: async () => deps.decided,
    now: () => deps.time,
    newId: () => crypto.randomUUID(),
    exclusive(work) {
      const turn = queue.then(work);
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
  return deps;
}

export function appId(name: string): AppId {
  const id = parseAppId(`vpaas-magic-cookie-${name}`);
  if (id === null) throw new Error(name);
  return id;
}

export function keyId(name: string): KeyId {
  const id = parseKeyId(name);
  if (id === null) throw new Error(name);
  return id;
}

export async function fixtureJwk(name = 'pkcs8.pem'): Promise<RsaPrivateJwk> {
  const read = await readKeyText(fixtureText(name));
  if (!read.ok) throw new Error(read.code);
  return read.jwk;
}

let counter = 0;

/** Adds the fixture's key under a new name, or as given; the clock goes on by a second. */
export async function add(deps: FakeDeps, more: Partial<NewKey> = {}): Promise<KeyFacts> {
  counter += 1;
  deps.time += 1000;
  const jwk = await fixtureJwk();
  const name = { appId: appId('a'), keyId: keyId(`k${counter}`), label: `Key ${counter}` };
  const added = await addKey(deps, { ...name, jwk, bits: 2048, ...more });
  if (!added.ok) throw new Error(added.code);
  return added.key;
}

export async function recordOf(deps: FakeDeps, { id }: Pick<KeyFacts, 'id'>): Promise<KeyRecord> {
  const record = (await readKeyring(deps)).records.find((one) => one.id === id);
  if (record === undefined) throw new Error('gone');
  return record;
}
