// @vitest-environment node
import { verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { signingKey, throwAwayKey } from '~/examples/token-service/signer';

const fixture = (name: string) => readFileSync(`tests/fixtures/keys/${name}`, 'utf8');

describe('the key of a token service', () => {
  it.each(['pkcs8.pem', 'pkcs1.pem', 'ssh-pem', 'text.pem'])('is read from %s', async (name) => {
    const { sign, publicKeyPem } = signingKey(fixture(name));
    const input = Buffer.from('header.claims');
    expect(verify('sha256', input, publicKeyPem, await sign(input))).toBe(true);
    expect(publicKeyPem).toContain('BEGIN PUBLIC KEY');
  });

  it('is made anew for a try, differently each time', async () => {
    const [one, other] = await Promise.all([throwAwayKey(), throwAwayKey()]);
    expect(one.publicKeyPem).not.toBe(other.publicKeyPem);
  });

  it.each([
    ['encrypted.pem', /is encrypted.*openssl pkey/],
    ['ssh-pem-encrypted', /is encrypted/],
    ['openssh', /OpenSSH.*ssh-keygen/],
    ['public.pem', /public half/],
    ['public-pkcs1.pem', /public half/],
    ['certificate.pem', /public half/],
    ['ec.pem', /needs an RSA key.*ec/],
    ['ed25519.pem', /needs an RSA key.*ed25519/],
    ['rsa-pss.pem', /needs an RSA key.*rsa-pss/],
    ['rsa1024.pem', /1024 bits.*2048/],
    ['request.pem', /public half/],
    ['fingerprint.txt', /no private key/],
  ])('is refused at the start, with what to do: %s', (name, message) => {
    const pem = fixture(name);
    expect(() => signingKey(pem)).toThrow(message);
    try {
      signingKey(pem);
    } catch (error) {
      const text = String(error instanceof Error && (error.stack ?? error));
      for (const line of pem.split('\n').filter((one) => one.length > 40)) {
        expect(text).not.toContain(line);
      }
    }
  });

  it('is missing where there is nothing', () => {
    expect(() => signingKey('')).toThrow(/no private key/);
  });
});
