// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApplication } from '~/examples/token-service/application';
import { type Listener, listen } from '~/examples/token-service/listen';
import { createLogin } from '~/examples/token-service/login';
import { createSessions } from '~/examples/token-service/sessions';
import { Browser } from '~/tests/organisation/browser';
import { APP_ID, asked, CHROMIUM_URI, KEY_ID } from '~/tests/organisation/requests';
import { KEY, NOW } from './service';

const ISSUER = 'https://login.example.com';
const DISCOVERED = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/auth`,
  token_endpoint: `${ISSUER}/token`,
  jwks_uri: `${ISSUER}/jwks`,
};

describe('an application whose login does not answer', () => {
  const clock = { now: NOW };
  const errors: unknown[] = [];
  const fetched: string[] = [];
  let isUp = false;
  let listener: Listener;
  let browser: Browser;

  const login = createLogin({
    issuer: ISSUER,
    clientId: 'app',
    clientSecret: 'secret',
    redirectUri: 'https://app.example.com/login/callback',
    now: () => clock.now,
    fetch: async (url) => {
      fetched.push(url);
      if (!isUp || !url.includes('.well-known')) throw new TypeError('The login is down');
      return Response.json(DISCOVERED);
    },
  });

  beforeEach(async () => {
    isUp = false;
    errors.length = 0;
    fetched.length = 0;
    listener = await listen(0);
    const origin = `http://localhost:${listener.port}`;
    listener.serve(
      createApplication({
        origin,
        sessions: createSessions(1000, () => clock.now),
        login,
        isHost: () => true,
        service: {
          appId: APP_ID,
          keyId: KEY_ID,
          redirectUris: [CHROMIUM_URI],
          sign: KEY.sign,
          admits: () => true,
          now: () => clock.now,
          log: () => undefined,
          onSignerError: () => undefined,
        },
        onError: (error) => errors.push(error),
      }),
    );
    const ports = { app: listener.port, login: 0 };
    browser = new Browser({ origins: { app: origin, login: ISSUER }, ports });
  });

  afterEach(() => listener.stop());

  const ask = () =>
    browser.ask(new URL(`/gavel/token?${asked()}`, `http://localhost:${listener.port}`));

  it('shows a page, tells the administrator why, and tries again at the next request', async () => {
    const { status, body, headers } = await ask();
    expect({ status, kept: headers['cache-control'] }).toEqual({ status: 500, kept: 'no-store' });
    expect(body).not.toContain('down');
    expect(errors).toHaveLength(1);
    isUp = true;
    const { headers: next } = await ask();
    expect(next.location?.startsWith(`${ISSUER}/auth?`)).toBe(true);
    const query = new URL(next.location ?? '').searchParams;
    expect(query.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(query.get(name)).toMatch(/^[\w-]{43}$/);
    }
    // What it knows of the login it asks no second time.
    await ask();
    expect(fetched).toHaveLength(2);
  });

  it('keeps a thousand attempts to sign in, and forgets the oldest', async () => {
    isUp = true;
    const first = (await login.begin('browser', '/')).searchParams;
    const second = (await login.begin('browser', '/')).searchParams;
    for (const _ of Array(999)) await login.begin('browser', '/');
    const answer = (query: URLSearchParams) =>
      login.finish('browser', new URLSearchParams({ state: query.get('state') ?? '', code: 'x' }));
    expect(await answer(first)).toBeNull();
    // This one is known: its code is taken to the login, which is down.
    await expect(answer(second)).rejects.toThrow('The login is down');
  });
});
