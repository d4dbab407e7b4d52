import type { KeyDeps } from './deps';
import { kidOf, readKeyring, writeRecords } from './key-record';
import {
  type OpenedKey,
  type OpenedKeyring,
  openWithPassphrase,
  type UnreadableKey,
} from './passphrase';
import { barOf } from './rules';
import { PRESENT_ROUNDS, seal } from './seal';
import { sweepDeviceKeys } from './sweep';
import { readAttempts, waitUntil } from './unlock-attempts';
import { clearUnlocked, readUnlocked, sealUnlocked, writeUnlocked } from './unlocked';

/** Times are milliseconds since 1970. */
export type LockState =
  /** No key has a passphrase: there is nothing to lock. */
  | { readonly state: 'open' }
  /** `waitUntil`: after too many wrong attempts; null where the next one is taken at once. */
  | { readonly state: 'locked'; readonly waitUntil: number | null }
  /** `until`: when it locks by itself; null for when the browser ends. */
  | { readonly state: 'unlocked'; readonly until: number | null };

/** The state now. Deadlines are absolute: a worker that slept past one finds the keys locked. */
export async function lockState(deps: KeyDeps): Promise<LockState> {
  const { records } = await readKeyring(deps);
  if (records.every((record) => record.mode === 'device')) return { state: 'open' };
  const unlocked = await readUnlocked(deps);
  if (unlocked !== null) return { state: 'unlocked', until: unlocked.until };
  return { state: 'locked', waitUntil: waitUntil(await readAttempts(deps), deps.now()) };
}

export type UnlockResult =
  | { readonly ok: true; readonly until: number | null; readonly kept: readonly UnreadableKey[] }
  | Extract<OpenedKeyring, { ok: false }>
  | { readonly ok: false; readonly code: 'no-passphrase' | 'device-key-unavailable' };

/**
 * Unlocks the keys: each is sealed anew under a device key and put into session storage. Keys
 * whose passphrase was stretched with fewer rounds than today's are sealed with today's.
 *
 * @param lockAfterMs how long they stay unlocked, or null for until the browser ends
 */
export function unlock(
  deps: KeyDeps,
  passphrase: string,
  lockAfterMs: number | null,
): Promise<UnlockResult> {
  return deps.exclusive(async () => {
    const { records } = await readKeyring(deps);
    const rules = await deps.rules();
    const own = records.filter(
      (record) => record.mode === 'passphrase' && barOf(record, rules) === null,
    );
    if (own.length === 0) return { ok: false, code: 'no-passphrase' };
    const result = await openWithPassphrase(deps, own, passphrase);
    if (!result.ok) return result;
    await raiseRounds(deps, result.opened, passphrase);
    try {
      const keys: Record<string, string> = {};
      for (const { record, jwk } of result.opened) {
        keys[record.id] = await sealUnlocked(deps, record, jwk);
      }
      const unlockedAt = deps.now();
      const until = lockAfterMs === null ? null : unlockedAt + lockAfterMs;
      await writeUnlocked(deps, { v: 1, unlockedAt, until, keys });
      await sweepDeviceKeys(deps).catch(() => undefined);
      return { ok: true, until, kept: result.kept };
    } catch {
      return { ok: false, code: 'device-key-unavailable' };
    }
  });
}

/** Locks now: nothing of the keys stays in session storage, nor what opened it. */
export function lockNow(deps: KeyDeps): Promise<void> {
  return deps.exclusive(async () => {
    await clearUnlocked(deps);
    await sweepDeviceKeys(deps).catch(() => undefined);
  });
}

async function raiseRounds(deps: KeyDeps, opened: readonly OpenedKey[], passphrase: string) {
  const old = opened.filter(({ rounds }) => rounds !== null && rounds < PRESENT_ROUNDS);
  const raised = old.map(async ({ record, jwk }) => ({
    ...record,
    sealed: await seal(jwk, kidOf(record), { mode: 'passphrase', passphrase }),
  }));
  await writeRecords(deps, await Promise.all(raised));
}
