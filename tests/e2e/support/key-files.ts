import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FIXTURES = new URL('../../fixtures/keys/', import.meta.url);

/** The passphrase of every encrypted fixture. */
export const FILE_PASSPHRASE = 'correct horse';

/** A file of `tests/fixtures/keys`, made by the real `openssl` or `ssh-keygen`. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(name, FIXTURES));
}

export function fixtureText(name: string): string {
  return fixture(name).toString('utf8');
}

/** SHA-256 of the public half in DER, as `openssl pkey -pubout -outform DER | openssl sha256` prints it. */
export function fingerprintOf(privatePem: string): string {
  const der = createPublicKey(privatePem).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex');
}

/** The private key of a PEM file as JWK, in JSON. */
export function jwkOf(privatePem: string): string {
  return JSON.stringify(createPrivateKey(privatePem).export({ format: 'jwk' }), null, 2);
}

/** A folder of key files under the names that people give them. */
export class KeyFolder {
  readonly #path = mkdtempSync(join(tmpdir(), 'gavel-keys-'));

  /** Writes a file; returns its path. */
  add(name: string, content: string | Uint8Array): string {
    const path = join(this.#path, name);
    writeFileSync(path, content);
    return path;
  }

  remove(): void {
    rmSync(this.#path, { recursive: true, force: true });
  }
}
