import type { RsaPrivateJwk } from '~/utils/keys/import/jwk';
import type { KeyDeps } from './deps';
import type { DeviceKeys } from './device-key';
import { type KeyRecord, kidOf, readKeyring, writeRecords } from './key-record';
import {
  type OpenWith,
  type SealRefusalCode,
  type SealWith,
  seal,
  type Unsealed,
  unseal,
} from './seal';
import { sweepDeviceKeys } from './sweep';
import {
  afterWrong,
  clearAttempts,
  readAttempts,
  waitUntil,
  writeAttempts,
} from './unlock-attempts';
import { clearUnlocked } from './unlocked';

export type ProtectResult =
  /** `kept`: keys that could not be opened; they stay sealed as they were. */
  | { readonly ok: true; readonly changed: number; readonly kept: readonly UnreadableKey[] }
  | Extract<OpenedKeyring, { ok: false }>
  | {
      readonly ok: false;
      readonly code:
        | PassphraseProblem
        | 'no-key'
        | 'needs-passphrase'
        | 'device-key-unavailable'
        /** The organisation wants one. */
        | 'passphrase-required';
    };

/**
 * Protects all keys by a passphrase. `needs-passphrase` where they have one already. Afterwards they
 * are locked: `unlock` with the same passphrase goes on.
 */
export function setPassphrase(deps: KeyDeps, next: string): Promise<ProtectResult> {
  return protect(deps, null, next);
}

/** Gives all keys another passphrase. Keys that were left without one get it too. */
export function changePassphrase(
  deps: KeyDeps,
  current: string,
  next: string,
): Promise<ProtectResult> {
  return protect(deps, current, next);
}

/** Seals each key by a device key alone. */
export function removePassphrase(deps: KeyDeps, current: string): Promise<ProtectResult> {
  return protect(deps, current, null);
}

/**
 * All new seals are made first and written in one call: a worker that is killed at any moment leaves
 * every key as it was or every key as it is to be.
 */
function protect(
  deps: KeyDeps,
  current: string | null,
  next: string | null,
): Promise<ProtectResult> {
  const problem = next === null ? null : passphraseProblem(next);
  if (problem !== null) return Promise.resolve({ ok: false, code: problem });
  return deps.exclusive(async () => {
    const { records } = await readKeyring(deps);
    if (records.length === 0) return { ok: false, code: 'no-key' };
    const locked = records.filter((record) => record.mode === 'passphrase');
    if (current === null && locked.length > 0) return { ok: false, code: 'needs-passphrase' };
    const mine = await openWithPassphrase(deps, locked, current ?? '');
    if (!mine.ok) return mine;
    const others = await openAll(
      records.filter((record) => record.mode === 'device'),
      { mode: 'device', deviceKeys: deps.deviceKeys },
    );
    const opened = [...mine.opened, ...others.opened];
    const sealed = await resealed(deps, opened, next);
    if (sealed === null) return { ok: false, code: 'device-key-unavailable' };
    // What lies there was unlocked by another passphrase than the one that is to be typed from now on.
    if (current === null) await clearUnlocked(deps);
    await writeRecords(deps, sealed);
    // Nobody reads it any more, so that it cannot be removed is no reason to say that this failed.
    if (next === null) await clearUnlocked(deps).catch(() => undefined);
    await sweepDeviceKeys(deps).catch(() => undefined);
    return { ok: true, changed: opened.length, kept: [...mine.kept, ...others.kept] };
  });
}

/** Seals each by the passphrase, or by a device key of its own; null where those cannot be made. */
async function resealed(
  { deviceKeys }: Pick<KeyDeps, 'deviceKeys'>,
  opened: readonly OpenedKey[],
  next: string | null,
): Promise<KeyRecord[] | null> {
  const sealed: KeyRecord[] = [];
  for (const { record, jwk } of opened) {
    const how = await sealWith(deviceKeys, next);
    if (how === null) return null;
    sealed.push({ ...record, mode: how.mode, sealed: await seal(jwk, kidOf(record), how) });
  }
  return sealed;
}

/** How a key is to be sealed: by a passphrase, or by a fresh device key; null where none can be made. */
export async function sealWith(
  deviceKeys: Pick<DeviceKeys, 'make'>,
  passphrase: string | null,
): Promise<SealWith | null> {
  if (passphrase !== null) return { mode: 'passphrase', passphrase };
  const device = await deviceKeys.make().catch(() => null);
  return device && { mode: 'device', device };
}

/**
 * The shortest passphrase, in code points: what NIST SP 800-63B, revision 4, asks of one that is the
 * only factor. Whoever has the files of the profile needs nothing else.
 */
export const LEAST_PASSPHRASE = 15;
/** The longest, in UTF-16 code units. */
export const MOST_PASSPHRASE = 1024;

export type PassphraseProblem = 'passphrase-too-short' | 'passphrase-too-long';

/** What is wrong with a new passphrase; null if nothing is. */
export function passphraseProblem(passphrase: string): PassphraseProblem | null {
  if (passphrase.length > MOST_PASSPHRASE) return 'passphrase-too-long';
  return [...passphrase.normalize('NFC')].length < LEAST_PASSPHRASE ? 'passphrase-too-short' : null;
}

/** A key that could not be opened. It stays stored as it is. */
export interface UnreadableKey {
  readonly id: string;
  readonly code: SealRefusalCode;
}

export interface OpenedKey {
  readonly record: KeyRecord;
  readonly jwk: RsaPrivateJwk;
  readonly rounds: number | null;
}

export type OpenedKeyring =
  | {
      readonly ok: true;
      readonly opened: readonly OpenedKey[];
      readonly kept: readonly UnreadableKey[];
    }
  /** `waitUntil`: when the next try is taken, in milliseconds since 1970; null for now. */
  | { readonly ok: false; readonly code: 'wrong-passphrase'; readonly waitUntil: number | null }
  | { readonly ok: false; readonly code: 'wait'; readonly waitUntil: number };

/**
 * Opens the passphrase's keys among `records`, and counts the try. It is counted before it is made:
 * a worker that is killed meanwhile has tried. Call within `exclusive`.
 */
export async function openWithPassphrase(
  deps: Pick<KeyDeps, 'store' | 'now'>,
  records: readonly KeyRecord[],
  passphrase: string,
): Promise<OpenedKeyring> {
  if (records.length === 0) return { ok: true, opened: [], kept: [] };
  const before = await readAttempts(deps);
  const wait = waitUntil(before, deps.now());
  if (wait !== null) return { ok: false, code: 'wait', waitUntil: wait };
  const counted = afterWrong(before, deps.now());
  await writeAttempts(deps, counted);
  const result = await openAll(records, { mode: 'passphrase', passphrase });
  if (result.opened.length === 0 && result.kept.some((key) => key.code === 'wrong-passphrase')) {
    return { ok: false, code: 'wrong-passphrase', waitUntil: waitUntil(counted, deps.now()) };
  }
  await clearAttempts(deps);
  return { ok: true, ...result };
}

async function openAll(
  records: readonly KeyRecord[],
  how: OpenWith,
): Promise<{ opened: OpenedKey[]; kept: UnreadableKey[] }> {
  const opened: OpenedKey[] = [];
  const kept: UnreadableKey[] = [];
  for (const record of records) {
    const result = matching(record, await unseal(record.sealed, kidOf(record), how));
    if (result.ok) opened.push({ record, jwk: result.jwk, rounds: result.rounds });
    else kept.push({ id: record.id, code: result.code });
  }
  return { opened, kept };
}

/** The private half must be that of the public one in the record. */
export function matching({ publicJwk }: Pick<KeyRecord, 'publicJwk'>, result: Unsealed): Unsealed {
  if (!result.ok) return result;
  const same = result.jwk.n === publicJwk.n && result.jwk.e === publicJwk.e;
  return same ? result : { ok: false, code: 'swapped' };
}
