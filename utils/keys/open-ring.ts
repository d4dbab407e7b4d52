import type { RsaPrivateJwk } from '~/utils/keys/import/rsa-jwk';
import type { KeyDeps } from './deps';
import { type KeyRecord, kidOf } from './key-record';
import { type OpenWith, type SealRefusalCode, type Unsealed, unseal } from './seal';
import { afterWrong, clearTries, readTries, waitUntil, writeTries } from './unlock-attempts';

/** A key that could not be opened. It stays stored as it is. */
export interface KeptKey {
  readonly id: string;
  readonly code: SealRefusalCode;
}

export interface OpenedKey {
  readonly record: KeyRecord;
  readonly jwk: RsaPrivateJwk;
  readonly rounds: number | null;
}

export type OpenedRing =
  | { readonly ok: true; readonly opened: readonly OpenedKey[]; readonly kept: readonly KeptKey[] }
  /** `waitUntil`: when the next try is taken, in milliseconds since 1970; null for now. */
  | { readonly ok: false; readonly code: 'wrong-passphrase'; readonly waitUntil: number | null }
  | { readonly ok: false; readonly code: 'wait'; readonly waitUntil: number };

/**
 * Opens the passphrase's keys among `records`, and counts the try. It is counted before it is made:
 * a worker that is killed meanwhile has tried. Call within `exclusive`.
 */
export async function openWithPassphrase(
  deps: Pick<KeyDeps, 'local' | 'now'>,
  records: readonly KeyRecord[],
  passphrase: string,
): Promise<OpenedRing> {
  if (records.length === 0) return { ok: true, opened: [], kept: [] };
  const before = await readTries(deps);
  const wait = waitUntil(before, deps.now());
  if (wait !== null) return { ok: false, code: 'wait', waitUntil: wait };
  const counted = afterWrong(before, deps.now());
  await writeTries(deps, counted);
  const result = await openAll(records, { mode: 'passphrase', passphrase });
  if (result.opened.length === 0 && result.kept.some((key) => key.code === 'wrong-passphrase')) {
    return { ok: false, code: 'wrong-passphrase', waitUntil: waitUntil(counted, deps.now()) };
  }
  await clearTries(deps);
  return { ok: true, ...result };
}

/** Opens the keys that are sealed by the device key. */
export async function openWithDevice(
  deps: Pick<KeyDeps, 'deviceKeys'>,
  records: readonly KeyRecord[],
) {
  const device = records.length === 0 ? null : await deps.deviceKeys.read();
  return openAll(records, { mode: 'device', device });
}

async function openAll(
  records: readonly KeyRecord[],
  how: OpenWith,
): Promise<{ opened: OpenedKey[]; kept: KeptKey[] }> {
  const opened: OpenedKey[] = [];
  const kept: KeptKey[] = [];
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
