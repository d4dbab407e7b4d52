import { browser } from 'wxt/browser';
import { ownStore, type Store } from '~/utils/storage/store';
import { type DeviceKeys, deviceKeys } from './device-key';

/** What the keyring needs of the outside. */
export interface KeyDeps {
  readonly store: Store;
  /** What ends with the browser. */
  readonly session: Store;
  readonly deviceKeys: DeviceKeys;
  /** Milliseconds since 1970. */
  now(): number;
  newId(): string;
  /**
   * Runs one piece of work at a time over all pages and the background: a page that reads, changes
   * and writes a key would otherwise undo what another one wrote between. Not reentrant.
   */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
}

const LOCK = 'gavel-keys';

/** The keyring's dependencies in the background and in the extension's own pages. */
export function browserKeyDeps(): KeyDeps {
  return {
    store: ownStore(),
    session: browser.storage.session,
    deviceKeys: deviceKeys(),
    now: () => Date.now(),
    newId: () => crypto.randomUUID(),
    exclusive: async (work) => await navigator.locks.request(LOCK, work),
  };
}

interface WithAccessLevel {
  setAccessLevel?: (options: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>;
}

/** Content scripts may not read Gavel's storage, where the browser can keep them out of it. */
export async function keepStorageToOurselves(): Promise<void> {
  const { local, session } = browser.storage;
  for (const area of [local, session] as WithAccessLevel[]) {
    await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  }
}
