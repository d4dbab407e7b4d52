import { lockAfterMs, readAutoLock, writeAutoLock } from '~/utils/keys/auto-lock';
import type { KeyDeps } from '~/utils/keys/deps';
import { lockNow, unlock } from '~/utils/keys/lock';
import { changePassphrase, removePassphrase, setPassphrase } from '~/utils/keys/protect';
import type { ProtectionPort } from './protection-port';

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
