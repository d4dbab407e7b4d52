import type { KeyDeps } from './deps';
import { type KeyRecord, kidOf } from './key-record';
import { openSealed, type SigningKey, sealedNow } from './signing-key';

/** Signing keys that are opened once and kept in memory for as long as they may be used. */
export interface KeptKeys {
  /**
   * As `unlockSigningKey`. Whether the key is there and unlocked is read from the storage each time;
   * only what was opened from the very same seal is not opened again.
   */
  open(record: KeyRecord): Promise<SigningKey>;
  /** Something of the keys has changed (locked, removed, protected otherwise): none is kept. */
  forget(): void;
}

export function keptKeys(deps: Pick<KeyDeps, 'session' | 'deviceKeys' | 'now'>): KeptKeys {
  const kept = new Map<string, { readonly from: string; readonly key: Promise<SigningKey> }>();

  async function open(record: KeyRecord): Promise<SigningKey> {
    const sealed = await sealedNow(record, deps);
    if (sealed === null) {
      kept.delete(record.id);
      return { ok: false, code: 'locked' };
    }
    const from = JSON.stringify([sealed, kidOf(record), record.publicJwk]);
    const before = kept.get(record.id);
    if (before?.from === from) return before.key;
    const key = openSealed(record, sealed, deps);
    kept.set(record.id, { from, key });
    // What cannot be opened now may be opened later.
    if (!(await key).ok && kept.get(record.id)?.key === key) kept.delete(record.id);
    return key;
  }

  return { open, forget: () => kept.clear() };
}
