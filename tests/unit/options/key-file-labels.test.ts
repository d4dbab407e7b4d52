// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { shellOf } from '~/components/options/add/CommandLine';
import { keyFileLabel } from '~/components/options/add/key-file-labels';
import { readKeyBytes } from '~/utils/keys/import/read-key';
import type { KeyFileRefusal, KeyFileRefusalCode } from '~/utils/keys/import/refusal';
import { fixtureBytes } from './fixture';

const both = (text: string) => ({ powershell: `${text} ps`, cmd: `${text} cmd`, posix: text });

/** One refusal of each code; a new code does not compile without its row. */
const refusals: {
  [Code in KeyFileRefusalCode]: Extract<KeyFileRefusal, { code: Code }>['params'];
} = {
  empty: {},
  'too-large': { bytes: 70_000, most: 65_536 },
  'not-a-key': {},
  truncated: {},
  mangled: {},
  'letters-lost': { letters: '+' },
  'foreign-letters': { letters: '* §' },
  'one-case': {},
  masked: {},
  shortened: {},
  inconsistent: {},
  'refused-by-browser': {},
  'several-keys': { count: 3 },
  'public-key': {},
  'ssh-public-key': {},
  certificate: {},
  'certificate-request': {},
  token: {},
  openssh: { command: both('ssh-keygen …') },
  'pem-encrypted': { command: both('openssl pkcs8 …') },
  pkcs12: { command: both('openssl pkcs12 …'), legacy: false },
  jks: { command: both('keytool …') },
  'other-file': { kind: 'pdf' },
  putty: { command: both('puttygen …') },
  'needs-passphrase': {},
  'wrong-passphrase': {},
  'unsupported-encryption': { name: 'scrypt', command: both('openssl pkcs8 …') },
  'too-many-rounds': { rounds: 9_000_000, most: 1_000_000, command: both('openssl pkcs8 …') },
  'encrypted-jwk': {},
  'jwk-incomplete': {},
  'ec-key': {},
  'ed25519-key': {},
  'other-algorithm': { name: 'DSA' },
  'too-short': { bits: 1024, least: 2048 },
  'too-big': { bits: 16_384, most: 8192 },
};

const rows = Object.entries(refusals).map(
  ([code, params]) => [code, { ok: false, code, params } as KeyFileRefusal] as const,
);

describe('what is said about a key file', () => {
  it.each(rows)('%s is said in words of its own, with every number and command', (_, refusal) => {
    const words = keyFileLabel(refusal);
    expect(words.text.length).toBeGreaterThan(20);
    const said = [words.text, words.advice, words.command?.posix].join('\n');
    expect(said).not.toMatch(/\$\d|undefined/);
    if ('command' in refusal.params) expect(words.command).toBe(refusal.params.command);
    if ('name' in refusal.params) expect(words.text).toContain(refusal.params.name);
    if ('bits' in refusal.params) expect(words.text).toContain(String(refusal.params.bits));
    if ('letters' in refusal.params) expect(words.text).toContain(refusal.params.letters);
    if ('count' in refusal.params) expect(words.text).toContain('3');
  });

  it('is different for every code', () => {
    const texts = rows.map(([, refusal]) => keyFileLabel(refusal).text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('shows the command that follows when an advice ends with a colon', () => {
    for (const [, refusal] of rows) {
      const { advice, command } = keyFileLabel(refusal);
      expect(command !== undefined || !advice?.endsWith(':')).toBe(true);
    }
  });

  it.each([
    ['openssh', 'ssh-keygen -p -m PEM'],
    ['ssh-pem-encrypted', 'openssl pkcs8 -topk8'],
    ['container.p12', 'openssl pkcs12'],
    ['ec.pem', 'openssl genpkey -algorithm RSA'],
    ['rsa1024.pem', 'openssl genpkey -algorithm RSA'],
  ])('gives the command for the real file %s', async (name, command) => {
    const read = await readKeyBytes(fixtureBytes(name), { fileName: name });
    if (read.ok) throw new Error('was read');
    expect(keyFileLabel(read).command?.posix).toContain(command);
  });
});

describe('F14: what commands are typed into', () => {
  it.each([
    ['win', 'powershell'],
    ['mac', 'posix'],
    ['linux', 'posix'],
    ['cros', 'posix'],
  ])('on %s is %s', (os, shell) => {
    expect(shellOf(os)).toBe(shell);
  });
});
