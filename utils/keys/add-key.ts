import type { AppId, KeyId } from '~/utils/jaas/ids';
import { publicHalf, type RsaPrivateJwk } from '~/utils/keys/import/jwk';
import type { KeyDeps } from './deps';
import { fingerprintOf } from './fingerprint';
import {
  factsOf,
  type KeyFacts,
  type KeyRecord,
  kidOf,
  LABEL_LIMIT,
  readKeyring,
  type StoredKeys,
  writeRecords,
} from './key-record';
import {
  openWithPassphrase,
  type PassphraseProblem,
  passphraseProblem,
  sealWith,
} from './passphrase';
import { barOf, type KeyBar } from './rules';
import { type SealWith, seal } from './seal';
import { readUnlocked, sealUnlocked, writeUnlocked } from './unlocked';

export interface NewKey {
  readonly appId: AppId;
  readonly keyId: KeyId;
  readonly label: string;
  /** As `readKeyText` gave it. */
  readonly jwk: RsaPrivateJwk;
  readonly bits: number;
  /**
   * Gavel's own passphrase: needed where the other keys have one; the first key is sealed by it, or
   * without one by a device key. Where the others have none, it is not looked at.
   */
  readonly passphrase?: string;
}

export type AddedKey =
  | { readonly ok: true; readonly key: KeyFacts }
  | {
      readonly ok: false;
      readonly code:
        | 'already-there'
        | 'needs-passphrase'
        | 'wrong-passphrase'
        /** A key that may have a passphrase cannot be read: nothing tells whether one given is it. */
        | 'protected-unreadable';
    }
  | { readonly ok: false; readonly code: 'wait'; readonly waitUntil: number }
  | { readonly ok: false; readonly code: PassphraseProblem }
  | { readonly ok: false; readonly code: KeyBar }
  /** IndexedDB does not work in this profile, so there is nothing to seal with. */
  | { readonly ok: false; readonly code: 'device-key-unavailable' };

/**
 * Seals a key as the others are sealed and stores it. Runs where the key was typed in: the private
 * key goes into no message. One key may be stored under several names, a name only once.
 */
export function addKey(deps: KeyDeps, fresh: NewKey): Promise<AddedKey> {
  return deps.exclusive(async () => {
    const bar = barOf({ mode: 'passphrase' }, await deps.rules());
    if (bar !== null) return { ok: false, code: bar };
    const { records, damaged } = await readKeyring(deps);
    const kid = kidOf(fresh);
    const named = [...records, ...damaged].some(
      (known) => known.appId === fresh.appId && known.keyId === fresh.keyId,
    );
    if (named) return { ok: false, code: 'already-there' };
    const how = await sealingFor(deps, { records, damaged }, fresh.passphrase);
    if ('ok' in how) return how;
    const record: KeyRecord = {
      v: 1,
      id: deps.newId(),
      appId: fresh.appId,
      keyId: fresh.keyId,
      label: fresh.label.trim().slice(0, LABEL_LIMIT),
      addedAt: deps.now(),
      bits: fresh.bits,
      fingerprint: await fingerprintOf(fresh.jwk),
      publicJwk: publicHalf(fresh.jwk),
      base: 'auto',
      mode: how.mode,
      sealed: await seal(fresh.jwk, kid, how),
    };
    await writeRecords(deps, [record]);
    // It is kept from here on. Where it cannot be unlocked with the others, it asks for the passphrase.
    if (how.mode === 'passphrase') {
      await joinUnlocked(deps, record, fresh.jwk).catch(() => undefined);
    }
    return { ok: true, key: factsOf(record) };
  });
}

/** All keys have the same passphrase, or none has one. */
async function sealingFor(
  deps: KeyDeps,
  { records, damaged }: StoredKeys,
  passphrase: string | undefined,
): Promise<SealWith | Extract<AddedKey, { ok: false }>> {
  const protectedKeys = records.filter((record) => record.mode === 'passphrase');
  if (protectedKeys.length === 0) {
    if (damaged.some(({ mode }) => mode !== 'device')) {
      return { ok: false, code: 'protected-unreadable' };
    }
    const first = records.length + damaged.length === 0;
    return sealingAlone(deps, first ? passphrase : undefined);
  }
  if (!passphrase) return { ok: false, code: 'needs-passphrase' };
  const opened = await openWithPassphrase(deps, protectedKeys, passphrase);
  if (opened.ok) return { mode: 'passphrase', passphrase };
  return opened.code === 'wait' ? opened : { ok: false, code: opened.code };
}

async function sealingAlone(
  { deviceKeys, rules }: KeyDeps,
  passphrase: string | undefined,
): Promise<SealWith | Extract<AddedKey, { ok: false }>> {
  const problem = passphrase
    ? passphraseProblem(passphrase)
    : barOf({ mode: 'device' }, await rules());
  if (problem !== null) return { ok: false, code: problem };
  const how = await sealWith(deviceKeys, passphrase || null);
  return how ?? { ok: false, code: 'device-key-unavailable' };
}

/** Where the others are unlocked at this time, the new one is too. */
async function joinUnlocked(deps: KeyDeps, record: KeyRecord, jwk: RsaPrivateJwk): Promise<void> {
  const unlocked = await readUnlocked(deps);
  if (unlocked === null) return;
  const keys = { ...unlocked.keys, [record.id]: await sealUnlocked(deps, record, jwk) };
  await writeUnlocked(deps, { ...unlocked, keys });
}
