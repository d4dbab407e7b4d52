// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { fixtureBytes, fixtureText } from '~/tests/unit/keys/fixture';
import { readKeyBytes, readKeyText } from '~/utils/keys/import/read-key';
import { bits, integer, item, octets, oid, sequence } from './der-samples';

const RSA = sequence(oid('1.2.840.113549.1.1.1'), [5, 0]);
const bare = (code: string) => ({ ok: false, code, params: {} });
const der = (...bytes: number[][]) => new Uint8Array(bytes.flat());
const pemOf = (label: string, body = 'QUJD') =>
  `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
const base64Of = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

describe('a PEM block that is no private key is told by its label', () => {
  it.each([
    ['CERTIFICATE', 'certificate'],
    ['X509 CERTIFICATE', 'certificate'],
    ['TRUSTED CERTIFICATE', 'certificate'],
    ['PKCS7', 'certificate'],
    ['CERTIFICATE REQUEST', 'certificate-request'],
    ['NEW CERTIFICATE REQUEST', 'certificate-request'],
    ['PUBLIC KEY', 'public-key'],
    ['RSA PUBLIC KEY', 'public-key'],
    ['SSH2 PUBLIC KEY', 'ssh-public-key'],
    ['X509 CRL', 'not-a-key'],
    ['DH PARAMETERS', 'not-a-key'],
  ])('%s: %s', async (label, code) => {
    expect(await readKeyText(pemOf(label))).toEqual(bare(code));
  });

  it.each(['PGP PUBLIC KEY BLOCK', 'PGP MESSAGE', 'PGP PRIVATE KEY BLOCK'])('%s', async (label) => {
    expect(await readKeyText(pemOf(label))).toEqual({
      ok: false,
      code: 'other-algorithm',
      params: { name: 'PGP' },
    });
  });

  it('and the first one counts, whatever follows', async () => {
    const text = pemOf('CERTIFICATE') + pemOf('PUBLIC KEY');
    expect(await readKeyText(text)).toEqual(bare('certificate'));
  });
});

describe('several private keys in one file', () => {
  it('are counted, the same one once', async () => {
    const [one, other] = [fixtureText('pkcs8.pem'), fixtureText('ssh-pem')];
    expect(await readKeyText(one + other + one)).toEqual({
      ok: false,
      code: 'several-keys',
      params: { count: 2 },
    });
  });
});

describe('damage inside a private key', () => {
  it('without an END line is that the file is cut off', async () => {
    expect(await readKeyText(`-----BEGIN PRIVATE KEY-----\n${'QUJD'.repeat(99)}`)).toEqual(
      bare('truncated'),
    );
    expect(await readKeyText('-----BEGIN PRIVATE KEY-----\n***')).toEqual(bare('truncated'));
  });

  it.each<[string, Uint8Array]>([
    ['has no algorithm', der(sequence(integer(0), sequence(), octets([1])))],
    ['has nothing of RSA', der(sequence(integer(0), RSA, octets([1])))],
    ['is followed by something', der([...fixtureBytes('pkcs8.der')], [0])],
  ])('that %s is that it was mangled', async (_, bytes) => {
    expect(await readKeyBytes(bytes)).toEqual(bare('mangled'));
  });

  it('with a command for it names the algorithm that it is for', async () => {
    const file = der(sequence(integer(0), sequence(oid('1.2.3.4')), octets([1])));
    expect(await readKeyBytes(file)).toEqual({
      ok: false,
      code: 'other-algorithm',
      params: { name: '1.2.3.4' },
    });
  });
});

describe('a structure that is no private key', () => {
  const number = integer(0xff);
  const name = sequence(number);
  const version = item(0xa0, integer(2));

  it.each<[string, string, number[]]>([
    ['public-key', 'an RSA public key', sequence(number, integer(3))],
    ['public-key', 'a public key', sequence(name, bits(0xff))],
    ['certificate', 'a certificate', sequence(sequence(version), name, bits(0xff))],
    ['certificate-request', 'a request', sequence(sequence(integer(0), name), name, bits(1))],
    ['not-a-key', 'a number', number],
  ])('is called %s: %s', async (code, _, bytes) => {
    expect(await readKeyBytes(new Uint8Array(bytes))).toEqual(bare(code));
  });

  it('is looked at from 64 letters of base64 on: shorter ones are words', async () => {
    const key = (length: number) =>
      base64Of(der(sequence(integer(...new Array(length).fill(1)), integer(3))));
    expect(key(41)).toHaveLength(64);
    expect(await readKeyText(key(41))).toEqual(bare('public-key'));
    expect(key(38)).toHaveLength(60);
    expect(await readKeyText(key(38))).toEqual(bare('not-a-key'));
  });
});

describe('headers inside a block', () => {
  const [begin = '', ...rest] = fixtureText('pkcs8.pem').split('\n');
  const withHeader = [begin, 'Comment: made by hand', '', ...rest];

  it.each([
    ['\n', 'line feeds'],
    ['\r\n', 'carriage returns and line feeds'],
    ['\r', 'carriage returns'],
    ['\\n', 'written line feeds'],
    ['\\r\\n', 'written line ends'],
  ])('are passed over, with %j between the lines', async (end) => {
    expect(await readKeyText(withHeader.join(end))).toMatchObject({ ok: true });
  });

  it.each(['Proc-Type: 4,ENCRYPTED', 'Proc-Type:4,ENCRYPTED', 'Proc-Type: 4, ENCRYPTED'])(
    'that say "%s" are why the key is not read',
    async (header) => {
      const text = pemOf('RSA PRIVATE KEY', `${header}\n\nQUJD`);
      expect(await readKeyText(text)).toMatchObject({
        code: 'pem-encrypted',
        params: {
          command: expect.objectContaining({ posix: expect.stringContaining('openssl pkcs8') }),
        },
      });
    },
  );

  it('do not make one key of two, and other line breaks not two of one', async () => {
    const once = fixtureText('pkcs8.pem');
    const rewrapped = `${begin}\n${rest
      .slice(0, -2)
      .join('')
      .match(/.{1,48}/g)
      ?.join('\n')}\n${rest.at(-2)}\n`;
    expect(await readKeyText(once + rewrapped)).toMatchObject({ ok: true });
  });
});

describe('a file that was wrapped', () => {
  const pem = fixtureText('pkcs8.pem');

  it('twice in base64 is read, and more often is not looked into', async () => {
    expect(await readKeyText(btoa(btoa(pem)))).toMatchObject({ ok: true });
    expect(await readKeyText(btoa(btoa(btoa(pem))))).toEqual(bare('not-a-key'));
  });

  it('in base64 as bytes is read', async () => {
    expect(await readKeyText(base64Of(fixtureBytes('pkcs1.der')))).toMatchObject({
      ok: true,
      format: 'pkcs1',
    });
    const picture = new Uint8Array(60).fill(0xff);
    expect(await readKeyText(base64Of(picture))).toEqual(bare('not-a-key'));
  });
});

describe('text that looks like a token', () => {
  it.each([
    ['eyJh.eyJi.c2ln', 'token'],
    ['eyJh.eyJi.aaaa.bbbb.cccc', 'encrypted-jwk'],
    ['JWT=" eyJh.eyJi.c2ln "', 'token'],
    ['"jwt": "eyJh.eyJi.c2ln"', 'token'],
    ["export 'JWT' = 'eyJh.eyJi.c2ln'", 'token'],
    ['eyJh.eyJi', 'not-a-key'],
    ['eyJh.eyJi.c2ln.more', 'not-a-key'],
    ['one.two.three', 'not-a-key'],
    ['see eyJh.eyJi.c2ln', 'not-a-key'],
    ['eyJh.eyJi.c2ln is it', 'not-a-key'],
  ])('%s: %s', async (text, code) => {
    expect(await readKeyText(text)).toEqual(bare(code));
  });
});

describe('a line of an SSH public key', () => {
  it.each([
    'ssh-rsa AAAAB3Nz host',
    'ssh-ed25519 AAAAC3Nz',
    'ssh-dss AAAAB3Nz',
    'ecdsa-sha2-nistp256 AAAAE2Vj',
  ])('%s is told to be that', async (line) => {
    expect(await readKeyText(line)).toEqual(bare('ssh-public-key'));
  });

  it.each(['ssh-foo AAAAB3Nz', 'my ssh-rsa AAAAB3Nz', 'ecdsa-sha2- AAAA', 'ssh-rsa BBBB'])(
    '%s is not',
    async (line) => expect(await readKeyText(line)).toEqual(bare('not-a-key')),
  );
});

describe('the size of a file', () => {
  it('is 64 kB at most, and told where it is more', async () => {
    const tooLarge = (bytes: number) => ({
      ok: false,
      code: 'too-large',
      params: { bytes, most: 65_536 },
    });
    expect(await readKeyBytes(new Uint8Array(65_537).fill(0xff))).toEqual(tooLarge(65_537));
    expect(await readKeyBytes(new Uint8Array(65_536).fill(0xff))).toEqual(bare('not-a-key'));
    expect(await readKeyText('!'.repeat(65_537))).toEqual(tooLarge(65_537));
    expect(await readKeyText('!'.repeat(65_536))).toEqual(bare('not-a-key'));
  });
});

describe('a PuTTY key', () => {
  it('is refused with the command that converts it, for the file as it is called', async () => {
    const read = (fileName?: string) =>
      readKeyText('PuTTY-User-Key-File-2: ssh-rsa\n', fileName === undefined ? {} : { fileName });
    const command = {
      powershell: 'puttygen host.ppk',
      cmd: 'puttygen host.ppk',
      posix: 'puttygen host.ppk -O private-openssh -o gavel-key.pem',
    };
    expect(await read('host.ppk')).toEqual({ ok: false, code: 'putty', params: { command } });
    expect(await read()).toMatchObject({
      params: {
        command: expect.objectContaining({ posix: expect.stringContaining('your-key-file') }),
      },
    });
    const long = `${'k'.repeat(100)}`;
    expect(await read(long)).toMatchObject({
      params: { command: expect.objectContaining({ posix: expect.stringContaining(long) }) },
    });
    expect(await read(`${long}k`)).toMatchObject({
      params: {
        command: expect.objectContaining({ posix: expect.stringContaining('your-key-file') }),
      },
    });
  });
});
