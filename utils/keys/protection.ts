import type { FixableSetting } from '~/utils/storage/item';
import { autoLock } from '~/utils/storage/settings';
import type { KeyDeps } from './deps';
import { lockNow, type UnlockResult, unlock } from './lock';
import {
  changePassphrase,
  type ProtectResult,
  removePassphrase,
  setPassphrase,
} from './passphrase';

/**
 * Returns the part of the keyring that protects, locks and unlocks. It can be had by itself: the popup
 * unlocks, and loads nothing more for it. A passphrase goes into no message.
 */
export function keyringProtection(deps: KeyDeps): KeyProtection {
  const locksAfter = autoLock(deps.store, deps.rules);
  const unlockFor = async (passphrase: string) =>
    unlock(deps, passphrase, lockAfterMs(await locksAfter.get()));
  return {
    async setPassphrase(next) {
      const result = await setPassphrase(deps, next);
      // Whoever has just typed it twice is not asked a third time, unless the storage makes them.
      if (result.ok) await unlockFor(next).catch(() => undefined);
      return result;
    },
    changePassphrase: (current, next) => changePassphrase(deps, current, next),
    async removePassphrase(current) {
      const { requirePassphrase } = await deps.rules();
      if (requirePassphrase) return { ok: false, code: 'passphrase-required' };
      return removePassphrase(deps, current);
    },
    unlock: unlockFor,
    lockNow: () => lockNow(deps),
    autoLock: locksAfter,
  };
}

/** Protecting, locking and unlocking all keys. Rejects only when the browser's storage fails. */
export interface KeyProtection {
  setPassphrase(next: string): Promise<ProtectResult>;
  changePassphrase(current: string, next: string): Promise<ProtectResult>;
  removePassphrase(current: string): Promise<ProtectResult>;
  unlock(passphrase: string): Promise<UnlockResult>;
  lockNow(): Promise<void>;
  /** After how many minutes the keys lock automatically; null for when the browser ends. */
  readonly autoLock: FixableSetting<number | null>;
}

/** Returns a number of minutes, or never, as `unlock` takes it: in milliseconds. */
export function lockAfterMs(minutes: number | null): number | null {
  return minutes === null ? null : minutes * 60_000;
}
