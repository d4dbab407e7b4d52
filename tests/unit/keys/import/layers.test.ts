// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputs } from '~/tests/depth';
import { fixtureText, FILE_PASSPHRASE as passphrase } from '~/tests/unit/keys/fixture';
import { readKeyText } from '~/utils/keys/import/read-key';
import { MAX_FILE_BYTES, weightOf } from '~/utils/keys/import/refusal';

const lines = (text: string, change: (line: string, at: number) => string) =>
  text.trim().split('\n').map(change).join('\n');
const html = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** What a text may be put into on its way. */
const LAYERS: Readonly<Record<string, (text: string) => string>> = {
  json: (text) => JSON.stringify({ id: 1, config: { privateKey: text } }),
  'json as .NET writes it': (text) =>
    JSON.stringify({ key: text }).replaceAll('+', '\\u002B').replaceAll("'", '\\u0027'),
  'json as PHP writes it': (text) => JSON.stringify([{ key: text }]).replaceAll('/', '\\/'),
  env: (text) => `A=1\nKEY=${JSON.stringify(text)}\nB=2`,
  yaml: (text) => `a: 1\njaas:\n  key: |\n${lines(text, (line) => `    ${line}`)}\nb: 2`,
  program: (text) => `const KEY = ${JSON.stringify(text)};\nuse(KEY);`,
  'strings put together': (text) => lines(text, (line) => `  ${JSON.stringify(`${line}\n`)} +`),
  quoted: (text) => lines(text, (line) => `> ${line}`),
  diff: (text) => lines(text, (line) => `+${line}`),
  numbered: (text) => lines(text, (line, at) => `${String(at + 1).padStart(3)}  ${line}`),
  html: (text) => `<p>${html(text).replace(/\r?\n/g, '<br>\n')}</p>`,
  'md fence': (text) => `Our key:\n\n\`\`\`pem\n${text}\n\`\`\`\n`,
  base64: (text) => btoa(text),
  address: (text) => `https://x.example/?key=${encodeURIComponent(text)}`,
  windows: (text) => text.replaceAll('\n', '\r\n'),
  'spaces that do not break': (text) => text.replaceAll(' ', '\u00a0'),
  indented: (text) => lines(text, (line) => `\t${line}`),
};
/** Reading goes no deeper than this into base64. */
const MOST_BASE64 = 2;

const layers = fc
  .array(fc.constantFrom(...Object.keys(LAYERS)), { maxLength: 3 })
  .filter((names) => names.filter((name) => name === 'base64').length <= MOST_BASE64);

/** What happens to a key by the way; some of it can be undone. */
const DAMAGES: Readonly<Record<string, (text: string) => string>> = {
  '+ lost': (text) => text.replaceAll('+', ''),
  '+ a space': (text) => text.replaceAll('+', ' '),
  'small letters': (text) => text.toLowerCase(),
  asterisks: (text) => `${text.slice(0, 400)}********${text.slice(600)}`,
  dots: (text) => `${text.slice(0, 400)}...${text.slice(600)}`,
  'a foreign letter': (text) => `${text.slice(0, 400)}§${text.slice(401)}`,
  'cut off': (text) => text.slice(0, 900),
  'a line lost': (text) => text.split('\n').toSpliced(9, 1).join('\n'),
};

const wrapped = (names: readonly string[], key: string) =>
  names.reduce((text, name) => LAYERS[name]?.(text) ?? text, key);
const isAscii = (text: string) => /^\p{ASCII}*$/u.test(text);
/** `btoa` takes no others. */
const canWrap = (names: readonly string[], key: string) =>
  names.every((name, at) => name !== 'base64' || isAscii(wrapped(names.slice(0, at), key)));

const KEYS = ['pkcs8.pem', 'pkcs1.pem', 'encrypted.pem'].map(fixtureText);

describe('F18: a key in layers', () => {
  it('is got back, whatever it was put into', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...KEYS), layers, async (key, names) => {
        fc.pre(canWrap(names, key));
        const text = wrapped(names, key);
        fc.pre(text.length <= MAX_FILE_BYTES);
        const read = await readKeyText(text, { passphrase });
        expect([names, read]).toMatchObject([names, { ok: true }]);
      }),
      { numRuns: inputs(300) },
    );
  });

  it('that was damaged is got back, or what happened to it is named', async () => {
    const damage = fc.constantFrom(...Object.keys(DAMAGES));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...KEYS), damage, layers, async (key, how, names) => {
        const damaged = DAMAGES[how]?.(key) ?? key;
        fc.pre(canWrap(names, damaged));
        const text = wrapped(names, damaged);
        fc.pre(text.length <= MAX_FILE_BYTES);
        const read = await readKeyText(text, { passphrase });
        const weight = read.ok ? 3 : weightOf(read);
        expect([how, names, read.ok || read.code, weight >= 2]).toEqual([
          how,
          names,
          read.ok || read.code,
          true,
        ]);
      }),
      { numRuns: inputs(300) },
    );
  });
});
