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
    ['as a parameter that only ends alike', `https://8x8.vc/a/b?xjwt=${TOKEN}`],
    ['in a link from HTML', `https://8x8.vc/a/b?lang=de&amp;jwt=${TOKEN}&amp;x=1`],
    [
      'in SafeLinks',
      `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(`https://8x8.vc/a/b?jwt=${TOKEN}`)}&data=05%7C`,
    ],
    ['in a line of a log', `2026-03-02 INFO {"level":"info","jwt":"${TOKEN}","status":200}`],
    ['in a cookie', `Cookie: a=b; jwt=${TOKEN}; c=d`],
    ['in the path of an address', `https://app.example/join/${TOKEN}?x=1`],
    ['in a sentence', `The token is ${TOKEN}.`],
    ['with marks of Markdown', TOKEN.replaceAll('_', '\\_').replaceAll('-', '\\-')],
    ['in quoted-printable', `jwt=3D${TOKEN.replace(/.{60}/g, '$&=\r\n')}\r\nRegards`],
    ['in quoted mail', `> ${TOKEN.replace(/.{70}/g, '$&\n> ')}\n> Ann`],
    ['with what is glued to it', `jwt-${TOKEN}`],
    ['in italics', `_${TOKEN}_`],
    ['in bold letters', `__${TOKEN}__`],
    ['with signs around it', `!${TOKEN}!`],
    ['in full-width signs', TOKEN.replaceAll('.', '．')],
    ['twice', `${TOKEN}\n${TOKEN}`],
    ['beside one that is not of JaaS', `id_token=${jws({ sub: 'auth0|1' })}&jwt=${TOKEN}`],
  ])('%s', (_, pasted) => {
    expect(readTokenToBan(pasted, { appId: APP, now: NOW })).toEqual(READ);
  });

  test.each([
    ['nothing', '', 'empty'],
    ['white space', ' \n', 'empty'],
    ['quotes only', '""', 'not-a-token'],
    ['a link without a token', `https://8x8.vc/${APP}/standup`, 'not-a-token'],
    ['a link with an empty one', 'https://8x8.vc/a/b?jwt=', 'not-a-token'],
    ['words', 'hello', 'not-a-token'],
    ['a quote within it', `${TOKEN.slice(0, 30)}"${TOKEN.slice(30)}`, 'not-a-token'],
    ['a comma within it', `${TOKEN.slice(0, 30)},${TOKEN.slice(30)}`, 'not-a-token'],
    ['Bearer within it', `${TOKEN.slice(0, 30)}bearer ${TOKEN.slice(30)}`, 'not-a-token'],
    ['a letter behind it that no token has', `${TOKEN}é`, 'not-a-token'],
    ['a signature in base64 of another kind', `${TOKEN}+/x`, 'not-a-token'],
    [
      'a signature that no bytes have',
      `${jws(CLAIMS).split('.').slice(0, 2).join('.')}.aaaaa`,
      'not-a-token',
    ],
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
    expect(token.slice(token.lastIndexOf('.') + 1).length % 4).not.toBe(1);
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
    ['a numeric id', { context: { user: { id: 42 } } }, { userId: '42', userIdIsNoText: true }],
    [
      'an id that is true',
      { context: { user: { id: true } } },
      { userId: 'true', userIdIsNoText: true },
    ],
    ['an id that is null', { context: { user: { id: null } } }, { userIdIsNoText: true }],
    ['an id as Jitsi takes it without context', { user_id: 'u1' }, { userId: 'u1' }],
    [
      'the context before that',
      { user_id: 'u1', context: { user: { id: 'u2' } } },
      { userId: 'u2' },
    ],
    ['a context without a user', { user_id: 'u1', context: {} }, {}],
    ['a user of another kind', { context: { user: 'ana' } }, {}],
    ['a name of another kind', { context: { user: { id: 'u', name: {} } } }, { userId: 'u' }],
    [
      'an id of another kind',
      { context: { user: { id: {}, name: 'A' } } },
      { userName: 'A', userIdIsNoText: true },
    ],
    ['an end that is text', { exp: 'soon' }, { expiresAt: null }],
    ['an end that is null', { exp: null }, { expiresAt: null }],
    ['an end beyond all time', { exp: 1e300 }, { expiresAt: null }],
    ['an end before all time', { exp: -1e300 }, { expiresAt: null }],
    ['an end in milliseconds', { exp: NOW + 60_000 }, { expiresAt: null }],
    ['an end in microseconds', { exp: (NOW + 60_000) * 1000 }, { expiresAt: null }],
    ['an end in the year 9999', { exp: 253_402_300_799 }, { expiresAt: 253_402_300_799_000 }],
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

  test.each(['9007199254740993', '12345678901234567890', '1.50', '1e3', '-0'])(
    'shows the number %s as its id as the token writes it',
    (digits) => {
      const claims = JSON.stringify({
        sub: APP,
        note: 'a "9" \\',
        context: { user: { id: 'ID', name: '1' } },
      });
      const token = jws(claims.replace('"ID"', digits));
      expect(readTokenToBan(token, { now: NOW })).toMatchObject({
        ok: true,
        userId: digits,
        userIdIsNoText: true,
        userName: '1',
      });
    },
  );

  it('is refused beside another one of JaaS, and both are told', () => {
    const other = jws({ ...CLAIMS, context: { user: { id: 'u-2' } } });
    const read = readTokenToBan(`${TOKEN}\n${other}`, { now: NOW });
    expect(read).toMatchObject({
      ok: false,
      code: 'several',
      found: [{ userId: 'google-oauth2|1' }, { userId: 'u-2' }],
    });
  });

  it('is refused where the same claims are signed twice: nobody knows which is in use', () => {
    const read = readTokenToBan(`${TOKEN} ${TOKEN}eAA`, { now: NOW });
    expect(read).toMatchObject({ ok: false, code: 'several' });
  });

  it('is whole where a mail server broke its signature', () => {
    const token = `${jws({ ...CLAIMS, features: 'x'.repeat(600) })}${'x'.repeat(342 - 15)}`;
    const cut = token.length - 200;
    const broken = `${token.slice(0, cut)}\r\n${token.slice(cut)}\r\nThanks`;
    const read = readTokenToBan(broken, { now: NOW });
    expect(read.ok && read.token).toBe(token);
  });

  it('is whole where lines broke a signature of a length of its own', () => {
    const token = `${TOKEN}${'x'.repeat(185)}`;
    const read = readTokenToBan(token.replace(/.{40}/g, '$&\n'), { now: NOW });
    expect(read.ok && read.token).toBe(token);
  });

  it('is refused where it was broken at a place from which two ways lead on', () => {
    const [header, payload] = TOKEN.split('.');
    const first = `${header}.${payload?.slice(0, 20)}`;
    const rest = `${payload?.slice(20)}.${'x'.repeat(200)}`;
    const read = readTokenToBan(`${first} ${rest} Thanks`, { now: NOW });
    expect(read).toMatchObject({ ok: false, code: 'several' });
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
        else expect(['empty', 'not-a-token', 'no-app', 'too-long', 'several']).toContain(read.code);
      }),
      { numRuns: inputs(1000) },
    );
  });
});
