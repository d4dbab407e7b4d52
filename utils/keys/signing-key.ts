import { importSigningKey, signsFor } from '~/utils/keys/import/verify';
import type { KeyDeps } from './deps';
import { fingerprintOf } from './fingerprint';
import { type KeyRecord, kidOf } from './key-record';
import { matching } from './passphrase';
import { barOf, type KeyBar } from './rules';
import { type SealRefusalCode, type Unsealed, unseal } from './seal';
import { readUnlocked } from './unlocked';

type SigningRefusalCode = SealRefusalCode | KeyBar | 'locked' | 'device-key-unavailable';

export type SigningKey =
  | { readonly ok: true; readonly key: CryptoKey }
  | { readonly ok: false; readonly code: SigningRefusalCode };

type Deps = Pick<KeyDeps, 'session' | 'deviceKeys' | 'now' | 'rules'>;

/**
 * The key to sign with (RS256): it cannot be exported and does nothing else. `locked` where the
 * passphrase has to be given first, and the organisation's reason where it has one against this key.
 */
export async function unlockSigningKey(record: KeyRecord, deps: Deps): Promise<SigningKey> {
  const now = await sealedNow(record, deps);
  return now.ok ? openSealed(record, now.sealed, deps) : now;
}

type SealedNow =
  | { readonly ok: true; readonly sealed: string }
  | { readonly ok: false; readonly code: KeyBar | 'locked' };

/** What the device key opens now: the record's own seal, or what was unlocked. */
async function sealedNow(
  record: Pick<KeyRecord, 'id' | 'mode' | 'sealed'>,
  deps: Deps,
): Promise<SealedNow> {
  const bar = barOf(record, await deps.rules());
  if (bar !== null) return { ok: false, code: bar };
  if (record.mode === 'device') return { ok: true, sealed: record.sealed };
  const sealed = (await readUnlocked(deps))?.keys[record.id];
  return sealed === undefined ? { ok: false, code: 'locked' } : { ok: true, sealed };
}

/** @param sealed see {@link sealedNow} */
async function openSealed(
  record: KeyRecord,
  sealed: string,
  { deviceKeys }: Pick<Deps, 'deviceKeys'>,
): Promise<SigningKey> {
  const opened = await unsealed(record, sealed, deviceKeys);
  if (!opened.ok) return opened;
  try {
    return { ok: true, key: await importSigningKey(opened.jwk) };
  } catch {
    return { ok: false, code: 'damaged' };
  }
}

export type CheckedKey =
  | { readonly ok: true; readonly fingerprint: string; readonly bits: number }
  /** `mismatch`: it signs, but not for the public half in the record. */
  | { readonly ok: false; readonly code: SigningRefusalCode | 'mismatch' };

/** Signs random bytes and verifies that with the public half. Nothing is sent for it. */
export async function checkKey(record: KeyRecord, deps: Deps): Promise<CheckedKey> {
  const signing = await unlockSigningKey(record, deps);
  if (!signing.ok) return signing;
  const { publicJwk, bits } = record;
  if (!(await signsFor(signing.key, publicJwk))) return { ok: false, code: 'mismatch' };
  const fingerprint = await fingerprintOf(publicJwk);
  if (fingerprint !== record.fingerprint) return { ok: false, code: 'mismatch' };
  return { ok: true, fingerprint, bits };
}

async function unsealed(
  record: KeyRecord,
  sealed: string,
  deviceKeys: Deps['deviceKeys'],
): Promise<Unsealed | { readonly ok: false; readonly code: 'device-key-unavailable' }> {
  const typ = record.mode === 'passphrase' ? 'gavel-unlocked-key-1' : 'gavel-key-1';
  try {
    const how = { mode: 'device', deviceKeys } as const;
    return matching(record, await unseal(sealed, kidOf(record), how, typ));
  } catch {
    return { ok: false, code: 'device-key-unavailable' };
  }
}

/** Signing keys that are opened once and kept in memory for as long as they may be used. */
export interface SigningKeyCache {
  /**
   * As `unlockSigningKey`. Whether the key may sign, is there and unlocked is read each time; only what was
   * opened from the very same seal is not opened again.
   */
  open(record: KeyRecord): Promise<SigningKey>;
  /** Something of the keys has changed (locked, removed, protected otherwise): none is kept. */
  forgetOpened(): void;
}

export function signingKeyCache(deps: Deps): SigningKeyCache {
  const kept = new Map<string, { readonly from: string; readonly key: Promise<SigningKey> }>();

  async function open(record: KeyRecord): Promise<SigningKey> {
    const now = await sealedNow(record, deps);
    if (!now.ok) {
      kept.delete(record.id);
      return now;
    }
    const { sealed } = now;
    const from = JSON.stringify([sealed, kidOf(record), record.publicJwk]);
    const before = kept.get(record.id);
    if (before?.from === from) return before.key;
    const key = openSealed(record, sealed, deps);
    kept.set(record.id, { from, key });
    // What cannot be opened now may be opened later.
    if (!(await key).ok && kept.get(record.id)?.key === key) kept.delete(record.id);
    return key;
  }

  return { open, forgetOpened: () => kept.clear() };
}
