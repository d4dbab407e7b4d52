import type { KeyDeps } from '~/utils/keys/deps';
import { lockNow, type UnlockResult, unlock } from '~/utils/keys/lock';
import {
  changePassphrase,
  type ProtectResult,
  removePassphrase,
  setPassphrase,
} from './passphrase';
import { lockAfterMs, readAutoLock, writeAutoLock } from './unlocked';

/** Protection of the keys of this browser profile. A passphrase goes into no message. */
export function keyringProtection(deps: KeyDeps): ProtectionPort {
  const unlockFor = async (passphrase: string) =>
    unlock(deps, passphrase, lockAfterMs(await readAutoLock(deps.local)));
  return {
    async setPassphrase(next) {
      const result = await setPassphrase(deps, next);
      // Whoever has just typed it twice is not asked a third time, unless the storage makes them.
      if (result.ok) await unlockFor(next).catch(() => undefined);
      return result;
    },
    changePassphrase: (current, next) => changePassphrase(deps, current, next),
    removePassphrase: (current) => removePassphrase(deps, current),
    unlock: unlockFor,
    lockNow: () => lockNow(deps),
    readAutoLock: () => readAutoLock(deps.local),
    writeAutoLock: (minutes) => writeAutoLock(deps.local, minutes),
  };
}

/** Protecting, locking and unlocking all keys. Rejects only when the browser's storage fails. */
export interface ProtectionPort {
  setPassphrase(next: string): Promise<ProtectResult>;
  changePassphrase(current: string, next: string): Promise<ProtectResult>;
  removePassphrase(current: string): Promise<ProtectResult>;
  unlock(passphrase: string): Promise<UnlockResult>;
  lockNow(): Promise<void>;
  /** After how many minutes the keys lock by themselves; null for when the browser ends. */
  readAutoLock(): Promise<number | null>;
  writeAutoLock(minutes: number | null): Promise<void>;
}
