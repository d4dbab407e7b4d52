// @vitest-environment node
import { describe, expect, it } from 'vitest';
import {
  fixtureBytes,
  fixtureText,
  FILE_PASSPHRASE as passphrase,
} from '~/tests/unit/keys/fixture';
import { readKeyBytes } from '~/utils/keys/import/read-key';

const fingerprint = fixtureText('fingerprint.txt').trim();

describe('key files that work', () => {
  it.each([
    ['pkcs8.pem', 'pkcs8', 2048],
    ['pkcs1.pem', 'pkcs1', 2048],
    ['ssh-pem', 'pkcs1', 4096],
    ['pkcs8.der', 'der', 2048],
    ['pkcs1.der', 'der', 2048],
    ['text.pem', 'pkcs8', 2048],
    ['bundle.pem', 'pkcs8', 2048],
    ['encrypted.pem', 'encrypted-pkcs8', 2048],
    ['encrypted.der', 'encrypted-pkcs8', 2048],
    ['encrypted-aes128-sha1.pem', 'encrypted-pkcs8', 2048],
    ['encrypted-aes192-sha384.pem', 'encrypted-pkcs8', 2048],
    ['encrypted-aes256-sha512.pem', 'encrypted-pkcs8', 2048],
  ])('%s is read as %s of %i bits', async (name, format, bits) => {
    const read = await readKeyBytes(fixtureBytes(name), { passphrase });
    expect(read).toMatchObject({ ok: true, format, bits });
    if (!read.ok) return;
    expect(Object.keys(read.jwk).sort()).toEqual('d dp dq e kty n p q qi'.split(' '));
    if (name !== 'ssh-pem') expect(read.fingerprint).toBe(fingerprint);
  });
});

describe('key files that are refused by name', () => {
  const none = {};
  const convert = (command: string) => ({
    command: expect.objectContaining({ posix: expect.stringContaining(command) }),
  });
  it.each([
    ['public.pem', 'public-key', none],
    ['public.der', 'public-key', none],
    ['public-pkcs1.pem', 'public-key', none],
    ['openssh.pub', 'ssh-public-key', none],
    ['public-ssh2.pem', 'ssh-public-key', none],
    ['certificate.pem', 'certificate', none],
    ['certificate.der', 'certificate', none],
    ['request.pem', 'certificate-request', none],
    [
      'container.p12',
      'pkcs12',
      { legacy: false, ...convert('openssl pkcs12 -in container.p12 -nocerts') },
    ],
    ['openssh', 'openssh', convert('ssh-keygen -p -m PEM -N "" -f gavel-key.pem')],
    ['openssh-encrypted', 'openssh', convert('cp openssh-encrypted gavel-key.pem')],
    ['openssh-ed25519', 'ed25519-key', none],
    ['openssh-ecdsa', 'ec-key', none],
    ['ssh-pem-encrypted', 'pem-encrypted', convert('openssl pkcs8 -topk8 -v2 aes256')],
    ['encrypted.pem', 'needs-passphrase', none],
    ['encrypted.der', 'needs-passphrase', none],
    [
      'encrypted-3des.pem',
      'unsupported-encryption',
      { name: '3DES', ...convert('-in encrypted-3des.pem') },
    ],
    ['encrypted-scrypt.pem', 'unsupported-encryption', { name: 'scrypt', ...convert('openssl') }],
    [
      'encrypted-pbes1.pem',
      'unsupported-encryption',
      { name: 'PKCS#12 (SHA-1, 3DES)', ...convert('openssl') },
    ],
    [
      'encrypted-absurd.pem',
      'too-many-rounds',
      { rounds: 5_000_000, most: 1_000_000, ...convert('openssl') },
    ],
    ['ec.pem', 'ec-key', none],
    ['ec-sec1.pem', 'ec-key', none],
    ['ed25519.pem', 'ed25519-key', none],
    ['x25519.pem', 'other-algorithm', { name: 'X25519' }],
    ['rsa-pss.pem', 'other-algorithm', { name: 'RSASSA-PSS' }],
    ['dsa.pem', 'other-algorithm', { name: 'DSA' }],
    ['multi-prime.pem', 'other-algorithm', { name: 'multi-prime RSA' }],
    ['rsa1024.pem', 'too-short', { bits: 1024, least: 2048 }],
    ['rsa2047.pem', 'too-short', { bits: 2047, least: 2048 }],
  ])('%s: %s', async (name, code, params) => {
    const read = await readKeyBytes(fixtureBytes(name), { fileName: name });
    expect(read).toEqual({ ok: false, code, params });
  });

  it('a wrong passphrase is called that', async () => {
    for (const name of ['encrypted.pem', 'encrypted.der', 'encrypted-aes128-sha1.pem']) {
      const read = await readKeyBytes(fixtureBytes(name), { passphrase: 'correct horze' });
      expect(read).toEqual({ ok: false, code: 'wrong-passphrase', params: {} });
    }
  });

  it('an empty passphrase is none', async () => {
    const read = await readKeyBytes(fixtureBytes('encrypted.pem'), { passphrase: '' });
    expect(read).toMatchObject({ code: 'needs-passphrase' });
  });

  it('a command never writes over the file that it reads', async () => {
    const fileName = 'gavel-key.pem';
    const read = await readKeyBytes(fixtureBytes('openssh'), { fileName });
    expect(read).toMatchObject({
      params: {
        command: expect.objectContaining({
          posix: expect.stringContaining('cp gavel-key.pem gavel-key-2.pem'),
        }),
      },
    });
  });

  it.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['white space and a byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, 0x20, 0x0a]), 'empty'],
    [
      'a picture',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
      'other-file',
    ],
    ['zeros', new Uint8Array(500), 'not-a-key'],
    ['a file of 64 kB and a byte', new Uint8Array(65_537).fill(0x41), 'too-large'],
  ])('%s', async (_, bytes, code) => {
    expect(await readKeyBytes(bytes)).toMatchObject({ ok: false, code });
  });
});
