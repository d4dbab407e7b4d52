import { fingerprintOf } from '~/utils/keys/fingerprint';
import { commands } from './commands';
import { type Found, findKey, type KeyFormat, newSearch, type Search } from './find-key';
import type { FoundIds } from './found-ids';
import type { RsaPrivateJwk } from './jwk';
import { otherFile } from './other-files';
import { readDer } from './read-der';
import { type KeyFileRefusal, MAX_FILE_BYTES } from './refusal';
import { decodeText } from './text';
import { verifyKey } from './verify';

/** A key that was read, and shown to sign; or why not. `jwk` is secret: seal it and let it go. */
export type ReadKey = (
  | {
      readonly ok: true;
      readonly jwk: RsaPrivateJwk;
      /** Length of the modulus. */
      readonly bits: number;
      readonly format: KeyFormat;
      /** See `fingerprintOf`. */
      readonly fingerprint: string;
    }
  | KeyFileRefusal
) & {
  /** The ids that stand in the file, also where its key cannot be read; not there where none do. */
  readonly ids?: FoundIds;
};

export interface ReadOptions {
  /** The passphrase of an encrypted file. Asked for with `needs-passphrase`. */
  readonly passphrase?: string;
  /** Put into the commands that refusals advise, where it is safe in a shell. */
  readonly fileName?: string;
}

/**
 * Reads a private RSA key from the bytes of a file: PEM or JWK in UTF-8 or UTF-16, also inside of other text, or
 * DER. Whatever the bytes, it answers within seconds and never throws.
 */
export async function readKeyBytes(bytes: Uint8Array, options: ReadOptions = {}): Promise<ReadKey> {
  const other = otherFile(bytes, commands(options.fileName));
  if (other !== null) return other;
  if (bytes.length > MAX_FILE_BYTES) return tooLarge(bytes.length);
  const text = decodeText(bytes);
  if (text !== null) return readKeyText(text, options);
  const found = await readDer(new Uint8Array(bytes), searchOf(options).opening);
  return verify(
    found.ok && found.format !== 'encrypted-pkcs8' ? { ...found, format: 'der' } : found,
  );
}

/** Like `readKeyBytes`, for text that was pasted. */
export async function readKeyText(text: string, options: ReadOptions = {}): Promise<ReadKey> {
  if (text.length > MAX_FILE_BYTES) return tooLarge(text.length);
  const search = searchOf(options);
  const read = await verify(await findKey(text, search));
  const ids = search.ids.ids();
  return ids === undefined ? read : { ...read, ids };
}

function searchOf({ passphrase, fileName }: ReadOptions): Search {
  return newSearch(passphrase, fileName);
}

function tooLarge(bytes: number): KeyFileRefusal {
  return { ok: false, code: 'too-large', params: { bytes, most: MAX_FILE_BYTES } };
}

async function verify(found: Found): Promise<ReadKey> {
  if (!found.ok) return found;
  const verified = await verifyKey(found.jwk);
  if (!verified.ok) return verified;
  const { jwk, format } = found;
  return { ok: true, jwk, bits: verified.bits, format, fingerprint: await fingerprintOf(jwk) };
}
