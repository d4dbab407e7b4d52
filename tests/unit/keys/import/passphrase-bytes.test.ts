// @vitest-environment node
import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fixtureBytes } from '~/tests/unit/keys/fixture';
import { passphraseBytes } from '~/utils/keys/import/passphrase-bytes';
import { readKeyBytes } from '~/utils/keys/import/read-key';
import { integer, octets, oid, sequence } from './der-samples';

const SALT = new Uint8Array(8).fill(1);
const IV = new Uint8Array(16).fill(2);

/** A key file that openssl encrypted with these bytes as its passphrase. */
function fileOf(secret: Uint8Array, rounds = 1): Uint8Array {
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(secret, SALT, rounds, 32, 'sha256'), IV);
  const data = Buffer.concat([cipher.update(fixtureBytes('pkcs8.der')), cipher.final()]);
  const prf = sequence(oid('1.2.840.113549.2.9'), [5, 0]);
  const bytes = [rounds >> 16, (rounds >> 8) & 255, rounds & 255];
  const kdf = sequence(
    oid('1.2.840.113549.1.5.12'),
    sequence(octets(SALT), integer(...bytes), prf),
  );
  const scheme = sequence(kdf, sequence(oid('2.16.840.1.101.3.4.1.42'), octets(IV)));
  return new Uint8Array(sequence(sequence(oid('1.2.840.113549.1.5.13'), scheme), octets(data)));
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const typed = 'Grüße, café';
/** The bytes of `typed` where `ü`, `ß` and `é` are these. */
const bytesOf = (ü: number, ß: number, é: number) =>
  Uint8Array.from([...typed].map((letter) => ({ ü, ß, é })[letter] ?? letter.charCodeAt(0)));

afterEach(() => vi.restoreAllMocks());

describe('F19: a passphrase with letters beyond ASCII opens the file', () => {
  it.each([
    ['composed letters', utf8(typed.normalize('NFC'))],
    ['letters taken apart, as macOS has them', utf8(typed.normalize('NFD'))],
    ['Latin-1', bytesOf(0xfc, 0xdf, 0xe9)],
    ['the console of Western Europe (CP850)', bytesOf(0x81, 0xe1, 0x82)],
  ])('with %s, however it is typed', async (_, secret) => {
    for (const passphrase of [typed.normalize('NFC'), typed.normalize('NFD')]) {
      expect(await readKeyBytes(fileOf(secret), { passphrase })).toMatchObject({ ok: true });
    }
    expect(await readKeyBytes(fileOf(secret), { passphrase: 'Grüße, cafè' })).toMatchObject({
      code: 'wrong-passphrase',
    });
  });

  it.each([
    ['Windows’ code page (€ beside Latin-1)', '€uro', [0x80, 0x75, 0x72, 0x6f]],
    ['the console of the United States', 'a£b', [0x61, 0x9c, 0x62]],
    ['the console of Central Europe', 'žluť', [0xa7, 0x6c, 0x75, 0x9c]],
    ['Windows of Central Europe', 'žluť', [0x9e, 0x6c, 0x75, 0x9d]],
    ['the console of Russia', 'ключ', [0xaa, 0xab, 0xee, 0xe7]],
    ['Windows of Russia', 'ключ', [0xea, 0xeb, 0xfe, 0xf7]],
  ])('with %s', async (_, passphrase, bytes) => {
    const file = fileOf(Uint8Array.from(bytes));
    expect(await readKeyBytes(file, { passphrase })).toMatchObject({ ok: true });
  });

  it('tries none twice, and one of ASCII once', () => {
    for (const passphrase of ['correct horse', '~', typed, '😀', 'ключ']) {
      const all = passphraseBytes(passphrase).map((bytes) => bytes.join());
      expect(new Set(all).size).toBe(all.length);
    }
    expect(passphraseBytes('correct horse')).toEqual([utf8('correct horse')]);
    // No code page has it.
    expect(passphraseBytes('😀')).toEqual([utf8('😀')]);
  });

  it('does not work through more than four million rounds, the likeliest bytes first', async () => {
    const derive = vi.spyOn(crypto.subtle, 'deriveBits');
    const worked = () => {
      const rounds = derive.mock.calls.map(([how]) => (how as Pbkdf2Params).iterations);
      derive.mockClear();
      return rounds;
    };
    const passphrase = 'ü';
    expect(passphraseBytes(passphrase).length).toBeLessThan(12);
    await readKeyBytes(fileOf(utf8('no'), 2048), { passphrase });
    expect(worked()).toHaveLength(passphraseBytes(passphrase).length);
    derive.mockResolvedValue(new ArrayBuffer(32));
    // The rounds themselves are left out here.
    await readKeyBytes(fileOf(utf8('no'), 999_999), { passphrase: 'Grüße, café' });
    expect(worked().length).toBeLessThanOrEqual(4);
    await readKeyBytes(fileOf(utf8('no'), 999_999), { passphrase: 'plain' });
    expect(worked()).toHaveLength(1);
  });
});
