// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { fixtureText, FILE_PASSPHRASE as passphrase } from '~/tests/unit/keys/fixture';
import { readKeyText } from '~/utils/keys/import/read-key';

const pem = fixtureText('pkcs8.pem');
const lines = pem.trim().split('\n');
const body = lines.slice(1, -1);
const escaped = pem.replaceAll('\n', '\\n');
const { jwk } = (await readKeyText(pem)) as { jwk: object };
const other = fixtureText('ssh-pem');

const each = (change: (line: string, at: number) => string) => lines.map(change).join('\n');
const dotnet = (text: string) => text.replaceAll('+', '\\u002B').replaceAll('/', '\\/');
const entities = (text: string) => text.replaceAll('+', '&#43;').replaceAll('/', '&#x2F;');
/** `application/x-www-form-urlencoded`. */
const form = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
const wrapAt = (text: string, width: number) =>
  text.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n') ?? '';

const secret = `apiVersion: v1
kind: Secret
metadata:
  name: jaas
type: Opaque
data:
  JAAS_APP_ID: ${btoa('vpaas-magic-cookie-1d2e6a')}
  JAAS_PRIVATE_KEY: ${btoa(pem)}
  OTHER: ${btoa('nothing '.repeat(20))}
`;

describe('F17: JSON is decoded before a key is looked for in it', () => {
  it.each([
    ['.NET', dotnet(JSON.stringify({ key: pem }))],
    ['PHP', JSON.stringify({ key: pem }).replaceAll('/', '\\/')],
    ['JSON as a text in JSON', JSON.stringify({ config: dotnet(JSON.stringify({ key: pem })) })],
    ['JSON as one text', JSON.stringify(pem)],
    ['JSON whose BEGIN line is escaped', JSON.stringify({ key: pem }).replaceAll('-', '\\u002D')],
    ['a list of lines', JSON.stringify({ key: lines })],
    ['the bare letters', dotnet(JSON.stringify({ key: body.join('') }))],
    ['base64', JSON.stringify({ key: btoa(pem) }).replaceAll('=', '\\u003D')],
    ['a JWK as a text', JSON.stringify({ jwk: JSON.stringify(jwk) })],
    ['a JWK in an object', JSON.stringify({ jaas: { key: jwk } })],
    ['JSON in other text', `Here it is: ${dotnet(JSON.stringify({ key: pem }))} Regards`],
    ['JSON in a line of an .env file', `CONFIG='${dotnet(JSON.stringify({ key: pem }))}'\nX=1`],
    ['a program in C#', `var key = "${dotnet(escaped)}";`],
    ['a program in Java', body.map((line) => `  "${line}\\n" +`).join('\n')],
    ['strings put together', each((line) => `  + "${line}\\n"`)],
    ['strings put together in PHP', each((line) => `    '${line}' . PHP_EOL .`)],
    ['strings put together in Visual Basic', each((line) => `"${line}" & vbCrLf & _`)],
    ['octal and hexadecimal escapes', escaped.replaceAll('+', '\\053').replaceAll('/', '\\x2f')],
    ['a string of PowerShell', `$key = "${pem.replaceAll('\n', '`n')}"`],
  ])('%s', async (_, text) => {
    expect(await readKeyText(text)).toMatchObject({ ok: true, bits: 2048 });
  });
});

describe('F18: what was done to a key on its way is undone', () => {
  it.each([
    ['spaces of HTML in the BEGIN line', pem.replaceAll(' ', '\u00a0')],
    ['spaces of HTML around each line', each((line) => `\u00a0\u00a0${line}\u00a0`)],
    ['spaces of other widths', pem.replaceAll(' ', '\u2007')],
    ['letters of full width', pem.replaceAll('+', '＋').replaceAll('-', '－')],
    ['soft hyphens', body.map((line) => `${line.slice(0, 9)}\u00ad${line.slice(9)}`).join('\n')],
    ['a quoted mail', each((line) => `> ${line}`)],
    ['a mail quoted twice', each((line) => `>> ${line}`)],
    ['a mail quoted by name', each((line) => `Ann> ${line}`)],
    ['a diff', each((line) => `+${line}`)],
    ['comments', each((line) => `# ${line}`)],
    ['comments of a program', each((line) => `   * ${line}`)],
    ['line numbers', each((line, at) => `${String(at + 9).padStart(4)}  ${line}`)],
    ['line numbers with a colon', each((line, at) => `${at + 9}: ${line}`)],
    ['line numbers with nothing between', each((line, at) => `${at + 1}${line}`)],
    [
      'names and times of a log',
      each((line, at) => `2026-01-02T03:04:0${at % 10}Z app[1]: ${line}`),
    ],
    ['a table', each((line) => `| ${line} |`)],
    ['line ends that are shown', each((line) => `${line}$`)],
    ['signs for line ends', lines.join('↵')],
    ['line continuations of cmd', lines.join(' ^\n')],
    ['line breaks of HTML', lines.join('<br>')],
    ['paragraphs of HTML', each((line) => `<p class="x">${line}</p>`)],
    ['entities', entities(pem)],
    ['a web page', `<pre id="k">${entities(pem)}</pre>`],
    ['a page with a quoted mail', each((line) => `&gt; ${line}<br/>`)],
    ['a text of WordPad', `{\\rtf1\\ansi\\f0\\fs20 ${lines.join('\\par\n')}\\par\n}`],
    ['a text of TextEdit', `{\\rtf1\\ansi\\f0\\fs24 \\cf0 ${lines.join('\\\n')}\\\n}`],
    ['an attribute', `<add key="JaaS" value="${entities(escaped)}" />`],
    ['a part of an address', encodeURIComponent(pem)],
    ['a form', form(pem)],
    ['a form with other fields', `id=1&key=${form(pem)}&x=2`],
    [
      'a mail in its source',
      wrapAt(pem.replaceAll('=', '=3D').replaceAll('\n', '=0A'), 75).replaceAll('\n', '=\n'),
    ],
    ['a whole Kubernetes Secret', secret],
    [
      'a Kubernetes Secret over lines',
      secret.replace(btoa(pem), `|-\n    ${wrapAt(btoa(pem), 76).replaceAll('\n', '\n    ')}`),
    ],
    [
      'a Kubernetes Secret as JSON',
      JSON.stringify({ kind: 'Secret', data: { id: btoa('x'), key: btoa(pem) } }),
    ],
    ['an .env file with base64', `A=1\nJAAS_KEY=${btoa(pem)}\nB=2\nEMPTY=\nC=3`],
    [
      'an .env file with quotes',
      `export A='1'\nexport JAAS_KEY="${btoa(pem)}" # base64\nexport B="2"`,
    ],
    ['an .env file with the bare letters', `A=1\nJAAS_KEY=${body.join('')}\nB=2`],
    [
      'an .env file with the alphabet of addresses',
      `K=${btoa(pem).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}\nB=2`,
    ],
    ['YAML with a block', `jaas:\n  id: x\n  key: |\n    ${lines.join('\n    ')}\n  room: y`],
    ['YAML with a block of bare letters', `key: >-\n  ${body.join('\n  ')}\nroom: y`],
    ['a properties file', `a=1\nkey=${body.join('\\\n    ')}\nb=2`],
    ['an address of data', `key: data:application/x-pem-file;base64,${btoa(pem)}`],
    [
      'the alphabet of addresses',
      pem.replaceAll('+', '-').replaceAll('/', '_').replaceAll('_____', '-----'),
    ],
    ['no dashes', pem.replaceAll('-', '')],
    ['no white space', pem.replace(/\s/g, '')],
    ['BEGIN in small letters', each((line) => (line.startsWith('-') ? line.toLowerCase() : line))],
    ['a form that made each + a space', each((line) => line.replaceAll('+', ' '))],
    ['a form that made + and line breaks spaces', lines.join(' ').replaceAll('+', ' ')],
    ['a form, indented', each((line) => `    ${line.replaceAll('+', ' ')}`)],
    ['a form with the bare letters', body.join('\n').replaceAll('+', ' ')],
    ['a form with base64', btoa(`>>>\n${pem}`).replaceAll('+', ' ')],
    ['a form that was quoted', each((line) => `> ${line.replaceAll('+', ' ')}`)],
  ])('%s', async (_, text) => {
    expect(await readKeyText(text)).toMatchObject({ ok: true, bits: 2048 });
  });

  it('also where the key is encrypted: its passphrase is asked for, and opens it', async () => {
    const encrypted = fixtureText('encrypted.pem').trim().split('\n');
    for (const text of [
      encrypted.map((line) => `> ${line}`).join('\n'),
      encrypted.map((line) => line.replaceAll('+', ' ')).join('\n'),
      `A=1\nKEY=${btoa(encrypted.join('\n'))}\nB=2`,
    ]) {
      expect(await readKeyText(text)).toMatchObject({ code: 'needs-passphrase' });
      expect(await readKeyText(text, { passphrase })).toMatchObject({ ok: true });
      expect(await readKeyText(text, { passphrase: 'no' })).toMatchObject({
        code: 'wrong-passphrase',
      });
    }
  });

  it('and two keys are never taken for one', async () => {
    const several = { ok: false, code: 'several-keys', params: { count: 2 } };
    expect(await readKeyText(`A=${btoa(pem)}\nB=${btoa(other)}`)).toEqual(several);
    expect(await readKeyText(JSON.stringify({ a: pem, b: { c: other } }))).toEqual(several);
    expect(await readKeyText(`A=${btoa(pem)}\nB=${btoa(pem)}`)).toMatchObject({ ok: true });
  });
});

describe('F18: what cannot be undone is named', () => {
  const swapped = each((line, at) => (at === 9 ? line.slice(0, 40) : line));
  it.each([
    ['every + removed', pem.replaceAll('+', ''), 'letters-lost', { letters: '+' }],
    [
      'every + a space, and the spaces squeezed',
      pem.replaceAll('+', ' ').replace(/[A-Za-z0-9/] /g, (two) => two.trim()),
      'letters-lost',
      { letters: '+' },
    ],
    ['every / removed', pem.replaceAll('/', ''), 'letters-lost', { letters: '/' }],
    [
      'letters of another kind',
      each((line, at) => (at === 5 ? line.replace(/^.{5}/, '§§¤¤¤') : line)),
      'foreign-letters',
      { letters: '§ ¤' },
    ],
    ['all capitals', pem.toUpperCase(), 'one-case', {}],
    ['all small letters', pem.toLowerCase(), 'one-case', {}],
    ['asterisks', `${lines[0]}\n**********\n${lines.at(-1)}`, 'masked', {}],
    ['asterisks in the middle', pem.replace(/.{400}\n-----END/s, '****\n-----END'), 'masked', {}],
    ['a word', `${lines[0]}\n[REDACTED]\n${lines.at(-1)}`, 'masked', {}],
    [
      'dots',
      `${lines.slice(0, 4).join('\n')}\n...\n${lines.slice(-3).join('\n')}`,
      'shortened',
      {},
    ],
    [
      'an ellipsis',
      `${lines.slice(0, 4).join('\n')}…${lines.slice(-3).join('\n')}`,
      'shortened',
      {},
    ],
    ['a line cut short', swapped, 'truncated', {}],
    ['a quoted mail that was cut off', each((line) => `> ${line}`).slice(0, 900), 'truncated', {}],
    ['a bare body that was cut off', body.join('\n').slice(0, 900), 'truncated', {}],
    [
      'a secret with a damaged key',
      `A=1\nK=${btoa(pem.replaceAll('+', ''))}\nB=2`,
      'letters-lost',
      { letters: '+' },
    ],
  ])('%s', async (_, text, code, params) => {
    expect(await readKeyText(text)).toEqual({ ok: false, code, params });
  });
});
