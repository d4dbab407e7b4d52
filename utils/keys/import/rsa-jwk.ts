import { base64url } from 'jose';
import * as z from 'zod';
import type { RsaIntegers } from './asn1';

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
