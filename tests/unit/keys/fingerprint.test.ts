// @vitest-environment node
import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fingerprintOf, publicPem, samePublicKey } from '~/utils/keys/fingerprint';
import { fixtureJwk } from './fakes';
import { fixtureText } from './fixture';

const jwk = await fixtureJwk();
const other = await fixtureJwk('ssh-pem');
const ecPublic = createPublicKey(fixtureText('ec.pem')).export({
  type: 'spki',
  format: 'pem',
}) as string;
const fingerprint = fixtureText('fingerprint.txt').trim();

describe('the public half of a key', () => {
  it('has the fingerprint that openssl prints', async () => {
    expect(await fingerprintOf(jwk)).toBe(fingerprint);
  });

  it('is written as openssl writes it', async () => {
    expect(await publicPem(jwk)).toBe(fixtureText('public.pem'));
  });

  it.each([
    ['PEM', fixtureText('public.pem')],
    ['PEM without its lines', fixtureText('public.pem').split('\n').slice(1, -2).join('\n')],
    ['PEM with CRLF and quotes', `"${fixtureText('public.pem').replaceAll('\n', '\\r\\n')}"`],
    ['PKCS#1', fixtureText('public-pkcs1.pem')],
    ['a certificate', fixtureText('certificate.pem')],
    ['JWK', JSON.stringify({ kty: 'RSA', n: jwk.n, e: jwk.e, kid: 'x' })],
  ])('is known again as %s, and told from another', async (_, pasted) => {
    expect(await samePublicKey(pasted, jwk)).toEqual({ ok: true, same: true, fingerprint });
    expect(await samePublicKey(pasted, other)).toEqual({ ok: true, same: false, fingerprint });
  });

  it('is known again as a line of ssh-keygen', async () => {
    const openssh = await samePublicKey(fixtureText('openssh.pub'), jwk);
    expect(openssh).toMatchObject({ ok: true, same: false });
    const number = (base64url: string) => {
      const bytes = Buffer.from(base64url, 'base64url');
      return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
    };
    const parts = [Buffer.from('ssh-rsa'), number(jwk.e), number(jwk.n)].flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    });
    const line = `ssh-rsa ${Buffer.concat(parts).toString('base64')} host@example`;
    expect(await samePublicKey(line, jwk)).toMatchObject({ ok: true, same: true });
  });

  it.each([
    ['nothing', '', 'empty'],
    ['a private key', fixtureText('pkcs8.pem'), 'private-key'],
    ['the body of one', fixtureText('pkcs8.pem').split('\n').slice(1, -2).join(''), 'private-key'],
    ['a private JWK', JSON.stringify(jwk), 'private-key'],
    ['an EC key', ecPublic, 'not-rsa'],
    ['a word', 'hello', 'not-a-public-key'],
    ['a broken JWK', '{"kty":"RSA","n":"*","e":"AQAB"}', 'not-a-public-key'],
    ['a long text', 'x'.repeat(70_000), 'too-large'],
  ])('is not taken from %s', async (_, pasted, code) => {
    expect(await samePublicKey(pasted, jwk)).toEqual({ ok: false, code });
  });
});
