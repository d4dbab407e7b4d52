import { browser } from 'wxt/browser';
import type { BaseSetting } from '~/utils/jaas/operation';
import type { FixedSettings } from '~/utils/storage/settings';
import { ownStore, type Store } from '~/utils/storage/store';
import { type DeviceKeys, deviceKeys } from './device-key';

/** What an organisation has decided about the keys of its hosts. What is left out is for them to choose. */
export interface KeyRules extends Pick<FixedSettings, 'autoLockMinutes'> {
  /** Whether a host may have private keys in Gavel at all. */
  readonly ownKeys?: 'allowed' | 'forbidden';
  /** A key without a passphrase does not sign, and none is stored. */
  readonly requirePassphrase?: boolean;
  /** The address of JaaS for all keys, whatever is set at each. */
  readonly base?: BaseSetting;
}

/** What the keyring needs of the outside. */
export interface KeyDeps {
  readonly store: Store;
  /** What ends with the browser. */
  readonly session: Store;
  readonly deviceKeys: DeviceKeys;
  /** What the organisation has decided by now. */
  rules(): Promise<KeyRules>;
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
export function browserKeyDeps(rules: KeyDeps['rules']): KeyDeps {
  return {
    rules,
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

/**
 * Content scripts may not read Gavel's storage, nor the organisation's policy, where the browser can keep them
 * out of it.
 */
export async function keepStorageToOurselves(): Promise<void> {
  const { local, session, managed } = browser.storage;
  for (const area of [local, session, managed] as WithAccessLevel[]) {
    await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  }
}
