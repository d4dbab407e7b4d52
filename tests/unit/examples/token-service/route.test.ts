// @vitest-environment node
import { createPublicKey } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import {
  APP_ID,
  asked,
  CHROMIUM_URI,
  FIREFOX_URI,
  fragmentOf,
  KEY_ID,
  STATE,
} from '~/tests/organisation/requests';
import { ANNA, BOB, createService, KEY, NOW, PRIVATE_KEY_PEM } from './service';

describe('a host who is signed in', () => {
  it.each([CHROMIUM_URI, FIREFOX_URI])(
    'gets a token at %s, behind # and with the state',
    async (uri) => {
      const { ask } = createService();
      const { status, location } = await ask(asked({ redirect_uri: uri }));
      expect(status).toBe(302);
      expect(location.startsWith(`${uri}#`)).toBe(true);
      expect(fragmentOf(location)).toEqual({
        access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
        token_type: 'Bearer',
        expires_in: '120',
        state: STATE,
      });
    },
  );

  it('gets a token of these claims and no other, for two minutes', async () => {
    const { ask, log } = createService();
    const { access_token: token = '' } = fragmentOf((await ask(asked())).location);
    expect(decodeProtectedHeader(token)).toEqual({
      alg: 'RS256',
      typ: 'JWT',
      kid: `${APP_ID}/${KEY_ID}`,
    });
    const seconds = Math.floor(NOW / 1000);
    expect(decodeJwt(token)).toEqual({
      aud: 'jitsi',
      iss: 'chat',
      sub: APP_ID,
      admin: true,
      nbf: seconds - 60,
      exp: seconds + 120,
      jti: log[0]?.jti,
    });
  });

  it('gets a token that the public key verifies', async () => {
    const { ask } = createService();
    const { access_token: token = '' } = fragmentOf((await ask(asked())).location);
    const verified = await jwtVerify(token, createPublicKey(KEY.publicKeyPem), {
      algorithms: ['RS256'],
      currentDate: new Date(NOW),
    });
    expect(verified.payload.sub).toBe(APP_ID);
  });

  it('gets another token each time', async () => {
    const { ask, log } = createService();
    await ask(asked());
    await ask(asked());
    expect(new Set(log.map(({ jti }) => jti)).size).toBe(2);
  });

  it.each([
    ['an action', { action: undefined }],
    ['a room', { room: undefined }],
    ['both', { action: undefined, room: undefined }],
    ['a window, in silence', { prompt: 'none' }],
    ['anything that is not known here', { later: 'perhaps' }],
  ])('gets a token without, or with, %s', async (_, changes) => {
    const { ask } = createService();
    expect(fragmentOf((await ask(asked(changes))).location).access_token).toBeDefined();
  });

  it('gets no more than so many tokens a minute, and then some again', async () => {
    const { ask, clock, log } = createService();
    for (const _ of [1, 2, 3]) await ask(asked());
    const refused = await ask(asked());
    expect(fragmentOf(refused.location)).toEqual({
      error: 'temporarily_unavailable',
      error_description: expect.stringContaining('Too many'),
      state: STATE,
    });
    // Another host is not held up by the first.
    const { location } = await ask(asked(), { id: 'carol', isHost: true });
    expect(fragmentOf(location).access_token).toBeDefined();
    clock.now += 60_000;
    expect(fragmentOf((await ask(asked())).location).access_token).toBeDefined();
    expect(log.map(({ who, decision }) => `${who} ${decision}`)).toEqual([
      'anna token',
      'anna token',
      'anna token',
      'anna temporarily_unavailable',
      'carol token',
      'anna token',
    ]);
  });

  it('reads that signing failed, and not why; the administrator is told', async () => {
    const failure = new Error('permission denied for key 7');
    const { ask, log, errors } = createService({ sign: () => Promise.reject(failure) });
    const reply = await ask(asked());
    expect(fragmentOf(reply.location)).toEqual({
      error: 'server_error',
      error_description: 'Signing failed',
      state: STATE,
    });
    expect(log).toMatchObject([{ decision: 'server_error', jti: null }]);
    expect(errors).toEqual([failure]);
  });
});

describe('somebody else', () => {
  it('who is signed in and no host is refused', async () => {
    const { ask, log } = createService();
    expect(fragmentOf((await ask(asked(), BOB)).location)).toEqual({
      error: 'access_denied',
      error_description: expect.any(String),
      state: STATE,
    });
    expect(log).toMatchObject([{ who: 'bob', decision: 'access_denied', jti: null }]);
  });

  it('who is not signed in is shown the login', async () => {
    const { ask, log } = createService();
    expect(await ask(asked(), null)).toMatchObject({
      status: 200,
      body: expect.stringContaining('The login'),
    });
    expect(log).toMatchObject([{ who: null, decision: 'login', jti: null }]);
  });

  it('who is not signed in is shown nothing when Gavel asks in silence', async () => {
    const { ask, log } = createService();
    const { location } = await ask(asked({ prompt: 'none' }), null);
    expect(fragmentOf(location)).toMatchObject({ error: 'login_required', state: STATE });
    expect(log).toMatchObject([{ who: null, decision: 'login_required', jti: null }]);
  });
});

describe('a request that is not Gavel’s', () => {
  it.each([
    ['no redirect_uri', asked({ redirect_uri: undefined })],
    ['an empty redirect_uri', asked({ redirect_uri: '' })],
    ['another extension', asked({ redirect_uri: CHROMIUM_URI.replace('abc', 'cba') })],
    ['a longer path', asked({ redirect_uri: `${CHROMIUM_URI}/` })],
    ['a shorter path', asked({ redirect_uri: CHROMIUM_URI.slice(0, -1) })],
    ['a query', asked({ redirect_uri: `${CHROMIUM_URI}?to=elsewhere` })],
    ['a fragment', asked({ redirect_uri: `${CHROMIUM_URI}#` })],
    ['other letters', asked({ redirect_uri: CHROMIUM_URI.toUpperCase() })],
    ['a trailing blank', asked({ redirect_uri: `${CHROMIUM_URI} ` })],
    ['another scheme', asked({ redirect_uri: CHROMIUM_URI.replace('https', 'http') })],
    ['a host behind it', asked({ redirect_uri: CHROMIUM_URI.replace('/gavel', '.example/gavel') })],
    [
      'a redirect_uri twice',
      new URLSearchParams(`${asked()}&redirect_uri=https://elsewhere.example`),
    ],
    [
      'the same redirect_uri twice',
      new URLSearchParams([...asked(), ['redirect_uri', CHROMIUM_URI]]),
    ],
    ['no client_id', asked({ client_id: undefined })],
    ['another client_id', asked({ client_id: 'hammer' })],
    ['a client_id twice', new URLSearchParams(`${asked()}&client_id=gavel`)],
  ])('gets a page and is sent nowhere: %s', async (_, query) => {
    const { ask, log } = createService();
    for (const person of [ANNA, BOB, null]) {
      const { status, location, body } = await ask(query, person);
      expect({ status, location }).toEqual({ status: 400, location: '' });
      expect(body).not.toContain('elsewhere');
    }
    expect(log.map(({ decision }) => decision)).toEqual(Array(3).fill('bad_request'));
  });

  it.each(['HEAD', 'POST', 'PUT', 'OPTIONS'])('gets 405 for %s', async (method) => {
    const { ask, log } = createService();
    const { status, headers, location } = await ask(asked(), ANNA, method);
    expect({ status, allow: headers.allow, location }).toEqual({
      status: 405,
      allow: 'GET',
      location: '',
    });
    expect(log).toMatchObject([{ decision: 'method_not_allowed', jti: null }]);
  });
});

describe('a request of Gavel’s that is wrong', () => {
  const twice = (name: string, value: string) => new URLSearchParams([...asked(), [name, value]]);
  it.each([
    ['unsupported_response_type', 'a code is wanted', asked({ response_type: 'code' })],
    ['unsupported_response_type', 'nothing is wanted', asked({ response_type: undefined })],
    ['invalid_scope', 'another scope', asked({ scope: 'jaas.admin everything' })],
    ['invalid_scope', 'no scope', asked({ scope: undefined })],
    ['invalid_request', 'no state', asked({ state: undefined })],
    ['invalid_request', 'a state of 126 bits', asked({ state: STATE.slice(1) })],
    ['invalid_request', 'a state of other signs', asked({ state: `${STATE}<b>` })],
    ['invalid_request', 'no AppID', asked({ app_id: undefined })],
    ['invalid_request', 'another AppID', asked({ app_id: APP_ID.replace('1d2e', '2e1d') })],
    ['invalid_request', 'another prompt', asked({ prompt: 'login' })],
    ['invalid_request', 'an AppID twice', twice('app_id', APP_ID)],
    ['invalid_request', 'a state twice', twice('state', STATE)],
    ['invalid_request', 'an action twice', twice('action', 'ban')],
    ['invalid_request', 'a response_type twice', twice('response_type', 'token')],
    ['invalid_request', 'something unknown twice', new URLSearchParams(`${asked()}&x=1&x=2`)],
  ])('gets %s: %s', async (error, _, query) => {
    const { ask, log } = createService();
    for (const person of [ANNA, BOB, null]) {
      const { status, location } = await ask(query, person);
      expect(status).toBe(302);
      expect(location.startsWith(`${CHROMIUM_URI}#`)).toBe(true);
      const states = query.getAll('state');
      expect(fragmentOf(location)).toEqual({
        error,
        error_description: expect.any(String),
        // The state goes back as it came, so that Gavel knows its own request (RFC 6749 §4.2.2.1).
        ...(states.length === 1 ? { state: states[0] } : {}),
      });
    }
    expect(log.map(({ decision, jti }) => [decision, jti])).toEqual(Array(3).fill([error, null]));
  });
});

describe('every answer', () => {
  it.each([
    ['a token', asked(), ANNA, 'GET'],
    ['an error', asked({ scope: 'x' }), ANNA, 'GET'],
    ['a refusal', asked(), BOB, 'GET'],
    ['a page', asked({ client_id: 'x' }), ANNA, 'GET'],
    ['another method', asked(), ANNA, 'POST'],
    ['the login', asked(), null, 'GET'],
  ])('is not kept and tells the next page nothing: %s', async (_, query, person, method) => {
    const { headers } = await createService().ask(query, person, method);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
  });
});

describe('the audit', () => {
  it('says who got which token for what', async () => {
    const { ask, log } = createService();
    const { access_token: token = '' } = fragmentOf((await ask(asked())).location);
    expect(log).toEqual([
      {
        time: '2026-12-01T09:00:00.700Z',
        who: 'anna',
        app_id: APP_ID,
        action: 'ban',
        room: 'standup',
        jti: decodeJwt(token).jti,
        decision: 'token',
      },
    ]);
  });

  it('says nothing that was not said', async () => {
    const { ask, log } = createService();
    await ask(new URLSearchParams(), null);
    expect(log).toMatchObject([{ who: null, app_id: null, action: null, room: null }]);
  });

  it.each(['ban', 'remove', 'ban-token', 'end-meeting', 'call', 'hang-up', 'test-key', 'set-up'])(
    'knows the action %s',
    async (action) => {
      const { ask, log } = createService();
      await ask(asked({ action }));
      expect(log).toMatchObject([{ action }]);
    },
  );

  it('takes an action that it does not know for unknown, and gives the token', async () => {
    const { ask, log } = createService();
    await ask(asked({ action: 'ban\n{"who":"carol"}' }));
    expect(log).toMatchObject([{ action: 'unknown', decision: 'token' }]);
  });

  it('cuts a room that has no end, and stays one line of JSON', async () => {
    const { ask, log } = createService();
    await ask(asked({ room: `a\n\u2028"${'😀'.repeat(500)}` }));
    expect(log[0]?.room).toHaveLength(200);
    const line = JSON.stringify(log[0]);
    expect(line).not.toContain('\n');
    expect(JSON.parse(line)).toEqual(log[0]);
  });

  it('never has a token, a state or anything of the key', async () => {
    const { ask, log } = createService();
    const tokens: string[] = [];
    for (const person of [ANNA, ANNA, ANNA, ANNA, BOB, null]) {
      tokens.push(
        fragmentOf((await ask(asked({ prompt: 'none' }), person)).location).access_token ?? '',
      );
    }
    const given = tokens.filter((token) => token !== '');
    expect(given).toHaveLength(3);
    const text = JSON.stringify(log);
    for (const part of given.flatMap((token) => token.split('.'))) expect(text).not.toContain(part);
    for (const line of PRIVATE_KEY_PEM.split('\n').filter(Boolean))
      expect(text).not.toContain(line);
    expect(text).not.toContain(STATE);
  });
});
