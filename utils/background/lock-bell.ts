import { browser } from 'wxt/browser';
import type { KeyDeps } from '~/utils/keys/deps';
import { readUnlocked } from '~/utils/keys/unlocked';

const BELL = 'lock';

/**
 * Sets the alarm that wakes the worker when the keys' time is over, or clears it. The deadline that
 * counts is the stored one, looked at whenever a key is used; the bell only makes what is on the
 * screen say so in time.
 */
export async function setLockBell(keys: KeyDeps): Promise<void> {
  const unlocked = await readUnlocked(keys);
  if (unlocked?.until == null) await browser.alarms.clear(BELL);
  else browser.alarms.create(BELL, { when: unlocked.until });
}

/** Reading what is unlocked removes what has expired, and that is told by the storage. */
export async function ringLockBell(name: string, keys: KeyDeps): Promise<void> {
  if (name === BELL) await readUnlocked(keys);
}
