import type { KeyDeps } from '~/utils/keys/deps';
import { publicPem } from '~/utils/keys/fingerprint';
import type { KeyFacts } from '~/utils/keys/key-record';
import {
  chooseKey,
  findKey,
  listKeys,
  removeKey,
  renameKey,
  setBase,
  setPreferred,
} from '~/utils/keys/keyring';
import { lockState } from '~/utils/keys/lock';
import { samePublicKey } from '~/utils/keys/same-public-key';
import { checkKey } from '~/utils/keys/signing-key';
import type { KeyCard, KeyRing, KeysPort } from './key-cards';

/** The keys of this browser profile. The page works on them itself: a key goes into no message. */
export function keyringPort(
  deps: KeyDeps,
  watch: KeysPort['watch'],
  test: KeysPort['test'],
): KeysPort {
  async function card(key: KeyFacts, all: readonly KeyFacts[], locked: boolean): Promise<KeyCard> {
    const chosen = await chooseKey(deps, key.appId);
    return {
      ...key,
      state: 'ready',
      publicPem: await publicPem(key.publicJwk),
      hasRival: all.some(({ id, appId }) => id !== key.id && appId === key.appId),
      preferred: chosen.ok && chosen.record.id === key.id,
      locked: locked && key.mode === 'passphrase',
    };
  }

  async function read(): Promise<KeyRing> {
    const [{ keys, damaged }, lock] = await Promise.all([listKeys(deps), lockState(deps)]);
    const cards = await Promise.all(keys.map((key) => card(key, keys, lock.state === 'locked')));
    return {
      entries: [...cards, ...damaged.map((key) => ({ ...key, state: 'damaged' as const }))],
      lock,
    };
  }

  return {
    read,
    watch,
    test,
    async check(id) {
      const record = await findKey(deps, id);
      return record && checkKey(record, deps);
    },
    compare: (key, pasted) => samePublicKey(pasted, key.publicJwk),
    rename: (id, label) => renameKey(deps, id, label),
    prefer: (id) => setPreferred(deps, id),
    setBase: (id, base) => setBase(deps, id, base),
    remove: (id) => removeKey(deps, id),
  };
}
