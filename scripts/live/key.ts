import { basename } from 'node:path';
import { readKeyBytes } from '~/utils/keys/import/read-key';
import type { KeyFileRefusal } from '~/utils/keys/import/refusal';
import { importSigningKey } from '~/utils/keys/import/verify';
import type { Terminal } from './terminal';

/** How often a passphrase may be mistyped. */
const PASSPHRASES = 3;

export interface OpenedKey {
  /** Signs only, and cannot be taken out again. */
  readonly key: CryptoKey;
  readonly bits: number;
  readonly fingerprint: string;
}

export type ReadFile = (path: string) => Promise<Uint8Array>;

/**
 * Opens a key file as the extension's options page does, in whatever format it is. The passphrase
 * of an encrypted one is asked for, where there is somebody to ask.
 *
 * @returns a sentence about what is wrong with the file in place of a key; it holds nothing secret
 */
export async function openKey(
  path: string,
  { readFile, terminal }: { readFile: ReadFile; terminal: Terminal },
): Promise<OpenedKey | string> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return `The key file cannot be read: ${path}`;
  const fileName = basename(path);
  let read = await readKeyBytes(bytes, { fileName });
  for (let n = 0; n < PASSPHRASES && wantsPassphrase(read) && terminal.isTerminal; n += 1) {
    const passphrase = await terminal.askSecret(`Passphrase of ${fileName}: `);
    if (passphrase === '') break;
    read = await readKeyBytes(bytes, { fileName, passphrase });
  }
  if (!read.ok) return sentenceOf(read);
  return {
    key: await importSigningKey(read.jwk),
    bits: read.bits,
    fingerprint: read.fingerprint,
  };
}

function wantsPassphrase(read: { ok: boolean; code?: string }): boolean {
  return !read.ok && (read.code === 'needs-passphrase' || read.code === 'wrong-passphrase');
}

function sentenceOf(refusal: KeyFileRefusal): string {
  const advice =
    'command' in refusal.params ? ` This makes one: ${refusal.params.command.posix}` : '';
  return `The key file is not a private RSA key that Gavel can use (${refusal.code}).${advice}`;
}
