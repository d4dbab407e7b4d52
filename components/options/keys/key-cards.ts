import { i18n } from '#i18n';
import { shortTime } from '~/components/ui/time';
import type { KeyRules } from '~/utils/keys/deps';
import type { BaseChoice, DamagedKey, KeyFacts } from '~/utils/keys/key-record';
import { type Keyring, signingOf } from '~/utils/keys/keyring';
import type { LockState } from '~/utils/keys/lock';
import { barOf, type KeyBar } from '~/utils/keys/rules';
import type { ServiceInUse } from '~/utils/organisation/token-service';

/** Reads the keys as the list shows them, and what signs in their place. */
export async function readKeyCards(
  keyring: Pick<Keyring, 'list' | 'lockState' | 'publicPem' | 'rules'>,
  readServices: () => Promise<readonly ServiceInUse[]>,
): Promise<KeyCards> {
  const [{ keys, damaged }, lock, rules, services] = await Promise.all([
    keyring.list(),
    keyring.lockState(),
    keyring.rules(),
    readServices(),
  ]);
  const cards = keys.map(async (key): Promise<KeyCard> => {
    const own = keys.filter(({ appId }) => appId === key.appId);
    return {
      ...key,
      state: 'ready',
      publicPem: await keyring.publicPem(key),
      hasRival: own.length > 1,
      preferred: signingOf(own, key.appId) === key,
      locked: lock.state === 'locked' && key.mode === 'passphrase',
      bar: barOf(key, rules),
      fixedBase: rules.base ?? null,
    };
  });
  return {
    entries: [
      ...(await Promise.all(cards)),
      ...damaged.map((key) => ({ ...key, state: 'damaged' as const })),
    ],
    services,
    lock,
    rules,
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
  /** Why the organisation keeps it from signing; null where it does not. */
  readonly bar: KeyBar | null;
  /** The address that the organisation has set for all keys; null where it has set none. */
  readonly fixedBase: BaseChoice | null;
}

/** A record that is there but cannot be read. It is shown, never dropped. */
export interface DamagedCard extends DamagedKey {
  readonly state: 'damaged';
}

export type KeyEntry = KeyCard | DamagedCard;

/** All that signs, whether the passphrase stands before the keys, and what the organisation has decided about them. */
export interface KeyCards {
  readonly entries: readonly KeyEntry[];
  readonly services: readonly ServiceInUse[];
  readonly lock: LockState;
  readonly rules: KeyRules;
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

/** When a key came and was used last. */
export function keyFacts(key: KeyCard, now: number): string[] {
  return [
    i18n.t('options.keys.facts.added', [shortTime(key.addedAt, now)]),
    key.lastUsedAt === undefined
      ? i18n.t('options.keys.facts.neverUsed')
      : i18n.t('options.keys.facts.lastUsed', [shortTime(key.lastUsedAt, now)]),
  ];
}
