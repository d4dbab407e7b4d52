import type { KeyRules } from './deps';
import type { KeyRecord, StoredKeys } from './key-record';

/** Why an organisation keeps a key from signing. */
export type KeyBar = 'own-keys-forbidden' | 'passphrase-required';

/** Returns why a key may not be stored and may not sign; null where it may. */
export function barOf({ mode }: Pick<KeyRecord, 'mode'>, rules: KeyRules): KeyBar | null {
  if (rules.ownKeys === 'forbidden') return 'own-keys-forbidden';
  return rules.requirePassphrase && mode === 'device' ? 'passphrase-required' : null;
}

/**
 * The stored keys as they may be used: what may not sign is not there. So whoever asks for a key gets the
 * answer of a browser without one, and nothing that is asked for can be confirmed.
 */
export function usableKeys({ records, damaged }: StoredKeys, rules: KeyRules): StoredKeys {
  return {
    records: records
      .filter((record) => barOf(record, rules) === null)
      .map((record) => ({ ...record, base: rules.base ?? record.base })),
    damaged: rules.ownKeys === 'forbidden' ? [] : damaged,
  };
}
