import type { KeyReadiness } from '~/utils/actions/desk-types';
import type { AppId } from '~/utils/jaas/app-id';
import { parseAppId } from '~/utils/jaas/app-id';
import type { KeyId } from '~/utils/jaas/key-id';
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
  /** One entry an AppID, for what is done by hand. */
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
