import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addKey, type NewKey } from '~/utils/keys/add-key';
import { readKeyText } from '~/utils/keys/import/read-key';
import type { KeyFacts } from '~/utils/keys/key-record';
import { appId, type FakeDeps, keyId } from '../keys/fakes';

// By path, not by URL: in a DOM environment Vite takes `new URL(…)` for an asset of a page.
const folder = join(process.cwd(), 'tests/fixtures/keys');

export function fixtureBytes(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(folder, name)));
}

export function fixtureText(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

export async function fixtureKey() {
  const read = await readKeyText(fixtureText('pkcs8.pem'));
  if (!read.ok) throw new Error(read.code);
  return read;
}

/** Puts the fixture's key into a keyring; the clock goes on by a second. */
export async function addFixture(deps: FakeDeps, more: Partial<NewKey> = {}): Promise<KeyFacts> {
  deps.time += 1000;
  const { jwk, bits } = await fixtureKey();
  const name = { appId: appId('a'), keyId: keyId('k1'), label: 'Forum' };
  const added = await addKey(deps, { ...name, jwk, bits, ...more });
  if (!added.ok) throw new Error(added.code);
  return added.key;
}
