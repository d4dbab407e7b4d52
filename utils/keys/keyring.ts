import type { AppId } from '~/utils/jaas/ids';
import type { KeyDeps } from './deps';
import {
  type BaseChoice,
  type DamagedKey,
  factsOf,
  itemName,
  type KeyFacts,
  type KeyRecord,
  LABEL_LIMIT,
  readKeyring,
  writeRecords,
} from './key-record';
import { forgetUnlocked } from './unlocked';

// All of these reject only when the browser's storage fails.

export interface ListedKeys {
  /** Oldest first. */
  readonly keys: readonly KeyFacts[];
  readonly damaged: readonly DamagedKey[];
}

/** All keys, without what is sealed. */
export async function listKeys(deps: Pick<KeyDeps, 'local'>): Promise<ListedKeys> {
  const { records, damaged } = await readKeyring(deps);
  return { keys: records.map(factsOf), damaged };
}

export type ChosenKey =
  | { readonly ok: true; readonly record: KeyRecord }
  | { readonly ok: false; readonly code: 'no-key' | 'damaged' };

/**
 * The key to sign with for an AppID: the preferred one, or else the one added last. `damaged` where
 * there is only one that cannot be read.
 */
export async function chooseKey(deps: Pick<KeyDeps, 'local'>, appId: AppId): Promise<ChosenKey> {
  const { records, damaged } = await readKeyring(deps);
  const own = records.filter((record) => record.appId === appId);
  const record = own.findLast((each) => each.preferred === true) ?? own.at(-1);
  if (record !== undefined) return { ok: true, record };
  const broken = damaged.some((each) => each.appId === appId);
  return { ok: false, code: broken ? 'damaged' : 'no-key' };
}

/** One key by its id, with what is sealed; null if it is not there or cannot be read. */
export async function findKey(deps: Pick<KeyDeps, 'local'>, id: string): Promise<KeyRecord | null> {
  const { records } = await readKeyring(deps);
  return records.find((record) => record.id === id) ?? null;
}

/** Removes a key, a damaged one too, and what was unlocked of it. */
export function removeKey(deps: KeyDeps, id: string): Promise<void> {
  return deps.exclusive(async () => {
    // In this order nothing of it stays unlocked, wherever this ends.
    await forgetUnlocked(deps, id);
    await deps.local.remove(itemName(id));
  });
}

/** False if the key is gone. The label is trimmed and cut to `LABEL_LIMIT`. */
export function renameKey(deps: KeyDeps, id: string, label: string): Promise<boolean> {
  return change(deps, id, (record) => ({ ...record, label: label.trim().slice(0, LABEL_LIMIT) }));
}

/** False if the key is gone. What answered before no longer counts. */
export function setBase(deps: KeyDeps, id: string, base: BaseChoice): Promise<boolean> {
  return change(deps, id, ({ answeredBase: _, ...record }) => ({ ...record, base }));
}

/** Prefers this key over the others of its AppID. False if it is gone. */
export function setPreferred(deps: KeyDeps, id: string): Promise<boolean> {
  return deps.exclusive(async () => {
    const { records } = await readKeyring(deps);
    const chosen = records.find((record) => record.id === id);
    if (chosen === undefined) return false;
    const rivals = records.filter((record) => record.appId === chosen.appId);
    await writeRecords(
      deps,
      rivals.map((record) => ({ ...record, preferred: record.id === id })),
    );
    return true;
  });
}

export interface KeyUse {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly answeredBase?: 'classic' | 'current';
  readonly clockOffsetMs?: number;
}

/** Notes that a key signed something, and what was learned from the answer. False if it is gone. */
export function noteUse(deps: KeyDeps, id: string, use: KeyUse): Promise<boolean> {
  const { at: lastUsedAt, ...learned } = use;
  return change(deps, id, (record) => ({ ...record, ...learned, lastUsedAt }));
}

function change(
  deps: KeyDeps,
  id: string,
  edit: (record: KeyRecord) => KeyRecord,
): Promise<boolean> {
  return deps.exclusive(async () => {
    const record = await findKey(deps, id);
    if (record === null) return false;
    await writeRecords(deps, [edit(record)]);
    return true;
  });
}
