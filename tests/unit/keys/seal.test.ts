// @vitest-environment node
import { base64url, CompactEncrypt } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DeviceKey } from '~/utils/keys/device-key';
import { PRESENT_ROUNDS, type SealType, seal, unseal } from '~/utils/keys/seal';
import { fakeDeps, fixtureJwk } from './fakes';
import { fewRounds } from './few-rounds';

const jwk = await fixtureJwk();
const kid = `vpaas-magic-cookie-${'a'.repeat(32)}/fee1bc`;
const { deviceKeys } = fakeDeps();
const device = await deviceKeys.make();
const passphrase = 'correct horse battery';
const byDevice = { mode: 'device', device, deviceKeys } as const;
const byPassphrase = { mode: 'passphrase', passphrase } as const;
const headerOf = (jwe: string) =>
  JSON.parse(new TextDecoder().decode(base64url.decode(jwe.split('.')[0] ?? '')));

afterEach(() => vi.restoreAllMocks());

/** How often a passphrase is stretched from now on, and by how many rounds. */
function watchStretching() {
  const { mock } = vi.spyOn(crypto.subtle, 'deriveBits');
  return () => mock.calls.map(([algorithm]) => (algorithm as Pbkdf2Params).iterations);
}

/** The same text with another protected header. */
function withHeader(jwe: string, change: object): string {
  const [, ...rest] = jwe.split('.');
  return [base64url.encode(JSON.stringify({ ...headerOf(jwe), ...change })), ...rest].join('.');
}

/** A letter changed in one of the five parts. */
function damaged(jwe: string, part: number): string {
  const parts = jwe.split('.');
  const text = parts[part] ?? '';
  const at = Math.floor(text.length / 2);
  parts[part] = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
  return parts.join('.');
}

describe('a key sealed by the device', () => {
  it('is opened again, and its name is in the protected header', async () => {
    const sealed = await seal(jwk, kid, byDevice);
    expect(await unseal(sealed, kid, byDevice)).toEqual({ ok: true, jwk, rounds: null });
    expect(headerOf(sealed)).toMatchObject({
      alg: 'A256GCMKW',
      enc: 'A256GCM',
      cty: 'jwk+json',
      typ: 'gavel-key-1',
      kid,
      dev: device.id,
    });
  });

  it('keeps only what a key needs', async () => {
    const sealed = await seal({ ...jwk, note: 'secret' } as typeof jwk, kid, byDevice);
    expect(await unseal(sealed, kid, byDevice)).toEqual({ ok: true, jwk, rounds: null });
  });

  it('is not taken under another name, nor for another purpose', async () => {
    const sealed = await seal(jwk, kid, byDevice);
    expect(await unseal(sealed, `${kid}x`, byDevice)).toEqual({ ok: false, code: 'swapped' });
    const other: SealType = 'gavel-unlocked-key-1';
    expect(await unseal(sealed, kid, byDevice, other)).toEqual({ ok: false, code: 'swapped' });
    const renamed = withHeader(sealed, { kid: `${kid}x` });
    expect(await unseal(renamed, `${kid}x`, byDevice)).toEqual({ ok: false, code: 'damaged' });
  });

  it('says that the device key is lost, and tells that from damage', async () => {
    const sealed = await seal(jwk, kid, byDevice);
    const lost = { ok: false, code: 'device-key-lost' };
    const having = (found: DeviceKey | null) =>
      ({ mode: 'device', deviceKeys: { read: async () => found } }) as const;
    expect(await unseal(sealed, kid, having(null))).toEqual(lost);
    expect(await unseal(withHeader(sealed, { dev: undefined }), kid, byDevice)).toEqual(lost);
    const another = await deviceKeys.make();
    expect(await unseal(withHeader(sealed, { dev: another.id }), kid, byDevice)).toEqual({
      ok: false,
      code: 'damaged',
    });
    const forged: DeviceKey = { ...another, id: device.id };
    expect(await unseal(sealed, kid, having(forged))).toMatchObject({ code: 'damaged' });
    for (const part of [1, 2, 3, 4]) {
      expect(await unseal(damaged(sealed, part), kid, byDevice)).toEqual({
        ok: false,
        code: 'damaged',
      });
    }
  });

  it.each([
    ['nothing', ''],
    ['words', 'hello'],
    ['dots', '....'],
    ['a token', 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln'],
  ])('%s in its place is damage', async (_, sealed) => {
    expect(await unseal(sealed, kid, byDevice)).toEqual({ ok: false, code: 'damaged' });
    expect(await unseal(sealed, kid, byPassphrase)).toEqual({ ok: false, code: 'damaged' });
  });

  it('something else inside is damage', async () => {
    const sealed = await new CompactEncrypt(new TextEncoder().encode('{"kty":"oct"}'))
      .setProtectedHeader({
        alg: 'A256GCMKW',
        enc: 'A256GCM',
        cty: 'jwk+json',
        typ: 'gavel-key-1',
        kid,
        dev: device.id,
      })
      .encrypt(device.key);
    expect(await unseal(sealed, kid, byDevice)).toEqual({ ok: false, code: 'damaged' });
  });
});

describe('a key sealed by a passphrase', () => {
  it('is opened again, and stretched as much as today is advised', async () => {
    const stretched = watchStretching();
    const sealed = await seal(jwk, kid, byPassphrase);
    expect(await unseal(sealed, kid, byPassphrase)).toEqual({
      ok: true,
      jwk,
      rounds: PRESENT_ROUNDS,
    });
    expect(stretched()).toEqual([220_000, 220_000]);
    expect(headerOf(sealed)).toMatchObject({ alg: 'PBES2-HS512+A256KW', p2c: 220_000, kid });
    expect(base64url.decode(headerOf(sealed).p2s)).toHaveLength(16);
  });
});

describe('a key sealed by a passphrase', () => {
  fewRounds();

  it('is not opened by another passphrase, nor by the device', async () => {
    const sealed = await seal(jwk, kid, byPassphrase);
    const wrong = { mode: 'passphrase', passphrase: 'correct horse batterz' } as const;
    expect(await unseal(sealed, kid, wrong)).toEqual({ ok: false, code: 'wrong-passphrase' });
    expect(await unseal(sealed, kid, byDevice)).toEqual({ ok: false, code: 'damaged' });
    expect(await unseal(sealed, `${kid}x`, byPassphrase)).toEqual({ ok: false, code: 'swapped' });
  });

  it('is opened however the keyboard composes an é', async () => {
    const sealed = await seal(jwk, kid, { mode: 'passphrase', passphrase: 'caf\u00e9 caf\u00e9' });
    const typed = { mode: 'passphrase', passphrase: 'cafe\u0301 cafe\u0301' } as const;
    expect(await unseal(sealed, kid, typed)).toMatchObject({ ok: true });
  });

  it('is refused with too few rounds, and with so many that the browser would hang', async () => {
    const weak = await seal(jwk, kid, { ...byPassphrase, rounds: 99_999 });
    expect(await unseal(weak, kid, byPassphrase)).toEqual({ ok: false, code: 'weak' });
    const least = await seal(jwk, kid, { ...byPassphrase, rounds: 100_000 });
    expect(await unseal(least, kid, byPassphrase)).toMatchObject({ ok: true, rounds: 100_000 });
    const stretched = watchStretching();
    for (const p2c of [2_000_001, Number.MAX_SAFE_INTEGER]) {
      const absurd = withHeader(least, { p2c });
      expect(await unseal(absurd, kid, byPassphrase)).toEqual({ ok: false, code: 'absurd' });
    }
    for (const p2c of [undefined, 0.5, '220000', null]) {
      const odd = withHeader(least, { p2c });
      expect(await unseal(odd, kid, byPassphrase)).toEqual({ ok: false, code: 'damaged' });
    }
    expect(stretched()).toEqual([]);
  });
});
