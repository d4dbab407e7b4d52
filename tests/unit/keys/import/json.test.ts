// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { fixtureJwk } from '~/tests/unit/keys/fakes';
import { readKeyText } from '~/utils/keys/import/read-key';

const jwk = await fixtureJwk();
const { kty, n, e } = jwk;
const publicJwk = { kty, n, e };
const read = (value: unknown) => readKeyText(JSON.stringify(value));
const other = (name: string) => ({ ok: false, code: 'other-algorithm', params: { name } });
const bare = (code: string) => ({ ok: false, code, params: {} });

describe('a JWK that is no RSA key', () => {
  it.each<[object, object]>([
    [{ kty: 'oct', k: 'c2VjcmV0' }, other('HMAC or AES')],
    [{ kty: 'OKP', crv: 'X25519', x: 'a', d: 'b' }, other('X25519')],
    [{ kty: 'OKP', x: 'a' }, other('OKP')],
    [{ kty: 'AKP', alg: 'ML-DSA-44', crv: 'Ed25519' }, other('AKP')],
    [{ kty: 'AKP', crv: 'P-256' }, other('AKP')],
    [{ kty: 5 }, other('5')],
    [{ kty: null }, other('?')],
    [{ kty: { toString: 'no function' } }, other('?')],
    [{ kty: 'K'.repeat(32) }, other('K'.repeat(32))],
    [{ kty: 'K'.repeat(33) }, other('?')],
    [{ kty: '<b>K' }, other('?')],
    [{ kty: 'K</b>' }, other('?')],
    [{ kty: 'C++ #2.1-x' }, other('C++ #2.1-x')],
    [{ ...jwk, oth: [] }, other('multi-prime RSA')],
  ])('%j is refused by its name, where that is safe to show', async (value, refusal) => {
    expect(await read(value)).toEqual(refusal);
  });
});

describe('JSON with several keys', () => {
  it('is refused with how many private ones there are', async () => {
    const several = { ok: false, code: 'several-keys', params: { count: 2 } };
    expect(await read([publicJwk, jwk, jwk])).toEqual(several);
    expect(await read({ keys: [{ kty: 'oct' }, { kty: 'oct' }] })).toEqual(several);
  });

  it('is refused for the one that is secret, not for the public one before it', async () => {
    expect(await read([publicJwk, { kty: 'oct', k: 'x' }])).toEqual(other('HMAC or AES'));
  });

  it('is read past what is no key', async () => {
    expect(await read([null, 5, 'x', [], { name: 'package' }, jwk])).toMatchObject({ ok: true });
    expect(await read([{ name: 'package' }, publicJwk])).toEqual(bare('public-key'));
  });
});

describe('JSON that is no key', () => {
  it.each([
    ['that speaks of one', { wrapped: { kty: 'RSA' } }],
    ['with nothing in it', {}],
    ['with an empty set', { keys: [] }],
    ['with a set that is none', { keys: 'kty' }],
    ['that is a list of texts', ['kty']],
    ['that is an empty list', []],
  ])('%s is said to be none', async (_, value) => {
    expect(await read(value)).toEqual(bare('not-a-key'));
  });

  it('that is cut off is mangled only where it was to be a key', async () => {
    expect(await readKeyText('{"name": "pack')).toEqual(bare('not-a-key'));
    expect(await readKeyText('[{"kty": "RSA", ')).toEqual(bare('mangled'));
  });
});

describe('the name that a JWK gives itself', () => {
  const kid = `vpaas-magic-cookie-${'a'.repeat(32)}/fee1bc`;

  it('is pointed out also where slashes are escaped, as PHP writes them', async () => {
    const text = JSON.stringify({ ...jwk, kid }).replaceAll('/', '\\/');
    const [appId, keyId] = kid.split('/');
    expect(await readKeyText(text)).toMatchObject({
      ok: true,
      ids: { found: 'one', appId, keyId },
    });
  });

  it('is passed over where it is no key id of JaaS', async () => {
    expect(await read({ ...jwk, kid: 'my key' })).not.toHaveProperty('ids');
    expect(await read({ ...jwk, kid: 5 })).not.toHaveProperty('ids');
  });
});
