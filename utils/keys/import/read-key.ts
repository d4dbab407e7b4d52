import { fingerprintOf } from '~/utils/keys/fingerprint';
import type { RsaPrivateJwk } from './jwk';
import { readJson } from './jwk';
import { hasEndLine, pemBlocks, readPem } from './pem';
import { readDer } from './read-der';
import { type Commands, commands, type KeyFileRefusal, MAX_FILE_BYTES, refuse } from './refusal';
import { cleanText, decodeBase64, decodeText, unwrapValue } from './text';
import { verifyKey } from './verify';

type KeyFormat = 'pkcs8' | 'pkcs1' | 'jwk' | 'der' | 'encrypted-pkcs8';

/** A key that was read, and shown to sign; or why not. `jwk` is secret: seal it and let it go. */
export type ReadKey =
  | {
      readonly ok: true;
      readonly jwk: RsaPrivateJwk;
      /** Length of the modulus. */
      readonly bits: number;
      readonly format: KeyFormat;
      /** See `fingerprintOf`. */
      readonly fingerprint: string;
      /** An `appId/keyId` that stands in the file, to fill the form with; not checked. */
      readonly kidHint?: string;
    }
  | KeyFileRefusal;

export interface ReadOptions {
  /** The passphrase of an encrypted file. Asked for with `needs-passphrase`. */
  readonly passphrase?: string;
  /** Put into the commands that refusals advise, where it is safe in a shell. */
  readonly fileName?: string;
}

type Found =
  | {
      readonly ok: true;
      readonly jwk: RsaPrivateJwk;
      readonly format: KeyFormat;
      readonly kid?: string | null;
    }
  | KeyFileRefusal;

interface Context {
  readonly passphrase: string | undefined;
  readonly known: Commands;
}

const KID = /vpaas-magic-cookie-[0-9a-z]{1,64}\/[A-Za-z0-9_-]{1,64}/;
const SSH_PUBLIC = /^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-[a-z0-9-]{1,40}) AAAA/m;

/**
 * Reads a private RSA key from the bytes of a file: PEM or JWK in UTF-8 or UTF-16, or DER. Whatever
 * the bytes, it answers within a second and never throws.
 */
export async function readKeyBytes(bytes: Uint8Array, options: ReadOptions = {}): Promise<ReadKey> {
  if (bytes.length > MAX_FILE_BYTES) return tooLarge(bytes.length);
  const text = decodeText(bytes);
  if (text !== null) return readKeyText(text, options);
  const found = await readDer(new Uint8Array(bytes), options.passphrase, contextOf(options).known);
  return verify(
    found.ok && found.format !== 'encrypted-pkcs8' ? { ...found, format: 'der' } : found,
  );
}

/** Like `readKeyBytes`, for text that was pasted. */
export async function readKeyText(text: string, options: ReadOptions = {}): Promise<ReadKey> {
  if (text.length > MAX_FILE_BYTES) return tooLarge(text.length);
  return verify(await findInText(text, contextOf(options), 2), KID.exec(text)?.[0]);
}

function contextOf({ passphrase, fileName }: ReadOptions): Context {
  return { passphrase, known: commands(fileName) };
}

function tooLarge(bytes: number): KeyFileRefusal {
  return { ok: false, code: 'too-large', params: { bytes, most: MAX_FILE_BYTES } };
}

/** @param depth how many layers of wrapping (base64 of a PEM file, JSON in a string) to look into */
async function findInText(raw: string, context: Context, depth: number): Promise<Found> {
  const text = cleanText(raw);
  if (text === '') return refuse('empty');
  const blocks = pemBlocks(text);
  if (blocks.length > 0) return readPem(blocks, context.passphrase, context.known);
  if (hasEndLine(text)) return refuse('truncated');
  if (text.startsWith('PuTTY-User-Key-File')) {
    return { ok: false, code: 'putty', params: { command: context.known.putty } };
  }
  if (SSH_PUBLIC.test(text)) return refuse('ssh-public-key');
  const value = unwrapValue(text);
  return (
    findInJson(text) ??
    findInJson(value) ??
    refuseToken(value) ??
    (await findInBase64(value, context, depth)) ??
    refuse('not-a-key')
  );
}

function findInJson(text: string): Found | null {
  if (!text.startsWith('{') && !text.startsWith('[')) return null;
  try {
    const key = readJson(JSON.parse(text));
    return key?.ok ? { ...key, format: 'jwk' } : key;
  } catch {
    // Not whole, but plainly meant to be a JWK.
    return /"kty"/.test(text) ? refuse('mangled') : null;
  }
}

/** Three dotted parts are a signed token, five an encrypted one (JWS and JWE, compact). */
function refuseToken(text: string): KeyFileRefusal | null {
  if (!/^eyJ[A-Za-z0-9_.-]+$/.test(text)) return null;
  const parts = text.split('.').length;
  if (parts === 3) return refuse('token');
  return parts === 5 ? refuse('encrypted-jwk') : null;
}

/** A body without its BEGIN and END lines, or a whole file in base64 as secret stores keep it. */
async function findInBase64(text: string, context: Context, depth: number): Promise<Found | null> {
  const bytes = text.length < 64 || depth === 0 ? null : decodeBase64(text);
  if (bytes === null) return null;
  if (bytes[0] === 0x30) return readDer(bytes, context.passphrase, context.known);
  const inner = decodeText(bytes);
  return inner === null ? null : findInText(inner, context, depth - 1);
}

async function verify(found: Found, hint?: string): Promise<ReadKey> {
  if (!found.ok) return found;
  const verified = await verifyKey(found.jwk);
  if (!verified.ok) return verified;
  const { jwk, format } = found;
  const kid = hint ?? KID.exec(found.kid ?? '')?.[0];
  const fingerprint = await fingerprintOf(jwk);
  return { ok: true, jwk, bits: verified.bits, format, fingerprint, ...(kid && { kidHint: kid }) };
}
