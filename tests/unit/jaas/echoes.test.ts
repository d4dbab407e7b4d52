// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { inputs } from '~/tests/depth';
import { REDACTED, RUN, withoutEchoes } from '~/utils/jaas/echoes';
import { redactedBody } from '~/utils/jaas/redact';
import { apiMessage } from '~/utils/jaas/response';
import { APP, wildText } from './samples';

/** Letters and digits in lower case, markup taken out: what somebody would put a token together again from. */
const lettersOf = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/<\/?[a-z]+>|&[#\w]+;|\\u[0-9a-f]{4}|\\[nrt]|%[0-9a-f]{2}/gi, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

function partsLeft(kept: string, token: string): string[] {
  const whole = lettersOf(token);
  return kept.split(REDACTED).flatMap((piece) => {
    const letters = lettersOf(piece);
    const starts = Array.from({ length: Math.max(0, letters.length - RUN + 1) }, (_, at) => at);
    return starts.map((at) => letters.slice(at, at + RUN)).filter((run) => whole.includes(run));
  });
}

const part = fc
  .uint8Array({ minLength: 24, maxLength: 200 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'));
const tokens = fc.tuple(part, part, part).map((parts) => parts.join('.'));

/** What an answer may put between two groups of a token's characters. */
const between = fc.constantFrom(
  ...[' ', '\n', '\r\n  ', '.', '-', '…', '\u200b', '\0', '\u00ad', ' | ', '", "', '", "x": "'],
  ...['<br>', '<wbr>', '</b><b>', '&shy;', '&#8203;', '\\n', '\\u200b', '%0A', '=\n'],
);
const cases = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.replace(/[a-z]/gi, (a, at) => (at % 2 ? a.toUpperCase() : a.toLowerCase())),
  (text) => text.replaceAll('-', '+').replaceAll('_', '/'),
  // Letters of full width are read as the letters that they are.
  (text) => text.replace(/[!-~]/g, (a) => String.fromCharCode(a.charCodeAt(0) + 0xfee0)),
);
const echoes = fc
  .record({
    token: tokens,
    from: fc.nat(40),
    gone: fc.nat(40),
    every: fc.integer({ min: 1, max: 40 }),
    between,
    cased: cases,
  })
  .map(({ token, from, gone, every, between: mark, cased }) => {
    const groups = token.slice(from, token.length - gone).match(new RegExp(`.{1,${every}}`, 'g'));
    return { token, echo: (groups ?? []).map(cased).join(mark) };
  });

describe('of a token that was sent', () => {
  it('no shape of echo leaves sixteen characters in a row, in what is kept or told', () => {
    fc.assert(
      fc.property(echoes, wildText, wildText, ({ token, echo }, before, after) => {
        const text = `${before} ${echo} ${after}`;
        const body = JSON.stringify({ message: text });
        for (const kept of [
          withoutEchoes(text, [token]),
          redactedBody(text, ['other', token]),
          redactedBody(body, [token]),
          apiMessage(text, [token]) ?? '',
          apiMessage(body, [token]) ?? '',
        ]) {
          expect(partsLeft(kept, token)).toEqual([]);
        }
      }),
      { numRuns: inputs(600) },
    );
  });

  it('nothing is left of a short word of it in angle brackets, which look like markup', () => {
    const token = 'abcdefghijklmnopqrstuvwxyz0123456789';
    expect(withoutEchoes(`no <${token}>!`, [token])).toBe(`no <${REDACTED}>!`);
    expect(withoutEchoes(`no &${token.slice(0, 16)};`, [token])).toBe(`no &${REDACTED};`);
  });

  test.each([
    ['fifteen characters', 'no abcdefghijklmno!', 'no abcdefghijklmno!'],
    ['sixteen', 'no abcdefghijklmnop!', `no ${REDACTED}!`],
    ['two parts of it', 'bcdefghijklmnopq, 0123456789ABCDEFGH', `${REDACTED}, ${REDACTED}`],
    ['words around it', `why? see abcdefgh-ijklmnop (403)`, `why? see ${REDACTED} (403)`],
  ])('%s: the rest of the text stays as it is', (_, text, kept) => {
    const token = 'abcdefghijklmnopq_ZZZ_0123456789abcdefgh';
    expect(withoutEchoes(text, [token])).toBe(kept);
  });

  it('and of what was not sent, everything stays', () => {
    const text = `no such app ${APP}, see abcdefghijklmnopqrstuvwxyz`;
    expect(withoutEchoes(text, [])).toBe(text);
    expect(withoutEchoes(text, ['', 'short', 'q'.repeat(400)])).toBe(text);
  });

  it('an answer as long as is read is searched for a token as long as is sent', () => {
    const token = 'abcdefghijklmnopqrstuvwxyz234567'.repeat(512);
    for (const text of [
      token.repeat(4),
      '<'.repeat(65_536),
      '&a'.repeat(32_768),
      '%'.repeat(65_536),
    ]) {
      expect(partsLeft(withoutEchoes(text, [token]), token.slice(0, 64))).toEqual([]);
    }
  });
});
