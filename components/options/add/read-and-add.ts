import { addKey } from '~/utils/keys/add-key';
import type { KeyDeps } from '~/utils/keys/deps';
import type { ReadKey } from '~/utils/keys/import/read-key';
import type { AddPort, KeySource } from './form';

/** Reads a key in this page and seals it into the keyring. The reader is loaded when needed. */
export function keyringAdd(deps: KeyDeps): AddPort {
  return {
    async inspect(source) {
      const read = await readSource(source, '');
      if (!read.ok) return { state: 'refused', refusal: read };
      return { state: 'good', kid: read.kidHint ?? null };
    },

    async add({ source, filePassphrase, passphrase, ...names }) {
      const read = await readSource(source, filePassphrase);
      if (!read.ok) return { state: 'refused', refusal: read };
      const added = await addKey(deps, {
        ...names,
        jwk: read.jwk,
        bits: read.bits,
        ...(passphrase && { passphrase }),
      });
      if (!added.ok) return { state: 'not-kept', problem: added };
      return { state: 'added', id: added.key.id, title: added.key.label || added.key.appId };
    },
  };
}

async function readSource(source: KeySource, passphrase: string): Promise<ReadKey> {
  const { readKeyBytes, readKeyText } = await import('~/utils/keys/import/read-key');
  const options = passphrase ? { passphrase } : {};
  return typeof source === 'string'
    ? readKeyText(source, options)
    : readKeyBytes(source.bytes, { ...options, fileName: source.name });
}
