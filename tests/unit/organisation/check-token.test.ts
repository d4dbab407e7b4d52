// @vitest-environment node
import fc from 'fast-check';
import { UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { inputs } from '~/tests/depth';
import { asked, CHROMIUM_URI, FIREFOX_URI, STATE } from '~/tests/organisation/requests';
import type { TokenRefusal } from '~/utils/jaas/token-refusal';
import { readTokenAnswer } from '~/utils/organisation/check-token';
import { APP_ID, KEY_ID } from '../actions/samples';
import { createService } from '../examples/token-service/service';
import {
  ASKED,
  answerWith,
  CLAIMS,
  FOREIGN_JWK,
  FOREIGN_KEY,
  HEADER,
  keyFor,
  NOW,
  NOW_S,
  SERVICE,
  signed,
} from './tokens';

const OTHER_APP = `vpaas-magic-cookie-${'f'.repeat(32)}`;
const HOUR_MS = 3_600_000;

const read = (answer: string, now = NOW) => readTokenAnswer(answer, SERVICE, { ...ASKED, now });
const refused = (why: TokenRefusal) => ({ ok: false, why });

/** What comes of a token like this. */
async function readToken(...how: Parameters<typeof signed>) {
  return read(answerWith(await signed(...how)));
}

const good = await signed();

describe('a token as it should be', () => {
  it('is taken as it was given, for as long as it lives', async () => {
    expect(await read(answerWith(good))).toEqual({ ok: true, token: good, lifeMs: 120_000 });
  });

  it('is what the example token service gives', async () => {
    const { ask } = createService({ appId: APP_ID, keyId: KEY_ID, now: () => NOW });
    const { location } = await ask(asked({ app_id: APP_ID }));
    expect(await read(location)).toMatchObject({ ok: true, lifeMs: 120_000 });
  });

  it('is taken in Firefox, whose answers go to another address', async () => {
    const answer = answerWith(good, {}, FIREFOX_URI);
    const here = { ...ASKED, redirectUri: FIREFOX_URI };
    expect(await readTokenAnswer(answer, SERVICE, here)).toMatchObject({ ok: true });
  });

  it.each(['bearer', 'Bearer', 'BEARER'])('has the type %s', async (type) => {
    expect(await read(answerWith(good, { token_type: type }))).toMatchObject({ ok: true });
  });

  it.each([-HOUR_MS / 2, HOUR_MS / 2])(
    'is taken where the clock of this device is off by %d ms, for as long as by a right one',
    async (ms) => {
      expect(await read(answerWith(good), NOW + ms)).toMatchObject({ ok: true, lifeMs: 120_000 });
    },
  );

  it.each([
    ['for less time than it lives', '30', 30_000],
    ['for more time than it lives', '3600', 120_000],
    ['for ever', 'Infinity', 120_000],
    ['for a time that is none', 'soon', 120_000],
    ['for a time before now', '-5', 120_000],
    ['for no time', '0', 120_000],
    ['for an empty time', '', 120_000],
    ['for a time that is not named', undefined, 120_000],
  ])(
    'is kept for the shorter time where the service says that it is good %s',
    async (_, expires_in, lifeMs) => {
      expect(await read(answerWith(good, { expires_in }))).toEqual({
        ok: true,
        token: good,
        lifeMs,
      });
    },
  );

  it.each([
    ['ten minutes', { iat: NOW_S, exp: NOW_S + 600 }, 600_000],
    [
      'ten minutes and what it was backdated by',
      { iat: undefined, nbf: NOW_S - 60, exp: NOW_S + 600 },
      600_000,
    ],
    ['less than no time', { iat: NOW_S, exp: NOW_S - 10 }, 1000],
  ])('may live for %s', async (_, claims, lifeMs) => {
    const answer = answerWith(await signed(claims), { expires_in: undefined });
    expect(await read(answer)).toMatchObject({ ok: true, lifeMs });
  });
});

describe('an answer that is none to the question', () => {
  it.each([
    ['without a state', { state: undefined }],
    ['with another state', { state: `${STATE}x` }],
    ['with the state in other letters', { state: STATE.toUpperCase() }],
    ['with an empty state', { state: '' }],
  ])('%s is thrown away', async (_, change) => {
    expect(await read(answerWith(good, change))).toEqual(refused('wrong-state'));
    const error = answerWith(undefined, { error: 'access_denied', ...change });
    expect(await read(error), 'nor is it believed that the host may not').toEqual(
      refused('wrong-state'),
    );
  });

  it.each([
    ['twice', `&state=${STATE}`],
    ['and another one', '&state=other'],
  ])('with the state %s is thrown away', async (_, more) => {
    expect(await read(answerWith(good) + more)).toEqual(refused('wrong-state'));
  });

  it.each([
    ['another path', `${CHROMIUM_URI}2`],
    ['a path below', `${CHROMIUM_URI}/more`],
    ['the root', CHROMIUM_URI.replace('/gavel', '/')],
    ['a question mark', `${CHROMIUM_URI}?a=b`],
    ['another extension', CHROMIUM_URI.replace('abcd', 'dcba')],
    ['another scheme', CHROMIUM_URI.replace('https', 'http')],
    ['nowhere', ''],
  ])('at %s is not read', async (_, address) => {
    expect(await read(answerWith(good, {}, address))).toEqual(refused('wrong-address'));
  });

  it('with its parameters before the “#” is not read: that part of an address is logged and passed on', async () => {
    const answer = answerWith(good).replace('#', '?');
    expect(await read(answer)).toEqual(refused('wrong-address'));
    expect(await read(CHROMIUM_URI)).toEqual(refused('wrong-state'));
  });
});

describe('an error that the service names', () => {
  it.each<[string, TokenRefusal]>([
    ['access_denied', 'not-allowed'],
    ['login_required', 'signed-out'],
    ['interaction_required', 'signed-out'],
    ['account_selection_required', 'signed-out'],
    ['consent_required', 'signed-out'],
    ['server_error', 'service-error'],
    ['temporarily_unavailable', 'service-error'],
    ['something_of_its_own', 'service-error'],
    ['constructor', 'service-error'],
    ['__proto__', 'service-error'],
  ])('%s is %s, also beside a token', async (error, why) => {
    expect(await read(answerWith(undefined, { error }))).toEqual(refused(why));
    expect(await read(answerWith(good, { error }))).toEqual(refused(why));
  });
});

describe('an answer without a token that could be one', () => {
  it.each([
    ['no token', { access_token: undefined }],
    ['an empty token', { access_token: '' }],
    ['a word', { access_token: 'token' }],
    ['something in three parts', { access_token: 'a.b.c' }],
    ['a header that is no JSON', { access_token: good.replace(/^[^.]*/, 'e30x') }],
    ['no type', { token_type: undefined }],
    ['another type', { token_type: 'DPoP' }],
    ['an ID token of OpenID Connect', { id_token: good }],
    ['the response of JARM', { response: good }],
    ['another issuer', { iss: 'https://login.example.com' }],
  ])('%s', async (_, change) => {
    expect(await read(answerWith(good, change))).toEqual(refused('not-a-token'));
  });

  it('two tokens, be they the same', async () => {
    expect(await read(`${answerWith(good)}&access_token=${good}`)).toEqual(refused('not-a-token'));
  });

  it('more than can be an answer is not looked at', async () => {
    const long = { more: 'x'.repeat(20_000), state: 'other' };
    expect(await read(answerWith(good, long))).toEqual(refused('not-a-token'));
  });
});

describe('a token that is signed otherwise', () => {
  it('by another key, under the right key ID', async () => {
    expect(await readToken({}, {}, FOREIGN_KEY)).toEqual(refused('foreign-signature'));
  });

  it('by the right key, where another one was set up', async () => {
    const elsewhere = { ...SERVICE, publicJwk: FOREIGN_JWK };
    expect(await readTokenAnswer(answerWith(good), elsewhere, ASKED)).toEqual(
      refused('foreign-signature'),
    );
  });

  it.each([
    ['another person’s AppID', { sub: OTHER_APP }],
    ['a longer life', { exp: CLAIMS.exp + 60 }],
    ['a room', { room: '*' }],
  ])('and has got %s since', async (_, claims) => {
    const [header, , signature] = good.split('.');
    const [, payload] = (await signed(claims)).split('.');
    expect(await read(answerWith([header, payload, signature].join('.')))).toEqual(
      refused('foreign-signature'),
    );
  });

  it('not at all', async () => {
    const unsecured = new UnsecuredJWT(CLAIMS).encode();
    expect(await read(answerWith(unsecured))).toEqual(refused('not-a-token'));
    expect(await read(answerWith(good.replace(/[^.]*$/, '')))).toMatchObject({ ok: false });
  });

  it('with the public key as a password', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(SERVICE.publicJwk));
    expect(await readToken({}, { alg: 'HS256' }, secret)).toEqual(refused('not-a-token'));
  });

  it.each(['RS384', 'RS512', 'PS256'])('by %s', async (alg) => {
    expect(await readToken({}, { alg }, await keyFor(alg))).toEqual(refused('not-a-token'));
  });

  it.each([
    ['of another AppID', `${OTHER_APP}/${KEY_ID}`, 'wrong-app-id'],
    ['of none', KEY_ID, 'not-a-token'],
    ['of the AppID alone', APP_ID, 'not-a-token'],
    ['that is missing', undefined, 'not-a-token'],
    ['that is empty', '', 'not-a-token'],
    ['that is a number', 4, 'not-a-token'],
    ['with a blank before it', ` ${HEADER.kid}`, 'not-a-token'],
    ['in quotes', `"${HEADER.kid}"`, 'not-a-token'],
    ['with a comma behind it', `${HEADER.kid},`, 'not-a-token'],
    ['with more behind it', `${HEADER.kid}/x`, 'not-a-token'],
  ] as const)('under a key ID %s', async (_, kid, why) => {
    expect(await readToken({}, { kid })).toEqual(refused(why));
  });
});

describe('a token that says something else', () => {
  it.each<[TokenRefusal, string, Record<string, unknown>]>([
    ['wrong-app-id', 'another AppID', { sub: OTHER_APP }],
    ['wrong-app-id', 'every AppID', { sub: '*' }],
    ['not-admin', 'no AppID', { sub: undefined }],
    ['not-admin', 'another audience', { aud: 'jibri' }],
    ['not-admin', 'several audiences', { aud: ['jitsi', 'jibri'] }],
    ['not-admin', 'no audience', { aud: undefined }],
    ['not-admin', 'another issuer', { iss: 'app' }],
    ['not-admin', 'no issuer', { iss: undefined }],
    ['not-admin', 'no right', { admin: undefined }],
    ['not-admin', 'no to the right', { admin: false }],
    ['not-admin', 'the right as a text', { admin: 'true' }],
    ['not-admin', 'the right as a number', { admin: 1 }],
    ['extra-claims', 'a room', { room: 'standup' }],
    ['extra-claims', 'every room', { room: '*' }],
    ['extra-claims', 'a room that is nothing', { room: null }],
    ['extra-claims', 'a person', { context: { user: { moderator: true } } }],
  ])('%s: %s', async (why, _, claims) => {
    expect(await readToken(claims)).toEqual(refused(why));
  });

  it.each<[string, Record<string, unknown>]>([
    ['without an end', { exp: undefined }],
    ['with an end that is a text', { exp: String(CLAIMS.exp) }],
    ['without a beginning', { iat: undefined, nbf: undefined }],
    ['with a beginning that is a text', { iat: String(NOW_S) }],
    ['for more than ten minutes since it was issued', { exp: NOW_S + 601 }],
    [
      'for more than ten minutes since it is valid',
      { iat: undefined, nbf: NOW_S, exp: NOW_S + 661 },
    ],
    ['for two hours', { exp: NOW_S + 7200 }],
    ['for a moment, next year', { iat: NOW_S + 31_536_000, exp: NOW_S + 31_536_120 }],
  ])('too-long: %s', async (_, claims) => {
    expect(await readToken(claims)).toEqual(refused('too-long'));
  });
});

describe('whatever comes', () => {
  const fragments = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webQueryParameters(),
    fc
      .record(
        {
          state: fc.oneof(fc.constant(STATE), fc.string()),
          access_token: fc.oneof(fc.constant('e30.e30.e30'), fc.string(), fc.base64String()),
          token_type: fc.oneof(fc.constant('Bearer'), fc.string()),
          expires_in: fc.oneof(fc.string(), fc.integer().map(String)),
          error: fc.string(),
        },
        { requiredKeys: [] },
      )
      .map((parameters) => new URLSearchParams(parameters).toString()),
  );

  it('is no token and no exception', async () => {
    await fc.assert(
      fc.asyncProperty(fragments, async (fragment) => {
        expect(await read(`${CHROMIUM_URI}#${fragment}`)).toMatchObject({ ok: false });
      }),
      { numRuns: inputs(1000) },
    );
  });

  it('of a good answer in which one character is another, nothing is taken but the token that was signed', async () => {
    const answer = answerWith(good);
    const position = fc.oneof(
      fc.nat(answer.length - 1),
      // The end of the token, whose last bits stand for nothing.
      fc.nat(3).map((back) => answer.indexOf(good) + good.length - 1 - back),
    );
    const character = fc.oneof(
      fc.string({ unit: 'binary', minLength: 0, maxLength: 1 }),
      fc.constantFrom(...'ABCDwxyz0189-_=+&%#.~'),
    );
    await fc.assert(
      fc.asyncProperty(position, character, fc.boolean(), async (at, other, isMore) => {
        const rest = answer.slice(isMore ? at : at + 1);
        const result = await read(answer.slice(0, at) + other + rest);
        expect(result.ok ? result.token : good).toBe(good);
      }),
      { numRuns: inputs(5000) },
    );
  });
});
