import { readFileSync } from 'node:fs';

const folder = new URL('../../fixtures/keys/', import.meta.url);

/** The passphrase of every encrypted fixture. */
export const FILE_PASSPHRASE = 'correct horse';

export function fixtureBytes(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(name, folder)));
}

export function fixtureText(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}
