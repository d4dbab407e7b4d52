import { i18n } from '#i18n';
import { shortTime } from '~/components/ui/time';
import type { Outcome } from '~/utils/jaas/outcome';
import type { KeyDeps } from '~/utils/keys/deps';
import { publicPem, type SamePublicKey, samePublicKey } from '~/utils/keys/fingerprint';
import type { BaseChoice, DamagedKey, KeyFacts } from '~/utils/keys/key-record';
import {
  chooseKey,
  findKey,
  listKeys,
  removeKey,
  renameKey,
  setBase,
  setPreferred,
} from '~/utils/keys/keyring';
import { type LockState, lockState } from '~/utils/keys/lock';
import { type CheckedKey, checkKey } from '~/utils/keys/signing-key';

/** The keys of this browser profile. The page works on them itself: a key goes into no message. */
export function keyringPort(
  deps: KeyDeps,
  watch: KeysPort['watch'],
  test: KeysPort['test'],
): KeysPort {
  async function card(key: KeyFacts, all: readonly KeyFacts[], locked: boolean): Promise<KeyCard> {
    const chosen = await chooseKey(deps, key.appId);
    return {
      ...key,
      state: 'ready',
      publicPem: await publicPem(key.publicJwk),
      hasRival: all.some(({ id, appId }) => id !== key.id && appId === key.appId),
      preferred: chosen.ok && chosen.record.id === key.id,
      locked: locked && key.mode === 'passphrase',
    };
  }

  async function read(): Promise<KeyCards> {
    const [{ keys, damaged }, lock] = await Promise.all([listKeys(deps), lockState(deps)]);
    const cards = await Promise.all(keys.map((key) => card(key, keys, lock.state === 'locked')));
    return {
      entries: [...cards, ...damaged.map((key) => ({ ...key, state: 'damaged' as const }))],
      lock,
    };
  }

  return {
    read,
    watch,
    test,
    async check(id) {
      const record = await findKey(deps, id);
      return record && checkKey(record, deps);
    },
    compare: (key, pasted) => samePublicKey(pasted, key.publicJwk),
    rename: (id, label) => renameKey(deps, id, label),
    prefer: (id) => setPreferred(deps, id),
    setBase: (id, base) => setBase(deps, id, base),
    remove: (id) => removeKey(deps, id),
  };
}

/** A stored key as the list shows it. The private half is never in here. */
export interface KeyCard extends Omit<KeyFacts, 'preferred'> {
  readonly state: 'ready';
  /** The public half as PEM (SPKI). */
  readonly publicPem: string;
  /** Another key has this AppID too, so that it matters which one signs. */
  readonly hasRival: boolean;
  /** Of the keys of this AppID, the one that signs. */
  readonly preferred: boolean;
  /** Protected by the passphrase, and that has not been given. */
  readonly locked: boolean;
}

/** A record that is there but cannot be read. It is shown, never dropped. */
export interface DamagedCard extends DamagedKey {
  readonly state: 'damaged';
}

export type KeyEntry = KeyCard | DamagedCard;

/** All keys, and whether the passphrase stands before them. */
export interface KeyCards {
  readonly entries: readonly KeyEntry[];
  readonly lock: LockState;
}

/** What became of a test with JaaS; null while it is under way. */
type KeyTest = Outcome | 'refused' | null;

/** What the list of keys can do. Rejects only when the browser's storage fails. */
export interface KeysPort {
  read(): Promise<KeyCards>;
  watch(changed: () => void): () => void;
  /** Signs and verifies here; null if the key is gone. */
  check(id: string): Promise<CheckedKey | null>;
  compare(key: KeyCard, pasted: string): Promise<SamePublicKey>;
  /** Ends a meeting that nobody has; tells the outcome as soon as there is one. */
  test(key: KeyCard, told: (test: KeyTest) => void): Promise<void>;
  /** These three are false if the key is gone. */
  rename(id: string, label: string): Promise<boolean>;
  prefer(id: string): Promise<boolean>;
  setBase(id: string, base: BaseChoice): Promise<boolean>;
  remove(id: string): Promise<void>;
}

/** What a key is called: its label, else its AppID, else that it cannot be read. */
export function keyTitle(key: { label: string | null; appId: string | null }): string {
  return key.label || key.appId || i18n.t('options.damaged.title');
}

/** A fingerprint of bare hex digits in pairs, which are easier to compare. */
export function colons(fingerprint: string): string {
  return fingerprint.replace(/..(?=.)/g, '$&:');
}

/** `4f:9a:11:…:c2`: enough to tell keys apart at a glance; the whole one is shown on demand. */
export function shortFingerprint(fingerprint: string): string {
  const pairs = colons(fingerprint).split(':');
  return [...pairs.slice(0, 3), '…', ...pairs.slice(-1)].join(':');
}

/** The facts of a key in one line, most lasting first. */
export function keyFacts(key: KeyCard, now: number): string[] {
  return [
    i18n.t('options.keys.facts.size', [String(key.bits)]),
    i18n.t('options.keys.facts.fingerprint', [shortFingerprint(key.fingerprint)]),
    i18n.t('options.keys.facts.added', [shortTime(key.addedAt, now)]),
    key.lastUsedAt === undefined
      ? i18n.t('options.keys.facts.neverUsed')
      : i18n.t('options.keys.facts.lastUsed', [shortTime(key.lastUsedAt, now)]),
  ];
}
