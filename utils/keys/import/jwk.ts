import { base64url } from 'jose';
import * as z from 'zod';
import type { RsaIntegers } from './asn1';
import { type KeyFileRefusal, refuse } from './refusal';

/** No number of a key is longer: 8192 bits and a generous rest, in base64url. */
const integer = z.string().regex(/^[A-Za-z0-9_-]{1,4096}$/);

/** An RSA private key as JWK (RFC 7518, 6.3) with the members that it needs and no other. */
export const rsaPrivateJwkSchema = z.object({
  kty: z.literal('RSA'),
  n: integer,
  e: integer,
  d: integer,
  p: integer,
  q: integer,
  dp: integer,
  dq: integer,
  qi: integer,
});
export type RsaPrivateJwk = z.infer<typeof rsaPrivateJwkSchema>;

/** The public half. */
export const rsaPublicJwkSchema = rsaPrivateJwkSchema.pick({ kty: true, n: true, e: true });
export type RsaPublicJwk = z.infer<typeof rsaPublicJwkSchema>;

export function publicHalf({ kty, n, e }: RsaPublicJwk): RsaPublicJwk {
  return { kty, n, e };
}

/** RFC 7518 wants the shortest form: no leading zero bytes. */
export function encodeInteger(bytes: Uint8Array): string {
  const first = bytes.findIndex((byte) => byte !== 0);
  return base64url.encode(first === -1 ? new Uint8Array(1) : bytes.subarray(first));
}

/** Throws on nothing that `rsaPrivateJwkSchema` lets through, but for an impossible length: null. */
export function decodeInteger(text: string): bigint | null {
  try {
    let hex = '';
    for (const byte of base64url.decode(text)) hex += byte.toString(16).padStart(2, '0');
    return BigInt(`0x${hex || '0'}`);
  } catch {
    return null;
  }
}

/** Returns the length of the modulus, in bits; 0 where it cannot be read. */
export function bitsOf({ n }: Pick<RsaPublicJwk, 'n'>): number {
  return decodeInteger(n)?.toString(2).length ?? 0;
}

export function toJwk(key: RsaIntegers): RsaPrivateJwk {
  return {
    kty: 'RSA',
    n: encodeInteger(key.n),
    e: encodeInteger(key.e),
    d: encodeInteger(key.d),
    p: encodeInteger(key.p),
    q: encodeInteger(key.q),
    dp: encodeInteger(key.dp),
    dq: encodeInteger(key.dq),
    qi: encodeInteger(key.qi),
  };
}

export type JsonKey =
  | { readonly ok: true; readonly jwk: RsaPrivateJwk; readonly kid: string | null }
  | KeyFileRefusal;

type JsonObject = Readonly<Record<string, unknown>>;

/** Members that every RSA private JWK of use here has; `n`, `e` and `d` make it one at all. */
const CRT = ['p', 'q', 'dp', 'dq', 'qi'];

/**
 * Reads a JWK, a JWK set or a list with one private key (RFC 7517), already parsed from JSON. Null
 * if `value` is nothing of the kind.
 */
export function readJson(value: unknown): JsonKey | null {
  const all = candidates(value);
  const first = all[0];
  if (first === undefined) return null;
  const own = all.filter((jwk) => 'd' in jwk || jwk.kty === 'oct');
  if (own.length > 1) return { ok: false, code: 'several-keys', params: { count: own.length } };
  return readJwk(own[0] ?? first);
}

function candidates(value: unknown): JsonObject[] {
  if (Array.isArray(value)) return value.filter(isObject).filter((item) => 'kty' in item);
  if (!isObject(value)) return [];
  if ('kty' in value || 'ciphertext' in value) return [value];
  return Array.isArray(value.keys) ? candidates(value.keys) : [];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readJwk(jwk: JsonObject): JsonKey {
  if ('ciphertext' in jwk) return refuse('encrypted-jwk');
  if (jwk.kty !== 'RSA') return wrongKind(jwk);
  if (!('d' in jwk)) return refuse('public-key');
  if ('oth' in jwk) return otherAlgorithm('multi-prime RSA');
  if (CRT.some((member) => !(member in jwk))) return refuse('jwk-incomplete');
  const parsed = rsaPrivateJwkSchema.safeParse(jwk);
  if (!parsed.success) return refuse('mangled');
  return { ok: true, jwk: parsed.data, kid: typeof jwk.kid === 'string' ? jwk.kid : null };
}

function wrongKind({ kty, crv }: JsonObject): KeyFileRefusal {
  if (kty === 'EC') return refuse('ec-key');
  if (kty === 'OKP' && crv === 'Ed25519') return refuse('ed25519-key');
  if (kty === 'OKP' && typeof crv === 'string') return otherAlgorithm(crv);
  if (kty === 'oct') return otherAlgorithm('HMAC or AES');
  // An object may have a `toString` of its own, which is no function.
  return otherAlgorithm(typeof kty === 'object' ? '?' : String(kty));
}

/** What the file calls it is cut to a word, so that it is safe to show. */
function otherAlgorithm(name: string): KeyFileRefusal {
  const shown = /^[A-Za-z0-9 +#.-]{1,32}$/.test(name) ? name : '?';
  return { ok: false, code: 'other-algorithm', params: { name: shown } };
}
