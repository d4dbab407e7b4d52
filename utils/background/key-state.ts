import { browser } from 'wxt/browser';
import type { KeyReadiness } from '~/utils/actions/request';
import { type AppId, type KeyId, parseAppId } from '~/utils/jaas/ids';
import type { KeyDeps } from '~/utils/keys/deps';
import type { KeyRecord } from '~/utils/keys/key-record';
import { chooseKey, listKeys } from '~/utils/keys/keyring';
import { readUnlocked } from '~/utils/keys/unlocked';
import type { PopupState } from '~/utils/messages/protocol';
import type { KeyState } from '~/utils/messages/protocol-panel';

/** What can be said of an AppID's key without opening it. */
export interface KeyStates {
  /** @param toBeUsed is given the key itself, where it can sign now */
  readiness(
    appId: AppId,
    toBeUsed?: (record: KeyRecord) => void,
  ): Promise<{ state: KeyReadiness; keyId: KeyId | null }>;
  stateOf(appId: AppId): Promise<KeyState>;
  /** One entry per AppID, for manual actions. */
  summaries(): Promise<PopupState['keys']>;
}

export function keyStates(deps: KeyDeps): KeyStates {
  async function isOpen(record: Pick<KeyRecord, 'id' | 'mode'>): Promise<boolean> {
    if (record.mode === 'device') return true;
    return (await readUnlocked(deps))?.keys[record.id] !== undefined;
  }

  async function readiness(appId: AppId, toBeUsed?: (record: KeyRecord) => void) {
    const chosen = await chooseKey(deps, appId);
    if (!chosen.ok) {
      return {
        state: chosen.code === 'damaged' ? 'damaged' : 'none',
        keyId: null,
        label: null,
      } as const;
    }
    const { keyId, label } = chosen.record;
    const open = await isOpen(chosen.record);
    if (open) toBeUsed?.(chosen.record);
    return { state: open ? 'ready' : 'locked', keyId, label: label || null } as const;
  }

  return {
    readiness,
    stateOf: (appId) => readiness(appId),
    async summaries() {
      const { keys, damaged } = await listKeys(deps);
      const claimed = damaged
        .map(({ appId }) => parseAppId(appId))
        .filter((appId) => appId !== null);
      const appIds = [...new Set([...keys.map(({ appId }) => appId), ...claimed])];
      return Promise.all(
        appIds.map(async (appId) => {
          const { state, label } = await readiness(appId);
          return { appId, label: label ?? '', state };
        }),
      );
    },
  };
}

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
