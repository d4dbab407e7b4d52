// @vitest-environment node
import { createPublicKey } from 'node:crypto';
import { jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  startTestOrganisation,
  type TestOrganisation,
  type TestOrganisationOptions,
} from '~/tests/organisation';
import { Browser, type Landing } from '~/tests/organisation/browser';
import { MISCHIEF } from '~/tests/organisation/mischief';
import {
  APP_ID,
  asked,
  CHROMIUM_URI,
  fragmentOf,
  KEY_ID,
  STATE,
} from '~/tests/organisation/requests';
import { NOW, PRIVATE_KEY_PEM } from './service';

const WORKDAY_MS = 8 * 60 * 60_000;

const clock = { now: NOW };
const log: string[] = [];
let organisation: TestOrganisation;
let browser: Browser;

const begin = (changes: Partial<TestOrganisationOptions> = {}) =>
  startTestOrganisation({
    appId: APP_ID,
    keyId: KEY_ID,
    redirectUris: [CHROMIUM_URI],
    privateKeyPem: PRIVATE_KEY_PEM,
    tokensPerMinute: 1000,
    now: () => clock.now,
    log: (line) => log.push(JSON.stringify(line)),
    onError: (error) => log.push(String(error)),
    ...changes,
  });

// One for all tests, since making its keys takes a while. Each test has a browser of its own.
beforeAll(async () => {
  organisation = await begin();
});

beforeEach(() => {
  clock.now = NOW;
  log.length = 0;
  browser = new Browser(organisation);
});

afterAll(() => organisation.stop());

const address = (changes: Record<string, string | undefined> = {}) =>
  `${organisation.tokenUrl}?${asked(changes)}`;

/** Gavel asks in silence. */
const silently = async () => fragmentOf((await browser.open(address({ prompt: 'none' }))).url);

async function signIn(username = 'anna', password = 'anna-likes-tea'): Promise<Landing> {
  return browser.submit(await browser.open(address()), { username, password });
}

describe('a host without a session', () => {
  it('signs in at the company’s login and comes back to Gavel with a token and the same state', async () => {
    const page = await browser.open(address());
    expect(page.url.origin).toBe(organisation.origins.login);
    expect(page.body).toContain('Company login');
    const end = await browser.submit(page, { username: 'anna', password: 'anna-likes-tea' });
    expect(end.url.href.startsWith(`${CHROMIUM_URI}#`)).toBe(true);
    const { access_token: token = '', state } = fragmentOf(end.url);
    expect(state).toBe(STATE);
    const { payload } = await jwtVerify(token, createPublicKey(organisation.publicKeyPem), {
      currentDate: new Date(clock.now),
    });
    expect(payload).toMatchObject({ sub: APP_ID, admin: true });
    expect(log.map((line) => JSON.parse(line)).map(({ who, decision }) => [who, decision])).toEqual(
      [
        [null, 'login'],
        ['anna', 'token'],
      ],
    );
    expect(organisation.audit.slice(-2).map((line) => JSON.stringify(line))).toEqual(log);
    expect(await silently()).toMatchObject({ token_type: 'Bearer' });
  });

  it('signs in without anything that comes from another machine', async () => {
    const asking = vi.spyOn(globalThis, 'fetch');
    const own = await begin();
    browser = new Browser(own);
    const page = await browser.open(`${own.tokenUrl}?${asked()}`);
    expect(page.body).not.toMatch(/https?:|<script|<link|<img|@import/);
    const end = await browser.submit(page, { username: 'anna', password: 'anna-likes-tea' });
    expect(fragmentOf(end.url).access_token).toBeDefined();
    const origins = asking.mock.calls.map(([url]) => new URL(String(url)).hostname);
    asking.mockRestore();
    await own.stop();
    // Discovery, the code, and the keys of the login.
    expect(origins).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.1']);
  });

  it('is told so in silence', async () => {
    expect(await silently()).toMatchObject({ error: 'login_required', state: STATE });
  });

  it('is not let in with a wrong password', async () => {
    const page = await signIn('anna', 'bob-likes-coffee');
    expect(page).toMatchObject({ status: 401, body: expect.stringContaining('is wrong') });
    expect(await silently()).toMatchObject({ error: 'login_required' });
  });

  it('is asked once more after a wrong name, with the name still there', async () => {
    const page = await signIn('an<na', 'wrong');
    expect(page.status).toBe(401);
    expect(page.body).toContain('role="alert"');
    expect(page.body).toContain('value="an&#60;na"');
    expect(await silently()).toMatchObject({ error: 'login_required' });
    const end = await browser.submit(page, { username: 'anna', password: 'anna-likes-tea' });
    expect(fragmentOf(end.url).access_token).toBeDefined();
  });

  it('signs in twice at once, in two windows', async () => {
    const [one, other] = [await browser.open(address()), await browser.open(address())];
    const anna = { username: 'anna', password: 'anna-likes-tea' };
    expect(fragmentOf((await browser.submit(one, anna)).url).access_token).toBeDefined();
    expect(fragmentOf((await browser.submit(other, anna)).url).access_token).toBeDefined();
  });

  it('begins anew after ten minutes at the login', async () => {
    const page = await browser.open(address());
    clock.now += 10 * 60_000;
    const late = await browser.submit(page, { username: 'anna', password: 'anna-likes-tea' });
    expect(late).toMatchObject({ status: 400, body: expect.stringContaining('once more') });
    // The login has let Anna in by now, and asks nothing.
    expect(fragmentOf((await browser.open(address())).url).access_token).toBeDefined();
  });
});

describe('a host with a session', () => {
  beforeEach(async () => {
    await signIn();
  });

  it('gets no token any more when the administrator forbids it, and again when allowed', async () => {
    organisation.forbid('anna');
    expect(await silently()).toMatchObject({ error: 'access_denied' });
    organisation.allow('anna');
    expect(await silently()).toMatchObject({ token_type: 'Bearer' });
  });

  it('gets no token in silence when the working day is over', async () => {
    clock.now += WORKDAY_MS - 1;
    expect(await silently()).toMatchObject({ token_type: 'Bearer' });
    clock.now += 1;
    expect(await silently()).toMatchObject({ error: 'login_required' });
  });

  it('gets no token any more after signing out on the application’s page', async () => {
    const home = await browser.open(organisation.origins.app);
    expect(home.body).toContain('You are signed in as anna');
    const copied = browser.copy();
    const after = await browser.submit(home, {});
    expect(after.body).toContain('Sign in');
    expect(await silently()).toMatchObject({ error: 'login_required' });
    // Nor does anybody who has kept the cookie.
    browser = copied;
    expect(await silently()).toMatchObject({ error: 'login_required' });
  });

  it('is not signed out by a link from elsewhere', async () => {
    const { status } = await browser.open(`${organisation.origins.app}/sign-out`);
    expect(status).toBe(404);
    expect(await silently()).toMatchObject({ token_type: 'Bearer' });
  });

  it('who was signed out everywhere is asked for the password', async () => {
    await organisation.signOut('anna');
    expect(await silently()).toMatchObject({ error: 'login_required' });
    expect((await browser.open(address())).body).toContain('Password');
  });

  it('who was signed out of the application alone is let in by the login without a question', async () => {
    await organisation.signOut('anna', 'application');
    expect(await silently()).toMatchObject({ error: 'login_required' });
    expect(fragmentOf((await browser.open(address())).url).access_token).toBeDefined();
  });

  it('keeps the session when somebody else is signed out', async () => {
    await organisation.signOut('bob');
    expect(await silently()).toMatchObject({ token_type: 'Bearer' });
    await organisation.signOut('anna', 'application');
    expect(fragmentOf((await browser.open(address())).url).access_token).toBeDefined();
  });
});

describe('a person who is no host', () => {
  it('signs in and is refused, in a window and in silence', async () => {
    const end = await signIn('bob', 'bob-likes-coffee');
    expect(fragmentOf(end.url)).toMatchObject({ error: 'access_denied', state: STATE });
    expect(await silently()).toMatchObject({ error: 'access_denied' });
  });
});

describe('an attacker', () => {
  it('cannot make a host’s browser sign in as somebody else', async () => {
    const attacker = new Browser(organisation);
    const page = await attacker.open(address());
    // The last redirect of the attacker's sign-in is given to the host instead of followed.
    let landing = await attacker.ask(page.url, 'POST', {
      username: 'bob',
      password: 'bob-likes-coffee',
    });
    const callback = `${organisation.origins.app}/login/callback`;
    while (!landing.headers.location?.startsWith(callback)) {
      landing = await attacker.ask(new URL(landing.headers.location ?? '', landing.url));
    }
    const slipped = await browser.open(landing.headers.location);
    expect(slipped.status).toBe(400);
    expect(await silently()).toMatchObject({ error: 'login_required' });
    // It was a good one, and is in the attacker's own browser.
    const own = await attacker.open(landing.headers.location);
    expect(fragmentOf(own.url)).toMatchObject({ error: 'access_denied' });
  });

  it('cannot use an answer of the login a second time', async () => {
    const answers: string[] = [];
    const page = await browser.open(address());
    const anna = { username: 'anna', password: 'anna-likes-tea' };
    let landing = await browser.ask(page.url, 'POST', anna);
    while (landing.headers.location?.startsWith('http')) {
      answers.push(landing.headers.location);
      landing = await browser.ask(new URL(landing.headers.location, landing.url));
    }
    const used = answers.find((one) => one.includes('/login/callback')) ?? '';
    expect(used).toContain('code=');
    expect((await browser.open(used)).status).toBe(400);
  });

  it.each(['//elsewhere.example/gavel/token', '/\\elsewhere.example', '/gavel/token/', '/x'])(
    'is not sent elsewhere by the path %s',
    async (path) => {
      const url = new URL(organisation.origins.app);
      // Written as it is: a URL would tidy it up.
      Object.defineProperty(url, 'pathname', { value: path });
      const { status, headers } = await browser.ask(url);
      expect({ status, location: headers.location }).toEqual({ status: 404, location: undefined });
    },
  );

  it('who takes a cookie’s place without knowing its value is nobody', async () => {
    await signIn();
    const other = new Browser(organisation);
    const { url } = await other.open(address({ prompt: 'none' }));
    expect(fragmentOf(url)).toMatchObject({ error: 'login_required' });
  });
});

describe('the organisation', () => {
  it('serves its own addresses over TLS, with cookies for TLS alone', async () => {
    const own = await begin({ tls: true, tokensPerMinute: 1 });
    browser = new Browser(own, true);
    expect(own.tokenUrl).toBe('https://app.example.com/gavel/token');
    expect(own.hostResolverRules).toEqual([
      `MAP app.example.com 127.0.0.1:${own.ports.app}`,
      `MAP login.example.com 127.0.0.1:${own.ports.login}`,
    ]);
    const url = `${own.tokenUrl}?${asked()}`;
    const anna = { username: 'anna', password: 'anna-likes-tea' };
    const end = await browser.submit(await browser.open(url), anna);
    expect(fragmentOf(end.url).access_token).toBeDefined();
    const names = browser.cookies.filter(({ host }) => host === 'app.example.com');
    expect(names.map(({ name }) => name).sort()).toEqual(['__Host-browser', '__Host-session']);
    expect(browser.cookies.every(({ isSecure }) => isSecure)).toBe(true);
    // The limit of a minute counts here, too.
    const next = fragmentOf((await browser.open(url)).url);
    expect(next).toMatchObject({ error: 'temporarily_unavailable' });
    await own.stop();
  });

  it('misbehaves as long as a test wants it to', async () => {
    await signIn();
    organisation.misbehave(MISCHIEF.wrongState);
    expect((await silently()).state).not.toBe(STATE);
    organisation.misbehave(null);
    expect((await silently()).state).toBe(STATE);
  });

  it('writes no token, key, password, cookie or state into its log', async () => {
    const end = await signIn();
    await silently();
    await signIn('bob', 'wrong');
    const { access_token: token = '' } = fragmentOf(end.url);
    const secrets = [
      ...token.split('.'),
      ...PRIVATE_KEY_PEM.split('\n').filter((line) => line !== ''),
      ...browser.cookies.map(({ value }) => value),
      'anna-likes-tea',
      STATE,
    ];
    expect(log.length).toBeGreaterThan(2);
    for (const secret of secrets) expect(log.join('\n')).not.toContain(secret);
  });
});
