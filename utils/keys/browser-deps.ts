import { browser } from 'wxt/browser';
import type { KeyDeps } from './deps';
import { deviceKeys } from './device-key';

const LOCK = 'gavel-keys';

/** The keyring's dependencies in the background and in the extension's own pages. */
export function browserKeyDeps(): KeyDeps {
  return {
    local: browser.storage.local,
    session: browser.storage.session,
    deviceKeys: deviceKeys(),
    now: () => Date.now(),
    newId: () => crypto.randomUUID(),
    exclusive: async (work) => await navigator.locks.request(LOCK, work),
  };
}
