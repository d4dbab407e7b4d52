// @vitest-environment node
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fixtureJwk } from '~/tests/unit/keys/fakes';
import {
  decodeInteger,
  encodeInteger,
  type RsaPrivateJwk,
  rsaPrivateJwkSchema,
} from '~/utils/keys/import/jwk';
import { signsFor, verifyKey } from '~/utils/keys/import/verify';

const jwk = await fixtureJwk();
const number = (member: Exclude<keyof RsaPrivateJwk, 'kty'>) => decodeInteger(jwk[member]) ?? 0n;
const [d, p, q] = [number('d'), number('p'), number('q')];
const refused = (code: string) => ({ ok: false, code, params: {} });

function encode(value: bigint): string {
  const hex = value.toString(16);
  const bytes = hex.padStart(hex.length + (hex.length % 2), '0').match(/../g) ?? [];
  return encodeInteger(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)));
}

function inverse(of: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [of % modulus, modulus, 1n, 0n];
  while (b !== 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return ((x % modulus) + modulus) % modulus;
}

/** The same primes with another public exponent; all the numbers belong together. */
function withExponent(e: bigint): RsaPrivateJwk {
  const own = inverse(e, (p - 1n) * (q - 1n));
  return {
    ...jwk,
    e: encode(e),
    d: encode(own),
    dp: encode(own % (p - 1n)),
    dq: encode(own % (q - 1n)),
  };
}

afterEach(() => vi.restoreAllMocks());

describe('a key is shown to work', () => {
  it('by its numbers and a signature', async () => {
    expect(await verifyKey(jwk)).toEqual({ ok: true, bits: 2048 });
    expect(await verifyKey(withExponent(257n))).toEqual({ ok: true, bits: 2048 });
  });

  it('also with a public exponent of three', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 });
    const small = rsaPrivateJwkSchema.parse(privateKey.export({ format: 'jwk' }));
    expect(await verifyKey(small)).toEqual({ ok: true, bits: 2048 });
  });

  it.each<[string, Partial<RsaPrivateJwk>]>([
    ['another p', { p: jwk.q }],
    ['another q', { q: jwk.p }],
    ['primes that are none', { p: encode(1n), q: jwk.n }],
    ['primes that are none, the other way', { p: jwk.n, q: encode(1n) }],
    [
      'a q that is none, and all else made for it',
      {
        p: jwk.n,
        q: encode(1n),
        d: encode(inverse(number('e'), number('n') - 1n)),
      },
    ],
    ['a public exponent of one', { e: encode(1n) }],
    [
      'exponents of one, which belong together',
      {
        e: encode(1n),
        d: encode(1n),
        dp: encode(1n),
        dq: encode(1n),
      },
    ],
    ['a public exponent of nothing', { e: encode(0n) }],
    ['another public exponent', { e: encode(257n) }],
    [
      'a private exponent that is right for p only',
      {
        d: encode(d + (p - 1n)),
        dq: encode((d + (p - 1n)) % (q - 1n)),
      },
    ],
    [
      'a private exponent that is right for q only',
      {
        d: encode(d + (q - 1n)),
        dp: encode((d + (q - 1n)) % (p - 1n)),
      },
    ],
    ['another exponent for p', { dp: encode(number('dp') + 1n) }],
    ['another exponent for q', { dq: encode(number('dq') + 1n) }],
    ['another coefficient', { qi: encode(number('qi') + 1n) }],
    ['a number that cannot be read', { d: 'A'.repeat(5) }],
  ])('and not with %s', async (_, change) => {
    expect(await verifyKey({ ...jwk, ...change })).toEqual(refused('inconsistent'));
  });

  it.each([
    [2047, { code: 'too-short', params: { bits: 2047, least: 2048 } }],
    [2048, { code: 'inconsistent', params: {} }],
    [8192, { code: 'inconsistent', params: {} }],
    [8193, { code: 'too-big', params: { bits: 8193, most: 8192 } }],
  ])('and of %d bits is told what that is', async (bits, refusal) => {
    const n = encode(1n << BigInt(bits - 1));
    expect(await verifyKey({ ...jwk, n })).toEqual({ ok: false, ...refusal });
  });

  it('and not where its modulus is no number', async () => {
    expect(await verifyKey({ ...jwk, n: 'A'.repeat(5) })).toEqual(refused('mangled'));
  });
});

describe('a key that the browsers do not sign with', () => {
  it('is one with a public exponent of more than 33 bits', async () => {
    expect(await verifyKey(withExponent((1n << 33n) + 17n))).toEqual(refused('refused-by-browser'));
  });

  it('is one that it does not import, or that signs wrongly', async () => {
    const importKey = vi.spyOn(crypto.subtle, 'importKey').mockRejectedValueOnce(new Error('no'));
    expect(await verifyKey(jwk)).toEqual(refused('refused-by-browser'));
    importKey.mockRestore();
    vi.spyOn(crypto.subtle, 'verify').mockResolvedValueOnce(false);
    expect(await verifyKey(jwk)).toEqual(refused('refused-by-browser'));
  });

  it('signs for nothing, whatever the public half is', async () => {
    const key = await crypto.subtle.importKey(
      'jwk',
      jwk,
      { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    expect(await signsFor(key, jwk)).toBe(true);
    expect(await signsFor(key, { ...jwk, n: 'AA' })).toBe(false);
    vi.spyOn(crypto.subtle, 'sign').mockRejectedValueOnce(new Error('no'));
    expect(await signsFor(key, jwk)).toBe(false);
  });
});

describe('the numbers of a key as text', () => {
  it.each([
    [0n, 'AA'],
    [1n, 'AQ'],
    [255n, '_w'],
    [65_537n, 'AQAB'],
  ])('%d is %s and back, without leading zeros', (value, written) => {
    expect(encode(value)).toBe(written);
    expect(encodeInteger(new Uint8Array([0, 0, ...Buffer.from(written, 'base64url')]))).toBe(
      written,
    );
    expect(decodeInteger(written)).toBe(value);
  });

  it('is nothing where there is none, and no number where the length is impossible', () => {
    expect(encodeInteger(new Uint8Array())).toBe('AA');
    expect(decodeInteger('')).toBe(0n);
    expect(decodeInteger('A'.repeat(5))).toBeNull();
  });

  it('are base64url of 4096 letters at most, and nothing else', () => {
    const takes = (n: string) => rsaPrivateJwkSchema.safeParse({ ...jwk, n }).success;
    expect(takes('A'.repeat(4096))).toBe(true);
    for (const n of ['', 'A'.repeat(4097), 'A=', '=A', 'A+', '+A', 'A A'])
      expect(takes(n)).toBe(false);
  });
});
