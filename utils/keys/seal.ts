import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import * as z from 'zod';
import { type RsaPrivateJwk, rsaPrivateJwkSchema } from '~/utils/keys/import/jwk';
import type { DeviceKey, DeviceKeys } from './device-key';

/** Rounds of PBKDF2 with HMAC-SHA-512 for new seals (OWASP Password Storage Cheat Sheet). */
export const PRESENT_ROUNDS = 220_000;
/** Fewer were never written by Gavel: a seal that asks for fewer is not trusted. */
export const LEAST_ROUNDS = 100_000;
/** More would keep the browser busy for seconds at each try. */
const MOST_ROUNDS = 2_000_000;

/** What a key is sealed with. */
export type SealWith =
  | { readonly mode: 'device'; readonly device: DeviceKey }
  | { readonly mode: 'passphrase'; readonly passphrase: string; readonly rounds?: number };

/** What a key is opened with: the device key that it names, or a passphrase. */
export type OpenWith =
  | { readonly mode: 'device'; readonly deviceKeys: Pick<DeviceKeys, 'read'> }
  | { readonly mode: 'passphrase'; readonly passphrase: string };

/** What a seal is for; one kind is not taken in place of the other. */
export type SealType = 'gavel-key-1' | 'gavel-unlocked-key-1';

/**
 * `swapped`: made for another key or another purpose. `weak`, `absurd`: rounds out of bounds.
 * `wrong-passphrase` is also the answer to damage in passphrase mode: the standard does not tell
 * the two apart.
 */
export type SealRefusalCode =
  | 'swapped'
  | 'wrong-passphrase'
  | 'damaged'
  | 'weak'
  | 'absurd'
  | 'device-key-lost';

export type Unsealed =
  | { readonly ok: true; readonly jwk: RsaPrivateJwk; readonly rounds: number | null }
  | { readonly ok: false; readonly code: SealRefusalCode };

const ALGORITHMS = { device: 'A256GCMKW', passphrase: 'PBES2-HS512+A256KW' } as const;

const headerSchema = z.object({
  alg: z.string(),
  enc: z.literal('A256GCM'),
  typ: z.string(),
  cty: z.literal('jwk+json'),
  kid: z.string(),
  p2c: z.int().optional(),
  /** Ours: the id of the device key. */
  dev: z.string().optional(),
});

/**
 * Seals a private key: a compact JWE with the JWK inside (RFC 7517, appendix C).
 *
 * @param kid `appId/keyId`; stands in the protected header, so that it cannot be changed
 */
export async function seal(
  jwk: RsaPrivateJwk,
  kid: string,
  how: SealWith,
  typ: SealType = 'gavel-key-1',
): Promise<string> {
  const content = new TextEncoder().encode(JSON.stringify(rsaPrivateJwkSchema.parse(jwk)));
  const header = { enc: 'A256GCM', cty: 'jwk+json', typ, kid } as const;
  const jwe = new CompactEncrypt(content);
  if (how.mode === 'device') {
    jwe.setProtectedHeader({ alg: ALGORITHMS.device, ...header, dev: how.device.id });
    return jwe.encrypt(how.device.key);
  }
  jwe.setProtectedHeader({ alg: ALGORITHMS.passphrase, ...header });
  jwe.setKeyManagementParameters({ p2c: how.rounds ?? PRESENT_ROUNDS });
  return jwe.encrypt(passphraseBytes(how.passphrase));
}

/**
 * Opens a seal that was made for `kid` and `typ`, whatever `sealed` is.
 *
 * @throws only where device keys cannot be read at all
 */
export async function unseal(
  sealed: string,
  kid: string,
  how: OpenWith,
  typ: SealType = 'gavel-key-1',
): Promise<Unsealed> {
  const header = readHeader(sealed);
  if (header === null || header.alg !== ALGORITHMS[how.mode]) return refuse('damaged');
  if (header.kid !== kid || header.typ !== typ) return refuse('swapped');
  if (how.mode === 'device') {
    const device = header.dev === undefined ? null : await how.deviceKeys.read(header.dev);
    if (device === null) return refuse('device-key-lost');
    return open(sealed, how.mode, device.key, null);
  }
  const { p2c: rounds } = header;
  if (rounds === undefined) return refuse('damaged');
  if (rounds < LEAST_ROUNDS) return refuse('weak');
  if (rounds > MOST_ROUNDS) return refuse('absurd');
  return open(sealed, how.mode, passphraseBytes(how.passphrase), rounds);
}

/** Returns the id of the device key that opens a seal; null for one that a passphrase opens. */
export function deviceKeyOf(sealed: string): string | null {
  return readHeader(sealed)?.dev ?? null;
}

function readHeader(sealed: string) {
  try {
    return headerSchema.safeParse(decodeProtectedHeader(sealed)).data ?? null;
  } catch {
    return null;
  }
}

async function open(
  sealed: string,
  mode: OpenWith['mode'],
  key: CryptoKey | Uint8Array,
  rounds: number | null,
): Promise<Unsealed> {
  try {
    const { plaintext } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: [ALGORITHMS[mode]],
      contentEncryptionAlgorithms: ['A256GCM'],
      maxPBES2Count: MOST_ROUNDS,
      maxDecompressedLength: 0,
    });
    const content: unknown = JSON.parse(new TextDecoder().decode(plaintext));
    const jwk = rsaPrivateJwkSchema.safeParse(content);
    return jwk.success ? { ok: true, jwk: jwk.data, rounds } : refuse('damaged');
  } catch {
    return refuse(mode === 'passphrase' ? 'wrong-passphrase' : 'damaged');
  }
}

function refuse(code: SealRefusalCode) {
  return { ok: false, code } as const;
}

/** NFC, because keyboards and systems compose letters like `é` differently (RFC 8265). */
function passphraseBytes(passphrase: string): Uint8Array {
  return new TextEncoder().encode(passphrase.normalize('NFC'));
}
