// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { fixtureText, FILE_PASSPHRASE as passphrase } from '~/tests/unit/keys/fixture';
import { readKeyBytes, readKeyText } from '~/utils/keys/import/read-key';

const pem = fixtureText('pkcs8.pem');
const lines = pem.trim().split('\n');
const body = lines.slice(1, -1).join('');
const escaped = pem.replaceAll('\n', '\\n');
const appId = `vpaas-magic-cookie-${'0123456789abcdef'.repeat(2)}`;

function utf16(text: string, littleEndian: boolean, mark: boolean): Uint8Array {
  const units = mark ? `\ufeff${text}` : text;
  const bytes = new Uint8Array(units.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < units.length; at += 1) {
    view.setUint16(at * 2, units.charCodeAt(at), littleEndian);
  }
  return bytes;
}

describe('what copying and pasting does to a key', () => {
  it.each([
    ['CRLF', pem.replaceAll('\n', '\r\n')],
    ['old Mac line ends', pem.replaceAll('\n', '\r')],
    ['a byte order mark', `\ufeff${pem}`],
    ['zero-width spaces', pem.replaceAll('\n', '\u200b\n')],
    ['spaces around', ` \n\t ${pem}\n \n`],
    ['spaces around every line', lines.map((line) => `   ${line}  `).join('\n')],
    ['double quotes', `"${pem.trim()}"`],
    ['single quotes', `'${pem.trim()}'`],
    ['typographic quotes', `“${pem.trim()}”`],
    ['no final newline', pem.trim()],
    ['written \\n', escaped],
    ['written \\n in quotes', `"${escaped}"`],
    ['written \\r\\n', pem.replaceAll('\n', '\\r\\n')],
    ['twice escaped \\n', pem.replaceAll('\n', '\\\\n')],
    ['all on one line', lines.join(' ')],
    ['all on one line without spaces', lines.join('')],
    ['an unbroken body', `${lines[0]}\n${body}\n${lines.at(-1)}`],
    ['typographic dashes', pem.replaceAll('-----', '—–—')],
    ['one dash lost', pem.slice(1)],
    ['an env line', `JAAS_KEY="${escaped}"`],
    ['an exported env line over lines', `FOO=1\nexport JAAS_KEY='${pem}'\nBAR=2\n`],
    ['JSON', JSON.stringify({ kid: 'x', private_key: pem })],
    ['a line continuation', lines.join(' \\\n')],
    ['a JavaScript array', `[${lines.map((line) => `'${line}'`).join(',\n')}].join("\\n")`],
    ['text before and after', `Here is our key:\n\n${pem}\nPlease keep it safe -- Ops`],
    ['the body alone', body],
    ['the body alone, wrapped', lines.slice(1, -1).join('\n')],
    ['the whole file in base64', btoa(pem)],
    ['an env line with base64', `KEY=${btoa(pem)}`],
    ['the public key before it', `${fixtureText('public.pem')}${pem}`],
    ['the public key after it', `${pem}${fixtureText('public.pem')}`],
    ['the same block twice', pem + pem],
    ['a lost BEGIN line', lines.slice(1).join('\n')],
    ['a lost END line', lines.slice(0, -1).join('\n')],
    ['lost padding', pem.replace(/=+\n-----END/, '\n-----END')],
    ['a label that belongs to another format', fixtureText('pkcs1.pem').replaceAll('RSA ', '')],
  ])('%s is cleaned up', async (_, text) => {
    expect(await readKeyText(text)).toMatchObject({ ok: true, bits: 2048 });
  });

  it.each([
    ['little-endian', utf16(pem, true, true)],
    ['big-endian', utf16(pem, false, true)],
    ['little-endian without a mark', utf16(pem, true, false)],
    ['big-endian without a mark', utf16(pem, false, false)],
  ])('a file in UTF-16, %s, is read', async (_, bytes) => {
    expect(await readKeyBytes(bytes)).toMatchObject({ ok: true, format: 'pkcs8' });
  });

  it('an encrypted key is cleaned up as well', async () => {
    const text = `KEY="${fixtureText('encrypted.pem').replaceAll('\n', '\\n')}"`;
    expect(await readKeyText(text, { passphrase })).toMatchObject({ ok: true });
  });

  it('an AppID with its key id in the file is pointed out', async () => {
    const read = await readKeyText(`# kid: ${appId}/fee1bc-SAMPLE_APP\n${pem}`);
    expect(read).toMatchObject({
      ok: true,
      ids: { found: 'one', appId, keyId: 'fee1bc-SAMPLE_APP' },
    });
    expect(await readKeyText(pem)).not.toHaveProperty('ids');
  });
});

describe('damage is told from a wrong file', () => {
  const changed = (at: number, letter: string) => {
    const damaged = body.slice(0, at) + letter + body.slice(at + 1);
    return `${lines[0]}\n${damaged}\n${lines.at(-1)}\n`;
  };
  it.each([
    ['cut in the middle', pem.slice(0, 900), 'truncated'],
    ['cut after the first line', `${lines[0]}\n`, 'truncated'],
    ['a line lost in the middle', lines.filter((_, at) => at !== 9).join('\n'), 'truncated'],
    ['the first lines lost', lines.slice(3).join('\n'), 'truncated'],
    ['a foreign letter', changed(400, '*'), 'foreign-letters'],
    ['+ turned into another letter', pem.replaceAll('+', '_'), 'letters-lost'],
    ['a line doubled', lines.toSpliced(9, 0, lines[9] ?? '').join('\n'), 'mangled'],
    ['nothing between the lines', `${lines[0]}\n${lines.at(-1)}`, 'mangled'],
    ['noise between the lines', `${lines[0]}\n${'QUJD'.repeat(99)}\n${lines.at(-1)}`, 'mangled'],
    [
      'a letter changed in the modulus',
      changed(120, body[120] === 'A' ? 'B' : 'A'),
      'inconsistent',
    ],
    ['two different keys', pem + fixtureText('ssh-pem'), 'several-keys'],
    ['a PGP key', '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQdG\n=abcd\n', 'other-algorithm'],
    ['a PuTTY key', 'PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n', 'putty'],
    ['a sentence', 'The key is in the other mail.', 'not-a-key'],
    ['a web page', '<!doctype html><title>Sign in</title>', 'not-a-key'],
    ['an AppID', `${appId}/fee1bc`, 'not-a-key'],
    ['a token', `eyJhbGciOiJSUzI1NiJ9.${btoa('{"aud":"jitsi"}').replace(/=/g, '')}.c2ln`, 'token'],
    ['an env line with a token', 'JWT="eyJh.eyJi.c2ln"', 'token'],
    ['a line of authorized_keys', `restrict\n${fixtureText('openssh.pub')}`, 'ssh-public-key'],
  ])('%s', async (_, text, code) => {
    expect(await readKeyText(text)).toMatchObject({ ok: false, code });
  });
});
