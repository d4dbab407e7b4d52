import type { UnlockResult } from '~/utils/keys/lock';
import type { ProtectResult } from '~/utils/keys/protect';

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
