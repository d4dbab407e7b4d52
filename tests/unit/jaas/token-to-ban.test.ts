// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { inputs } from '~/tests/depth';
import { readTokenToBan, TOKEN_LIMIT } from '~/utils/jaas/meeting-token';
import { APP, OTHER_APP, wildText } from './samples';

const NOW = 1_790_000_000_000;

function part(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString(
    'base64url',
  );
}
function jws(payload: unknown, header: unknown = { alg: 'RS256', kid: `${APP}/4f4910` }): string {
  return `${part(header)}.${part(payload)}.${part('a signature')}`;
}

const CLAIMS = {
  aud: 'jitsi',
  iss: 'chat',
  sub: APP,
  room: '*',
  exp: NOW / 1000 + 60,
  context: { user: { id: 'google-oauth2|1', name: 'Ana', email: 'ana@example.com' } },
};
const TOKEN = jws(CLAIMS);
const READ = {
  ok: true,
  token: TOKEN,
  appId: APP,
  keyId: '4f4910',
  userId: 'google-oauth2|1',
  userName: 'Ana',
  room: '*',
  expiresAt: NOW + 60_000,
  expired: false,
};

describe('a token that is pasted', () => {
  test.each([
    ['alone', TOKEN],
    ['with Bearer', `Bearer ${TOKEN}`],
    ['as a header', `Authorization: bearer ${TOKEN}`],
    ['in quotes', ` "${TOKEN}" `],
    ['as a header with space before the colon', `Authorization : Bearer ${TOKEN}`],
    ['as a header without space', `Authorization:Bearer ${TOKEN}`],
    ['in quotes of two kinds', `"'${TOKEN}'"`],
    ['in quotes with Bearer', `'Bearer ${TOKEN}',`],
    ['broken into lines', TOKEN.replace(/(.{40})/g, '$1\n  ')],
    ['in a link, query', `https://8x8.vc/${APP}/standup?lang=de&jwt=${TOKEN}`],
    ['in a link, fragment', `https://8x8.vc/${APP}/standup#config.x=1&jwt=${TOKEN}&a=b`],
    ['in a link, JSON-encoded', `https://8x8.vc/${APP}/standup#jwt=%22${TOKEN}%22`],
    ['in a link, with space in the quotes', `https://8x8.vc/a/b#jwt=%22${TOKEN}%20%22`],
    ['in a very long text', TOKEN.padEnd(65_536)],
    ['in a link, fragment before query', `https://8x8.vc/a/b?jwt=${jws({})}#jwt=${TOKEN}`],
    ['in a link, empty fragment', `https://8x8.vc/a/b?jwt=${TOKEN}#jwt=`],
    ['in a link in brackets', `<https://8x8.vc/a/b?jwt=${TOKEN}>`],
    ['as a parameter', `jwt=${TOKEN}`],
    ['as a parameter with others', `?lang=de&jwt=${TOKEN}`],
  ])('%s', (_, pasted) => {
    expect(readTokenToBan(pasted, { appId: APP, now: NOW })).toEqual(READ);
  });

  test.each([
    ['nothing', '', 'empty'],
    ['white space', ' \n', 'empty'],
    ['quotes only', '""', 'not-a-token'],
    ['a link without a token', `https://8x8.vc/${APP}/standup`, 'not-a-token'],
    ['a link with an empty one', 'https://8x8.vc/a/b?jwt=', 'not-a-token'],
    ['a parameter that only ends alike', `https://8x8.vc/a/b?xjwt=${TOKEN}`, 'not-a-token'],
    ['words', 'hello', 'not-a-token'],
    ['a quote within it', `${TOKEN.slice(0, 30)}"${TOKEN.slice(30)}`, 'not-a-token'],
    ['a comma within it', `${TOKEN.slice(0, 30)},${TOKEN.slice(30)}`, 'not-a-token'],
    ['Bearer within it', `${TOKEN.slice(0, 30)}bearer ${TOKEN.slice(30)}`, 'not-a-token'],
    ['a character before it', `!${TOKEN}`, 'not-a-token'],
    ['a character behind it', `${TOKEN}!`, 'not-a-token'],
    ['two parts', TOKEN.split('.').slice(0, 2).join('.'), 'not-a-token'],
    ['no signature', `${TOKEN.split('.').slice(0, 2).join('.')}.`, 'not-a-token'],
    ['an encrypted token', 'a.b.c.d.e', 'not-a-token'],
    ['a payload that is no JSON', `${part({ alg: 'RS256' })}.${part('{')}.c2ln`, 'not-a-token'],
    ['a payload that is a list', jws([]), 'not-a-token'],
    ['a header that is no JSON', `${part('x')}.${part(CLAIMS)}.c2ln`, 'not-a-token'],
    ['a header without algorithm', jws(CLAIMS, {}), 'not-a-token'],
    ['no AppID', jws({ ...CLAIMS, sub: undefined }), 'no-app'],
    ['an AppID of another kind', jws({ ...CLAIMS, sub: 'my-tenant' }), 'no-app'],
    ['an AppID that is no text', jws({ ...CLAIMS, sub: 7 }), 'no-app'],
    ["another key's AppID", jws({ ...CLAIMS, sub: OTHER_APP }), 'wrong-app'],
    ['a huge token', jws({ ...CLAIMS, x: 'x'.repeat(TOKEN_LIMIT) }), 'too-long'],
    ['a huge text', ' '.repeat(65_537), 'too-long'],
  ])('%s is refused', (_, pasted, code) => {
    expect(readTokenToBan(pasted, { appId: APP, now: NOW })).toEqual({ ok: false, code });
  });

  it('may be as long as a server takes it', () => {
    const token = TOKEN.padEnd(TOKEN_LIMIT, 'x');
    expect(readTokenToBan(token, { now: NOW })).toEqual({ ...READ, token });
  });

  it('may be of any AppID where no key is chosen', () => {
    const read = readTokenToBan(jws({ ...CLAIMS, sub: OTHER_APP }), { now: NOW });
    expect(read).toMatchObject({ ok: true, appId: OTHER_APP });
    expect(read).not.toHaveProperty('keyId');
  });

  it('is read with what it has', () => {
    const token = jws({ sub: APP }, { alg: 'RS256' });
    expect(readTokenToBan(token, { now: NOW })).toStrictEqual({
      ok: true,
      token,
      appId: APP,
      expired: false,
    });
  });

  test.each([
    ['a numeric id', { context: { user: { id: 42 } } }, { userId: '42' }],
    ['an id as Jitsi takes it without context', { user_id: 'u1' }, { userId: 'u1' }],
    [
      'the context before that',
      { user_id: 'u1', context: { user: { id: 'u2' } } },
      { userId: 'u2' },
    ],
    ['a context without a user', { user_id: 'u1', context: {} }, {}],
    ['a user of another kind', { context: { user: 'ana' } }, {}],
    ['a name of another kind', { context: { user: { id: 'u', name: {} } } }, { userId: 'u' }],
    ['an id of another kind', { context: { user: { id: {}, name: 'A' } } }, { userName: 'A' }],
    ['an end that is text', { exp: 'soon' }, {}],
    ['an end beyond all time', { exp: 1e300 }, {}],
    ['an end in the last moment of all', { exp: 8.64e12 }, { expiresAt: 8.64e15 }],
    ['an empty id', { context: { user: { id: '' } } }, { userId: '' }],
  ])('%s', (_, claims, facts) => {
    const token = jws({ sub: APP, ...claims }, { alg: 'RS256', kid: 7 });
    expect(readTokenToBan(token, { now: NOW })).toEqual({
      ok: true,
      token,
      appId: APP,
      expired: false,
      ...facts,
    });
  });

  test.each([
    [-1, true],
    [0, true],
    [1, false],
  ])('that ends %i s from now', (seconds, expired) => {
    const exp = NOW / 1000 + seconds;
    const read = readTokenToBan(jws({ ...CLAIMS, exp }), { appId: APP, now: NOW });
    expect(read).toMatchObject({ ok: true, expired, expiresAt: exp * 1000 });
  });

  it('is read or refused, never an exception, and comes out as a token only', () => {
    const pasted = fc.oneof(
      wildText,
      fc.tuple(fc.jsonValue(), fc.jsonValue()).map(([payload, header]) => jws(payload, header)),
      fc
        .dictionary(
          fc.constantFrom('sub', 'exp', 'context', 'room', 'user_id', '__proto__'),
          fc.jsonValue(),
        )
        .map((claims) => jws({ sub: APP, ...claims })),
      wildText.map((text) => `https://8x8.vc/a/b?jwt=${text}#jwt=${text}`),
    );
    fc.assert(
      fc.property(pasted, (text) => {
        const read = readTokenToBan(text, { now: NOW });
        if (read.ok) expect(read.token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
        else expect(['empty', 'not-a-token', 'no-app', 'too-long']).toContain(read.code);
      }),
      { numRuns: inputs(1000) },
    );
  });
});
