// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { inputs } from '~/tests/depth';
import { REDACTED } from '~/utils/jaas/echoes';
import { BODY_LIMIT, cut, redact, redactedBody } from '~/utils/jaas/redact';
import { apiMessage, MESSAGE_LIMIT } from '~/utils/jaas/response';
import { APP, wildText } from './samples';

const encode = (text: string | Uint8Array) => Buffer.from(text).toString('base64url');
const TOKEN = [
  encode(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: `${APP}/4f4910` })),
  encode(JSON.stringify({ sub: APP, admin: true })),
  encode(new Uint8Array(256).fill(7)),
].join('.');

describe('what is kept of a body', () => {
  test.each([
    ['a token', `bad token ${TOKEN}!`, `bad token ${REDACTED}!`],
    ['a token that is cut off', `bad ${TOKEN.slice(0, 60)}`, `bad ${REDACTED}`],
    ['the first characters of one', 'bad eyJhbGciOiJS', `bad ${REDACTED}`],
    ['an encrypted token', 'x eyJhbGciOiJSU0E.a.b.c.d y', `x ${REDACTED} y`],
    [
      'a token of another header',
      `x ${'a'.repeat(16)}.${'b'.repeat(16)}.${'c'.repeat(16)} y`,
      `x ${REDACTED} y`,
    ],
    ['a long secret', `key ${'aB3_'.repeat(10)}== end`, `key ${REDACTED} end`],
    ['a line of a key', `x ${'aB3+'.repeat(8)}/${'aB3+'.repeat(7)} y`, `x ${REDACTED} y`],
    [
      'a PEM block',
      'x -----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY----- y',
      `x ${REDACTED} y`,
    ],
    ['half a PEM block', 'x -----BEGIN RSA PRIVATE KEY-----\nQUJD', `x ${REDACTED}`],
    [
      'a token with a control character in it',
      `x ${TOKEN.slice(0, 5)}\0${TOKEN.slice(5)}`,
      `x ${REDACTED}`,
    ],
    ['a token with a zero-width space in it', `x e\u200b${TOKEN.slice(1)}`, `x ${REDACTED}`],
    ['an AppID stays', `no such app ${APP}`, `no such app ${APP}`],
    ['an AppID with more before it goes', `x${APP}`, REDACTED],
    ['an AppID with more behind it goes', `${APP}-more`, REDACTED],
    ['a user id stays', 'no such user google-oauth2|12345', 'no such user google-oauth2|12345'],
    [
      'a UUID stays',
      'trace 123e4567-e89b-42d3-a456-426614174000',
      'trace 123e4567-e89b-42d3-a456-426614174000',
    ],
    [
      'an address stays',
      'see https://8x8.vc/v1/_jaas/conference-commands',
      'see https://8x8.vc/v1/_jaas/conference-commands',
    ],
    ['39 letters stay', 'a'.repeat(39), 'a'.repeat(39)],
    ['40 do not', 'a'.repeat(40), REDACTED],
    ['lines stay', 'a\n\tb', 'a\n\tb'],
    ['control and direction marks go', 'a\u0007\u202eb\r\u0085c', 'abc'],
    ['a lone surrogate goes', 'a\ud800b', 'a\ufffdb'],
  ])('%s', (_, text, kept) => {
    expect(redact(text)).toBe(kept);
    expect(redactedBody(text)).toBe(kept);
  });

  const json = fc.json();
  const jwt = fc
    .tuple(json, json, fc.uint8Array({ minLength: 32, maxLength: 256 }))
    .map(([more, payload, signature]) =>
      [encode(`{"alg":"RS256","x":${more}}`), encode(payload), encode(signature)].join('.'),
    );

  it('never holds a token, wherever it stands', () => {
    const edge = fc.oneof(
      wildText,
      fc.constantFrom('', '"', ' ', '=', '.', '-', 'Bearer ', '\\n', '{'),
    );
    fc.assert(
      fc.property(edge, jwt, edge, fc.boolean(), (before, token, after, quoted) => {
        const text = `${before}${token}${after}`;
        const body = quoted ? JSON.stringify({ message: text }) : text;
        const signature = token.split('.')[2] ?? '';
        for (const kept of [redact(text), redactedBody(body), apiMessage(body) ?? '']) {
          expect(kept).not.toContain(token);
          expect(kept).not.toContain(signature);
          expect(kept).not.toMatch(/eyJ[\w-]{7,}\./);
        }
      }),
      { numRuns: inputs(1000) },
    );
  });

  it('is the same when it is redacted again', () => {
    fc.assert(
      fc.property(fc.oneof(wildText, jwt), (text) => {
        expect(redact(redact(text))).toBe(redact(text));
      }),
    );
  });

  it('is at most 4 kB, cut between characters and after redaction', () => {
    expect(redactedBody('a b '.repeat(2000))).toHaveLength(BODY_LIMIT);
    expect(redactedBody(`${'a '.repeat(2040)}${TOKEN}`)).not.toContain('eyJ');
    expect(cut('äö', 3)).toBe('ä');
    expect(cut('äö', 4)).toBe('äö');
    expect(cut('a😀', 4)).toBe('a');
    expect(cut('a\ufffd', 4)).toBe('a\ufffd');
    expect(cut('\ufffdab', 4)).toBe('\ufffda');
    expect(cut('\ufffd😀', 5)).toBe('\ufffd');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(50), (text, limit) => {
        const kept = cut(text, limit);
        expect(text.startsWith(kept)).toBe(true);
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it('holds nothing of a secret that the cut goes through, wherever it does', () => {
    const secret = 'q'.repeat(60);
    for (let before = 1; before < 60; before += 1) {
      const filler = 'a '.repeat(BODY_LIMIT).slice(0, BODY_LIMIT - before - 1);
      expect(redactedBody(`${filler} ${secret}`), `${before}`).not.toContain('q');
      expect(redactedBody(`${filler} ${TOKEN}`), `${before}`).not.toContain(TOKEN.slice(0, 4));
    }
  });

  // So long that what looks at the rest of the text from each place in it takes minutes, which is
  // more than a test may: it is enough that these come to an end.
  it.each([
    ['one long word', 'a'.repeat(2_000_000)],
    ['many PEM heads', '-----BEGIN '.repeat(500_000)],
    ['many PEM ends', `-----BEGIN ${'-----END'.repeat(500_000)}`],
    ['many titles', '<title'.repeat(500_000)],
    ['many dots', 'aaaaaaaaaaaaaaaa.'.repeat(100_000)],
    ['many token heads', 'eyJ'.repeat(500_000)],
    ['deep JSON', '['.repeat(1_000_000)],
  ])('is not read again from each place in %s', (_, text) => {
    expect(Buffer.byteLength(redactedBody(text))).toBeLessThanOrEqual(BODY_LIMIT);
    expect((apiMessage(text) ?? '').length).toBeLessThanOrEqual(MESSAGE_LIMIT);
  });
});

describe("the API's own message", () => {
  test.each([
    ['a message', '{"message":"Token expired"}', 'Token expired'],
    ['an error', '{"status":400,"error":"bad room"}', 'bad room'],
    [
      'the message before the error',
      '{"error":"Bad Request","message":"no such room"}',
      'no such room',
    ],
    ['an error object', '{"error":{"code":3,"message":"nested"}}', 'nested'],
    ['a list of errors', '{"errors":[{"detail":"first"},{"detail":"second"}]}', 'first'],
    ['OAuth', '{"error":"invalid_token","error_description":"not yet valid"}', 'not yet valid'],
    ['an empty message is passed over', '{"message":" ","title":"Gone"}', 'Gone'],
    ['JSON text', '"nope"', 'nope'],
    ['plain text', 'Unauthorized\r\n', 'Unauthorized'],
    ['several lines', 'a\n  b', 'a b'],
    [
      'the title of a page',
      '<!doctype html><html><head><title>\n 502 Bad Gateway </title>',
      '502 Bad Gateway',
    ],
    [
      'a token in JSON escapes',
      '{"message":"x \\u0065yJhbGciOiJSUzI1NiJ9.e30.c2ln"}',
      `x ${REDACTED}`,
    ],
    ['a page that begins with a line break', '\n<html><title>Gone</title>', 'Gone'],
    ['a title with attributes', '<title lang="en">Gone</title>', 'Gone'],
    ['text with a bracket in it', '1 < 2', '1 < 2'],
    ['a message four deep', '{"error":{"error":{"error":{"error":"x"}}}}', 'x'],
    ['a message in four lists', '[[[["x"]]]]', 'x'],
    ['a message in five lists is not looked for', '[[[[["x"]]]]]', undefined],
    [
      'a message five deep is not looked for',
      '{"error":{"error":{"error":{"error":{"error":"x"}}}}}',
      undefined,
    ],
    ['a page without title', '<html><body>x</body></html>', undefined],
    ['JSON without a message', '{"status":400}', undefined],
    ['a number', '42', undefined],
    ['null', 'null', undefined],
    ['nothing', '', undefined],
  ])('%s', (_, body, message) => {
    expect(apiMessage(body)).toBe(message);
  });
  it('is the first of the places where APIs put it', () => {
    const places = [
      'message',
      'error_description',
      'detail',
      'description',
      'reason',
      'title',
      'error',
      'errors',
    ];
    for (let at = 0; at < places.length; at += 1) {
      const body = Object.fromEntries(places.slice(at).map((place) => [place, `in ${place}`]));
      expect(apiMessage(JSON.stringify(body))).toBe(`in ${places[at]}`);
    }
  });
  it('is cut', () => {
    expect(apiMessage('a '.repeat(250))).toHaveLength(499);
    expect(apiMessage(`${'a '.repeat(249)}ab`)).toBe(`${'a '.repeat(249)}ab`);
    const long = apiMessage('a '.repeat(600)) ?? '';
    expect(long).toHaveLength(MESSAGE_LIMIT);
    expect(long.endsWith('…')).toBe(true);
  });
  it('is found or not, never an exception', () => {
    fc.assert(
      fc.property(fc.oneof(wildText, fc.json()), (body) => {
        const message = apiMessage(body);
        if (message !== undefined) expect(Array.from(message).length).toBeLessThanOrEqual(500);
        if (message !== undefined) expect(message).not.toMatch(/[\n\t\0]/);
      }),
    );
  });
});
