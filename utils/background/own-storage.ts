import { browser } from 'wxt/browser';

/** The items of `utils/keys`: a sealed key, or what is unlocked. */
export function isAboutKeys(name: string): boolean {
  return name.startsWith('key:') || name === 'unlocked-keys';
}

/** Whether keys were unlocked among these changes of the storage. */
export function wasUnlocked(changes: Record<string, unknown>): boolean {
  const change = changes['unlocked-keys'];
  return typeof change === 'object' && change !== null && 'newValue' in change;
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
