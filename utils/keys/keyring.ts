import { type AppId, type KeyId, parseAppId } from '~/utils/jaas/ids';
import { type AddedKey, addKey, type NewKey } from './add-key';
import type { KeyDeps, KeyRules } from './deps';
import { publicPem, type SamePublicKey, samePublicKey } from './fingerprint';
import {
  type BaseChoice,
  type DamagedKey,
  factsOf,
  itemName,
  type KeyFacts,
  type KeyRecord,
  type KeyVerdict,
  LABEL_LIMIT,
  readKeyring,
  type StoredKeys,
  writeRecords,
} from './key-record';
import { type LockState, lockState } from './lock';
import { type KeyProtection, keyringProtection } from './protection';
import { usableKeys } from './rules';
import { type CheckedKey, checkKey, type SigningKeyCache, signingKeyCache } from './signing-key';
import { sweepDeviceKeys } from './sweep';
import { forgetUnlocked, readUnlocked } from './unlocked';

interface ListedKeys {
  /** Oldest first. */
  readonly keys: readonly KeyFacts[];
  readonly damaged: readonly DamagedKey[];
}

type ChosenKey =
  | { readonly ok: true; readonly record: KeyRecord }
  | { readonly ok: false; readonly code: 'no-key' | 'damaged' };

/** What can be said of an AppID's key without opening it. */
interface AppIdKey {
  readonly state: 'none' | 'ready' | 'locked' | 'damaged';
  readonly keyId: KeyId | null;
  readonly label: string | null;
}

export interface KeyUse {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly answeredBase?: 'classic' | 'current';
  readonly clockOffsetMs?: number;
  /** What the answer says of the key itself. */
  readonly verdict?: KeyVerdict['verdict'];
}

/**
 * The keys of this browser profile, and all that is done with them. The options page and the background
 * have one each, over the same storage: a private key goes into no message. Rejects only when the
 * browser's storage fails.
 */
export interface Keyring extends KeyProtection, SigningKeyCache {
  /** What the organisation has decided about the keys. */
  rules(): Promise<KeyRules>;
  /** Returns all keys, without what is sealed; those that may not sign too. */
  list(): Promise<ListedKeys>;
  add(key: NewKey): Promise<AddedKey>;
  /** Removes a key, a damaged one too, what was unlocked of it, and what opened either. */
  remove(id: string): Promise<void>;
  /** Returns false if the key is gone. The label is trimmed and cut to `LABEL_LIMIT`. */
  rename(id: string, label: string): Promise<boolean>;
  /** Returns false if the key is gone. What answered before no longer counts. */
  setBase(id: string, base: BaseChoice): Promise<boolean>;
  /** Prefers this key over the others of its AppID. Returns false if it is gone. */
  prefer(id: string): Promise<boolean>;
  /** Notes that a key signed something, and what was learned from the answer. Returns false if it is gone. */
  noteUse(id: string, use: KeyUse): Promise<boolean>;

  /** Signs random bytes and verifies that; null if the key is gone. Nothing is sent for it. */
  check(id: string): Promise<CheckedKey | null>;
  /** Returns whether a public key that somebody pasted is the one of this key. */
  compare(key: Pick<KeyFacts, 'publicJwk'>, pasted: string): Promise<SamePublicKey>;
  /** Returns the public half as PEM (SPKI). */
  publicPem(key: Pick<KeyFacts, 'publicJwk'>): Promise<string>;

  /**
   * Returns the key to sign with for an AppID; see {@link signingOf}. `damaged` where there is only one
   * that cannot be read. To this and what follows, a key that may not sign is not there.
   */
  choose(appId: AppId): Promise<ChosenKey>;
  /** Returns the key of this name and no other; null if it is not there or cannot be read. */
  named(appId: AppId, keyId: KeyId | null): Promise<KeyRecord | null>;
  /** @param whenReady is given the key itself, where it can sign now */
  stateOf(appId: AppId, whenReady?: (record: KeyRecord) => void): Promise<AppIdKey>;
  /** Returns one entry per AppID, those of damaged keys too. */
  states(): Promise<{ appId: AppId; label: string; state: AppIdKey['state'] }[]>;

  /** See {@link sweepDeviceKeys}. */
  sweep(): Promise<void>;

  lockState(): Promise<LockState>;
  /**
   * Returns when what is unlocked locks by itself; null where nothing is unlocked, or not before the
   * browser ends. What has expired is removed on the way.
   */
  unlockedUntil(): Promise<number | null>;
}

/** Puts the keyring together from its parts. */
export function createKeyring(deps: KeyDeps): Keyring {
  async function find(id: string): Promise<KeyRecord | null> {
    const { records } = await readKeyring(deps);
    return records.find((record) => record.id === id) ?? null;
  }

  function change(id: string, edit: (record: KeyRecord) => KeyRecord): Promise<boolean> {
    return deps.exclusive(async () => {
      const record = await find(id);
      if (record === null) return false;
      await writeRecords(deps, [edit(record)]);
      return true;
    });
  }

  async function list(): Promise<ListedKeys> {
    const { records, damaged } = await readKeyring(deps);
    return { keys: records.map(factsOf), damaged };
  }

  async function usable(): Promise<StoredKeys> {
    const [stored, rules] = await Promise.all([readKeyring(deps), deps.rules()]);
    return usableKeys(stored, rules);
  }

  async function choose(appId: AppId): Promise<ChosenKey> {
    const { records, damaged } = await usable();
    const record = signingOf(records, appId);
    if (record !== undefined) return { ok: true, record };
    const broken = damaged.some((each) => each.appId === appId);
    return { ok: false, code: broken ? 'damaged' : 'no-key' };
  }

  async function isOpen({ id, mode }: Pick<KeyRecord, 'id' | 'mode'>): Promise<boolean> {
    if (mode === 'device') return true;
    return (await readUnlocked(deps))?.keys[id] !== undefined;
  }

  async function stateOf(appId: AppId, whenReady?: (record: KeyRecord) => void): Promise<AppIdKey> {
    const chosen = await choose(appId);
    if (!chosen.ok) {
      const state = chosen.code === 'damaged' ? 'damaged' : 'none';
      return { state, keyId: null, label: null };
    }
    const { keyId, label } = chosen.record;
    const open = await isOpen(chosen.record);
    if (open) whenReady?.(chosen.record);
    return { state: open ? 'ready' : 'locked', keyId, label: label || null };
  }

  const protection = keyringProtection(deps);

  return {
    ...protection,
    ...signingKeyCache(deps),
    rules: () => deps.rules(),
    list,
    choose,
    stateOf,
    async add(key) {
      const added = await addKey(deps, key);
      if (!added.ok || !key.passphrase) return added;
      const isFirst = (await readKeyring(deps)).records.length === 1;
      // Whoever has just typed it twice is not asked a third time, unless the storage makes them.
      if (isFirst) await protection.unlock(key.passphrase).catch(() => undefined);
      return added;
    },

    remove: (id) =>
      deps.exclusive(async () => {
        // In this order nothing of it stays unlocked, wherever this ends.
        await forgetUnlocked(deps, id);
        await deps.store.remove(itemName(id));
        await sweepDeviceKeys(deps).catch(() => undefined);
      }),

    rename: (id, label) =>
      change(id, (record) => ({ ...record, label: label.trim().slice(0, LABEL_LIMIT) })),

    setBase: (id, base) => change(id, ({ answeredBase: _, ...record }) => ({ ...record, base })),

    prefer: (id) =>
      deps.exclusive(async () => {
        const { records } = await readKeyring(deps);
        const chosen = records.find((record) => record.id === id);
        if (chosen === undefined) return false;
        const rivals = records.filter((record) => record.appId === chosen.appId);
        await writeRecords(
          deps,
          rivals.map((record) => ({ ...record, preferred: record.id === id })),
        );
        return true;
      }),

    noteUse(id, { at, verdict, ...learned }) {
      const jaas = verdict && { jaas: { verdict, at } };
      return change(id, (record) => ({ ...record, ...learned, ...jaas, lastUsedAt: at }));
    },

    async check(id) {
      const record = await find(id);
      return record && checkKey(record, deps);
    },

    compare: ({ publicJwk }, pasted) => samePublicKey(pasted, publicJwk),
    publicPem: ({ publicJwk }) => publicPem(publicJwk),

    async named(appId, keyId) {
      const { records } = await usable();
      return records.find((record) => record.appId === appId && record.keyId === keyId) ?? null;
    },

    async states() {
      const { records, damaged } = await usable();
      const claimed = damaged
        .map(({ appId }) => parseAppId(appId))
        .filter((appId) => appId !== null);
      const appIds = [...new Set([...records.map(({ appId }) => appId), ...claimed])];
      return Promise.all(
        appIds.map(async (appId) => {
          const { state, label } = await stateOf(appId);
          return { appId, label: label ?? '', state };
        }),
      );
    },

    sweep: () => deps.exclusive(() => sweepDeviceKeys(deps)),

    lockState: () => lockState(deps),
    unlockedUntil: async () => (await readUnlocked(deps))?.until ?? null,
  };
}

/**
 * Returns the key that signs for an AppID: the preferred one, or else the one added last.
 *
 * @param keys oldest first
 */
export function signingOf<K extends Pick<KeyFacts, 'appId' | 'preferred'>>(
  keys: readonly K[],
  appId: AppId,
): K | undefined {
  const own = keys.filter((key) => key.appId === appId);
  return own.findLast((key) => key.preferred === true) ?? own.at(-1);
}
