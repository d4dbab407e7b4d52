import { importSigningKey, signsFor } from '~/utils/keys/import/verify';
import type { KeyDeps } from './deps';
import { fingerprintOf } from './fingerprint';
import { type KeyRecord, kidOf } from './key-record';
import { matching } from './passphrase';
import { type SealRefusalCode, type Unsealed, unseal } from './seal';
import { readUnlocked } from './unlocked';

type SigningRefusalCode = SealRefusalCode | 'locked' | 'device-key-unavailable';

export type SigningKey =
  | { readonly ok: true; readonly key: CryptoKey }
  | { readonly ok: false; readonly code: SigningRefusalCode };

type Deps = Pick<KeyDeps, 'session' | 'deviceKeys' | 'now'>;

/**
 * The key to sign with (RS256): it cannot be exported and does nothing else. `locked` where the
 * passphrase has to be given first.
 */
export async function unlockSigningKey(record: KeyRecord, deps: Deps): Promise<SigningKey> {
  const sealed = await sealedNow(record, deps);
  return sealed === null ? { ok: false, code: 'locked' } : openSealed(record, sealed, deps);
}

/** What the device key opens now: the record's own seal, or what was unlocked; null while it is locked. */
async function sealedNow(
  record: Pick<KeyRecord, 'id' | 'mode' | 'sealed'>,
  deps: Deps,
): Promise<string | null> {
  if (record.mode === 'device') return record.sealed;
  return (await readUnlocked(deps))?.keys[record.id] ?? null;
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
   * As `unlockSigningKey`. Whether the key is there and unlocked is read from the storage each time;
   * only what was opened from the very same seal is not opened again.
   */
  open(record: KeyRecord): Promise<SigningKey>;
  /** Something of the keys has changed (locked, removed, protected otherwise): none is kept. */
  forgetOpened(): void;
}

export function signingKeyCache(deps: Deps): SigningKeyCache {
  const kept = new Map<string, { readonly from: string; readonly key: Promise<SigningKey> }>();

  async function open(record: KeyRecord): Promise<SigningKey> {
    const sealed = await sealedNow(record, deps);
    if (sealed === null) {
      kept.delete(record.id);
      return { ok: false, code: 'locked' };
    }
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
