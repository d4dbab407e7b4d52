// @vitest-environment node
import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fixtureBytes } from '~/tests/unit/keys/fixture';
import { readKeyBytes } from '~/utils/keys/import/read-key';
import { integer, item, octets, oid, sequence } from './der-samples';

const PBES2 = oid('1.2.840.113549.1.5.13');
const PBKDF2 = oid('1.2.840.113549.1.5.12');
const SCRYPT = oid('1.3.6.1.4.1.11591.4.11');
const AES256 = oid('2.16.840.1.101.3.4.1.42');
const SALT = new Uint8Array(8).fill(1);
const IV = new Uint8Array(16).fill(2);
const passphrase = 'correct horse';

interface Shape {
  rounds?: number[];
  prf?: number[];
  kdf?: number[];
  cipher?: number[];
  data?: Uint8Array;
}

const sha256 = sequence(oid('1.2.840.113549.2.9'), [5, 0]);
const kdfOf = (rounds = integer(1), prf = sha256, kind = PBKDF2) =>
  sequence(kind, sequence(octets(SALT), rounds, prf));

/** What `openssl pkcs8 -topk8 -v2 aes256 -iter 1` writes, with parts replaced. */
function fileOf({ rounds, prf, kdf, cipher, data }: Shape): Uint8Array {
  const scheme = sequence(kdf ?? kdfOf(rounds, prf), cipher ?? sequence(AES256, octets(IV)));
  return new Uint8Array(sequence(sequence(PBES2, scheme), octets(data ?? sealed())));
}

function sealed(content = fixtureBytes('pkcs8.der'), rounds = 1, hash = 'sha256'): Uint8Array {
  const key = pbkdf2Sync(passphrase, SALT, rounds, 32, hash);
  const cipher = createCipheriv('aes-256-cbc', key, IV);
  return Buffer.concat([cipher.update(content), cipher.final()]);
}

const read = (shape: Shape) => readKeyBytes(fileOf(shape), { passphrase });
const mangled = { ok: false, code: 'mangled', params: {} };

afterEach(() => vi.restoreAllMocks());

describe('an encrypted key file', () => {
  it('is read however few its rounds are', async () => {
    expect(await read({})).toMatchObject({ ok: true, format: 'encrypted-pkcs8', bits: 2048 });
    const twice = sealed(fixtureBytes('pkcs8.der'), 2);
    expect(await read({ rounds: integer(2), data: twice })).toMatchObject({ ok: true });
  });

  it.each([
    ['sha1', 7],
    ['sha256', 9],
    ['sha384', 10],
    ['sha512', 11],
  ])('is read where it names %s, also the one that is understood without', async (hash, last) => {
    const prf = sequence(oid(`1.2.840.113549.2.${last}`), [5, 0]);
    const data = sealed(fixtureBytes('pkcs8.der'), 1, hash);
    expect(await read({ prf, data })).toMatchObject({ ok: true });
  });

  it('with a million rounds is worked through, and with one more is not', async () => {
    const asked = (rounds: number[]) => readKeyBytes(fileOf({ rounds }));
    const million = [0x0f, 0x42, 0x40] as const;
    expect(await asked(integer(...million))).toMatchObject({ code: 'needs-passphrase' });
    expect(await asked(integer(0x0f, 0x42, 0x41))).toMatchObject({
      code: 'too-many-rounds',
      params: { rounds: 1_000_001, most: 1_000_000 },
    });
  });

  it.each<[string, Shape]>([
    ['no rounds', { rounds: integer(0) }],
    ['less than no rounds', { rounds: integer(0xff) }],
    ['rounds beyond counting', { rounds: integer(0x7f, ...new Array(9).fill(0xff)) }],
    [
      'a start of the cipher that is too short',
      { cipher: sequence(AES256, octets(IV.subarray(1))) },
    ],
    ['no start of the cipher', { cipher: sequence(AES256) }],
    ['a start of the cipher that is none', { cipher: sequence(AES256, integer(1)) }],
    ['no parameters of its key derivation', { kdf: sequence(PBKDF2) }],
    ['other parameters of its key derivation', { kdf: sequence(PBKDF2, sequence(integer(1))) }],
    ['half a scheme', { kdf: sequence() }],
  ])('with %s is mangled', async (_, shape) => {
    expect(await read(shape)).toEqual(mangled);
  });

  it.each([
    ['no algorithm', sequence()],
    ['no scheme', sequence(PBES2)],
    ['a scheme that is none', sequence(PBES2, integer(1))],
  ])('with %s is mangled', async (_, algorithm) => {
    const file = new Uint8Array(sequence(algorithm, octets(sealed())));
    expect(await readKeyBytes(file, { passphrase })).toEqual(mangled);
  });

  it.each<[string, Shape]>([
    ['HMAC-SHA-224', { prf: sequence(oid('1.2.840.113549.2.8'), [5, 0]) }],
    ['scrypt', { kdf: kdfOf(integer(1), sha256, SCRYPT) }],
    ['3DES', { cipher: sequence(oid('1.2.840.113549.3.7'), octets(IV.subarray(8))) }],
    ['1.2.3.4', { cipher: sequence(oid('1.2.3.4'), octets(IV)) }],
  ])('that needs %s is refused by that name, with a command', async (name, shape) => {
    expect(await read(shape)).toEqual({
      ok: false,
      code: 'unsupported-encryption',
      params: {
        name,
        command: expect.objectContaining({ posix: expect.stringContaining('openssl pkcs8') }),
      },
    });
  });

  it('whose cipher this browser lacks is refused by its name', async () => {
    const real = crypto.subtle.importKey;
    vi.spyOn(crypto.subtle, 'importKey').mockImplementation(((...args: unknown[]) =>
      args[2] === 'AES-CBC'
        ? Promise.reject(new DOMException('no AES-192', 'NotSupportedError'))
        : Reflect.apply(real, crypto.subtle, args)) as typeof real);
    expect(await read({})).toMatchObject({
      code: 'unsupported-encryption',
      params: { name: 'AES-256-CBC' },
    });
  });

  it('that opens to noise was opened by a wrong passphrase', async () => {
    // Its padding came out right, as for one wrong passphrase in 256.
    for (const noise of [item(0x02, [1]), new Uint8Array(40), fixtureBytes('pkcs1.der')]) {
      expect(await read({ data: sealed(new Uint8Array(noise)) })).toEqual({
        ok: false,
        code: 'wrong-passphrase',
        params: {},
      });
    }
  });
});
