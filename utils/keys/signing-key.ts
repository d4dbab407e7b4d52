import type { KeyDeps } from './deps';
import { fingerprintOf } from './fingerprint';
import { type KeyRecord, kidOf } from './key-record';
import { matching } from './open-ring';
import { importSigningKey, signsFor } from './read/prove';
import { type SealRefusalCode, type Unsealed, unseal } from './seal';
import { readUnlocked } from './unlocked';

export type SigningRefusalCode = SealRefusalCode | 'locked' | 'device-key-unavailable';

export type SigningKey =
  | { readonly ok: true; readonly key: CryptoKey }
  | { readonly ok: false; readonly code: SigningRefusalCode };

type Deps = Pick<KeyDeps, 'session' | 'deviceKeys' | 'now'>;

/**
 * The key to sign with (RS256): it cannot be exported and does nothing else. `locked` where the
 * passphrase has to be given first.
 */
export async function unlockSigningKey(record: KeyRecord, deps: Deps): Promise<SigningKey> {
  const opened = await openRecord(record, deps);
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

async function openRecord(
  record: KeyRecord,
  deps: Deps,
): Promise<Unsealed | { readonly ok: false; readonly code: 'locked' | 'device-key-unavailable' }> {
  const unlocked = record.mode === 'passphrase' ? await readUnlocked(deps) : null;
  const sealed = record.mode === 'passphrase' ? unlocked?.keys[record.id] : record.sealed;
  if (sealed === undefined) return { ok: false, code: 'locked' };
  const typ = record.mode === 'passphrase' ? 'gavel-unlocked-key-1' : 'gavel-key-1';
  try {
    const device = await deps.deviceKeys.read();
    return matching(record, await unseal(sealed, kidOf(record), { mode: 'device', device }, typ));
  } catch {
    return { ok: false, code: 'device-key-unavailable' };
  }
}
