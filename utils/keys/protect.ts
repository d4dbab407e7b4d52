import type { KeyDeps } from './deps';
import { type KeyRecord, kidOf } from './key-record';
import {
  type KeptKey,
  type OpenedKey,
  type OpenedRing,
  openWithDevice,
  openWithPassphrase,
} from './open-ring';
import { type PassphraseProblem, passphraseProblem } from './passphrase';
import { readRing, writeRecords } from './ring';
import { type SealWith, seal } from './seal';
import { clearUnlocked } from './unlocked';

export type ProtectResult =
  /** `kept`: keys that could not be opened; they stay sealed as they were. */
  | { readonly ok: true; readonly changed: number; readonly kept: readonly KeptKey[] }
  | Extract<OpenedRing, { ok: false }>
  | {
      readonly ok: false;
      readonly code: PassphraseProblem | 'no-key' | 'needs-passphrase' | 'device-key-unavailable';
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

/** Seals all keys by the device key alone. */
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
    const { records } = await readRing(deps);
    if (records.length === 0) return { ok: false, code: 'no-key' };
    const locked = records.filter((record) => record.mode === 'passphrase');
    if (current === null && locked.length > 0) return { ok: false, code: 'needs-passphrase' };
    const how = await sealWith(deps, next);
    if (how === null) return { ok: false, code: 'device-key-unavailable' };
    const mine = await openWithPassphrase(deps, locked, current ?? '');
    if (!mine.ok) return mine;
    const others = await openWithDevice(
      deps,
      records.filter((record) => record.mode === 'device'),
    );
    const opened = [...mine.opened, ...others.opened];
    const sealed = await Promise.all(opened.map((key) => reseal(key, how)));
    // What lies there was unlocked by another passphrase than the one that is to be typed from now on.
    if (current === null) await clearUnlocked(deps);
    await writeRecords(deps, sealed);
    // Nobody reads it any more, so that it cannot be removed is no reason to say that this failed.
    if (next === null) await clearUnlocked(deps).catch(() => undefined);
    return { ok: true, changed: opened.length, kept: [...mine.kept, ...others.kept] };
  });
}

async function sealWith({ deviceKeys }: KeyDeps, next: string | null): Promise<SealWith | null> {
  if (next !== null) return { mode: 'passphrase', passphrase: next };
  const device = await deviceKeys.obtain().catch(() => null);
  return device && { mode: 'device', device };
}

async function reseal({ record, jwk }: OpenedKey, how: SealWith): Promise<KeyRecord> {
  return { ...record, mode: how.mode, sealed: await seal(jwk, kidOf(record), how) };
}
