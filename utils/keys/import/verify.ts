import { bitsOf, decodeInteger, publicHalf, type RsaPrivateJwk, type RsaPublicJwk } from './jwk';
import { type KeyFileRefusal, MAX_BITS, MIN_BITS, refuse } from './refusal';

const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
/** BoringSSL and NSS take no longer public exponent; every real one has 17 bits. */
const MAX_EXPONENT = 1n << 33n;

/** The private key for signing only: it cannot be taken out of the `CryptoKey` again. */
export function importSigningKey(jwk: RsaPrivateJwk): Promise<CryptoKey> {
  return crypto.subtle.importKey('jwk', jwk, RS256, false, ['sign']);
}

export function importPublicKey(jwk: RsaPublicJwk): Promise<CryptoKey> {
  return crypto.subtle.importKey('jwk', publicHalf(jwk), RS256, true, ['verify']);
}

/** Signs 32 random bytes and verifies the signature. False where either fails. */
export async function signsFor(key: CryptoKey, jwk: RsaPublicJwk): Promise<boolean> {
  try {
    const data = crypto.getRandomValues(new Uint8Array(32));
    const signature = await crypto.subtle.sign(RS256, key, data);
    return await crypto.subtle.verify(RS256, await importPublicKey(jwk), signature, data);
  } catch {
    return false;
  }
}

/** Shows that `jwk` is a usable RS256 key: its size, its arithmetic, and a signature made with it. */
export async function verifyKey(
  jwk: RsaPrivateJwk,
): Promise<{ readonly ok: true; readonly bits: number } | KeyFileRefusal> {
  const bits = bitsOf(jwk);
  if (bits === 0) return refuse('mangled');
  if (bits < MIN_BITS) return { ok: false, code: 'too-short', params: { bits, least: MIN_BITS } };
  if (bits > MAX_BITS) return { ok: false, code: 'too-big', params: { bits, most: MAX_BITS } };
  if (!belongTogether(jwk)) return refuse('inconsistent');
  if ((decodeInteger(jwk.e) ?? 0n) > MAX_EXPONENT) return refuse('refused-by-browser');
  try {
    const key = await importSigningKey(jwk);
    return (await signsFor(key, jwk)) ? { ok: true, bits } : refuse('refused-by-browser');
  } catch {
    return refuse('refused-by-browser');
  }
}

/**
 * Whether the numbers satisfy the equations of RFC 8017, 3.2. Browsers differ in what they check when they
 * import a key; some sign with one that is half wrong.
 */
export function belongTogether(jwk: RsaPrivateJwk): boolean {
  const [n, e, d, p, q, dp, dq, qi] = [
    jwk.n,
    jwk.e,
    jwk.d,
    jwk.p,
    jwk.q,
    jwk.dp,
    jwk.dq,
    jwk.qi,
  ].map((member) => decodeInteger(member) ?? 0n) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  if (p < 3n || q < 3n || e < 3n || p * q !== n) return false;
  return (
    (e * d) % (p - 1n) === 1n &&
    (e * d) % (q - 1n) === 1n &&
    dp === d % (p - 1n) &&
    dq === d % (q - 1n) &&
    (qi * q) % p === 1n
  );
}
