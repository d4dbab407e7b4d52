// @vitest-environment node
import { createPublicKey } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fixtureJwk } from '~/tests/unit/keys/fakes';
import { fixtureBytes, fixtureText } from '~/tests/unit/keys/fixture';
import { samePublicKey } from '~/utils/keys/fingerprint';
import { readPublicKey } from '~/utils/keys/import/public-key';
import { bits, integer, octets, oid, sequence } from './der-samples';

const jwk = await fixtureJwk();
const { kty, n, e } = jwk;
const found = { ok: true, jwk: { kty, n, e } };
const refused = (code: string) => ({ ok: false, code });
const base64Of = (bytes: readonly number[] | Uint8Array) => Buffer.from(bytes).toString('base64');

describe('a public key that is pasted', () => {
  it.each([
    [
      'as the base64 of PKCS#1',
      base64Of(createPublicKey(fixtureText('public.pem')).export({ type: 'pkcs1', format: 'der' })),
    ],
    ['as the base64 of a certificate', base64Of(fixtureBytes('certificate.der'))],
    ['as the base64 of SubjectPublicKeyInfo', base64Of(fixtureBytes('public.der'))],
    ['as JWK with more in it', JSON.stringify({ alg: 'RS256', kty, n, e })],
    ['as JWK with spaces around', `\n  ${JSON.stringify({ kty, n, e })} `],
  ])('%s is read', async (_, text) => {
    expect(await readPublicKey(text)).toEqual(found);
  });

  it('between other blocks is the first', async () => {
    const text = fixtureText('public.pem') + fixtureText('certificate.pem');
    expect(await readPublicKey(text)).toEqual(found);
  });

  it.each<[string, string, string]>([
    ['private-key', 'PKCS#8', base64Of(fixtureBytes('pkcs8.der'))],
    ['private-key', 'PKCS#1', base64Of(fixtureBytes('pkcs1.der'))],
    ['private-key', 'encrypted PKCS#8', base64Of(fixtureBytes('encrypted.der'))],
    [
      'private-key',
      'a private key after the public one',
      fixtureText('public.pem') + fixtureText('pkcs8.pem'),
    ],
    [
      'private-key',
      'a private key under a public label',
      fixtureText('pkcs8.pem').replaceAll('PRIVATE', 'PUBLIC'),
    ],
    [
      'not-a-public-key',
      'a request',
      base64Of(sequence(sequence(integer(0)), sequence(), bits(1))),
    ],
    [
      'not-a-public-key',
      'what is no certificate inside',
      base64Of(sequence(sequence(), sequence(), bits(1))),
    ],
    ['not-a-public-key', 'what is no key inside', base64Of(sequence(sequence(), bits(1)))],
    [
      'not-a-public-key',
      'a key that is not RSA inside',
      base64Of(sequence(sequence(oid('1.2.840.113549.1.1.1')), bits(1))),
    ],
    ['not-a-public-key', 'an EC key', base64Of(sequence(integer(1), octets([1])))],
    ['not-a-public-key', 'JSON that is cut off', '{"kty":"RSA","n":"'],
    ['not-a-public-key', 'JSON of something else', '{"name":"package"}'],
    ['not-a-public-key', 'a sentence', 'The key is in the other mail.'],
    [
      'not-a-public-key',
      'a certificate and more',
      base64Of([...fixtureBytes('certificate.der'), 0]),
    ],
    ['not-a-public-key', 'a line of ssh-keygen that is no base64', `ssh-rsa ${'A='.repeat(60)}`],
    ['empty', 'spaces', ' \n\t'],
    ['too-large', 'a long text', ' '.repeat(65_537)],
    ['empty', 'as much white space as is looked at', ' '.repeat(65_536)],
  ])('is %s: %s', async (code, _, text) => {
    expect(await readPublicKey(text)).toEqual(refused(code));
  });
});

describe('a line of ssh-keygen', () => {
  const part = (bytes: readonly number[] | Uint8Array) => [
    ...[24, 16, 8, 0].map((shift) => (bytes.length >>> shift) & 0xff),
    ...bytes,
  ];
  const type = part([...new TextEncoder().encode('ssh-rsa')]);
  const exponent = part([1, 0, 1]);
  const modulus = part([0, ...Buffer.from(n, 'base64url')]);
  const line = (...parts: number[][]) => `ssh-rsa ${base64Of(parts.flat())} host@example`;

  it('is read, also behind the options of authorized_keys', async () => {
    expect(await readPublicKey(line(type, exponent, modulus))).toEqual(found);
    const options = `restrict,command="x" ${line(type, exponent, modulus)}`;
    expect(await readPublicKey(options)).toEqual(found);
    expect(await readPublicKey(line(type, exponent, modulus, [9, 9, 9, 9, 9]))).toEqual(found);
  });

  it('that is cut off is no public key', async () => {
    const whole = [type, exponent, modulus].flat();
    for (const at of [100, 200, whole.length - 1]) {
      expect(await readPublicKey(line(whole.slice(0, at)))).toEqual(refused('not-a-public-key'));
    }
    const noModulus = line(type, part(new Array(200).fill(1)));
    expect(await readPublicKey(noModulus)).toEqual(refused('not-a-public-key'));
    expect(await readPublicKey(line(part(new Array(100).fill(1)), [0, 0, 0]))).toEqual(
      refused('not-a-public-key'),
    );
  });
});

afterEach(() => vi.restoreAllMocks());

describe('the comparison of public keys', () => {
  it('refuses numbers that the browser takes for no RSA key', async () => {
    const text = JSON.stringify({ kty, n, e });
    vi.spyOn(crypto.subtle, 'importKey').mockRejectedValueOnce(new Error('no'));
    expect(await samePublicKey(text, jwk)).toEqual(refused('not-a-public-key'));
  });

  it('tells another exponent from the same', async () => {
    const text = JSON.stringify({ kty, n, e: 'Aw' });
    expect(await samePublicKey(text, jwk)).toMatchObject({ ok: true, same: false });
  });
});
