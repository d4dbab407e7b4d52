// @vitest-environment node
import { beforeAll, describe, expect, it } from 'vitest';
import { fixtureText } from '~/tests/unit/keys/fixture';
import type { RsaPrivateJwk } from '~/utils/keys/import/jwk';
import { readKeyText } from '~/utils/keys/import/read-key';

let jwk: RsaPrivateJwk;
beforeAll(async () => {
  const read = await readKeyText(fixtureText('pkcs8.pem'));
  if (!read.ok) throw new Error('the fixture cannot be read');
  jwk = read.jwk;
});

const kid = `vpaas-magic-cookie-${'a'.repeat(32)}/fee1bc`;
const read = (value: unknown) => readKeyText(JSON.stringify(value));

describe('a key as JWK', () => {
  it('is read, and only what the key needs is kept', async () => {
    const full = { ...jwk, alg: 'RS512', use: 'sig', key_ops: ['sign'], ext: true, kid };
    expect(await read(full)).toMatchObject({
      ok: true,
      format: 'jwk',
      jwk,
      ids: { found: 'one', keyId: 'fee1bc' },
    });
    expect(Object.keys(((await read(full)) as { jwk: object }).jwk)).toHaveLength(9);
  });

  it('is found in a set beside public keys', async () => {
    const { kty, n, e } = jwk;
    expect(await read({ keys: [{ kty, n, e }, jwk] })).toMatchObject({ ok: true });
    expect(await read([jwk])).toMatchObject({ ok: true });
    expect(await readKeyText(`JWK='${JSON.stringify(jwk)}'`)).toMatchObject({ ok: true });
  });

  it('is refused by name', async () => {
    const { kty, n, e, d, p: _, ...rest } = jwk;
    const cases: [unknown, string][] = [
      [{ kty, n, e }, 'public-key'],
      [{ keys: [{ kty, n, e }] }, 'public-key'],
      [{ keys: [jwk, { ...jwk, kid }] }, 'several-keys'],
      [{ kty, n, e, d }, 'jwk-incomplete'],
      [{ kty, n, e, d, ...rest }, 'jwk-incomplete'],
      [{ ...jwk, oth: [] }, 'other-algorithm'],
      [{ ...jwk, n: 5 }, 'mangled'],
      [{ ...jwk, n: `${jwk.n}=` }, 'mangled'],
      [{ ...jwk, n: `${jwk.n}AAA` }, 'mangled'],
      [{ ...jwk, d: jwk.p }, 'inconsistent'],
      [{ ...jwk, dp: jwk.dq }, 'inconsistent'],
      [{ ...jwk, e: 'AQ' }, 'inconsistent'],
      [{ kty: 'EC', crv: 'P-256', x: 'a', y: 'b', d: 'c' }, 'ec-key'],
      [{ kty: 'OKP', crv: 'Ed25519', x: 'a', d: 'c' }, 'ed25519-key'],
      [{ kty: 'OKP', crv: 'X25519', x: 'a', d: 'c' }, 'other-algorithm'],
      [{ kty: 'oct', k: 'c2VjcmV0' }, 'other-algorithm'],
      [{ protected: 'e30', ciphertext: 'x', iv: 'y', tag: 'z' }, 'encrypted-jwk'],
      [{ name: 'package' }, 'not-a-key'],
      [{ kty: '<b>x</b>' }, 'other-algorithm'],
    ];
    for (const [value, code] of cases) {
      expect([await read(value), value]).toMatchObject([{ ok: false, code }, value]);
    }
    expect(await readKeyText('eyJh.eyJi.aaaa.bbbb.cccc')).toMatchObject({ code: 'encrypted-jwk' });
    expect(await readKeyText(JSON.stringify(jwk).slice(0, 900))).toMatchObject({ code: 'mangled' });
  });

  it('never repeats what the file says of itself, but for plain words', async () => {
    expect(await read({ kty: '<b>x</b>' })).toMatchObject({ params: { name: '?' } });
  });
});
