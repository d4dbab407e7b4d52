// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browserWebAuth } from '~/utils/background/web-auth';
import type { TokenRefusal } from '~/utils/jaas/token-refusal';

const ADDRESS = 'https://app.example.com/gavel/token?state=s';
const ANSWER = 'https://x.chromiumapp.org/gavel#access_token=t';

const before = { identity: Reflect.get(fakeBrowser, 'identity') };

// The clock stands still: what ends is not ended by it. Nothing is allowed before somebody allows it.
beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(fakeBrowser, { identity: undefined });
});
afterEach(() => {
  Object.assign(fakeBrowser, before);
  vi.useRealTimers();
});

/** A browser that answers a flow so, and what it was asked. */
function setUp(launch: () => Promise<string | undefined>) {
  const seen: unknown[] = [];
  const identity = {
    getRedirectURL: (path = '') => `https://x.chromiumapp.org/${path}`,
    launchWebAuthFlow: (details: unknown) => {
      seen.push(details);
      return launch();
    },
  };
  Object.assign(fakeBrowser, { identity });
  return seen;
}

const refused = (why: TokenRefusal) => ({ ok: false, why });

describe('the question to a token service', () => {
  it('is opened in a window for a login, for as long as the person takes', async () => {
    const seen = setUp(async () => ANSWER);
    const flow = await browserWebAuth(false).run(ADDRESS, { silent: false });
    expect(flow).toEqual({ ok: true, address: ANSWER });
    expect(seen).toEqual([{ url: ADDRESS, interactive: true }]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('shows nobody anything where it is asked silently, and Chromium gives it a quarter of a minute', async () => {
    const seen = setUp(async () => ANSWER);
    await browserWebAuth(false).run(ADDRESS, { silent: true });
    expect(seen).toEqual([
      { url: ADDRESS, interactive: false, timeoutMsForNonInteractive: 15_000 },
    ]);
    expect(vi.getTimerCount(), 'nothing is left that ticks').toBe(0);
  });

  it('is asked in Firefox without the limit, a word that it refuses', async () => {
    const seen = setUp(async () => ANSWER);
    await browserWebAuth(true).run(ADDRESS, { silent: true });
    expect(seen).toEqual([{ url: ADDRESS, interactive: false }]);
  });

  it.each([true, false])(
    'that never ends is given up where it is silent (Firefox: %s)',
    async (isFirefox) => {
      setUp(() => new Promise(() => undefined));
      const flow = browserWebAuth(isFirefox).run(ADDRESS, { silent: true });
      const ended = vi.fn();
      void flow.then(ended);
      await vi.advanceTimersByTimeAsync(14_999);
      expect(ended).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      expect(await flow).toEqual(refused('no-answer'));
    },
  );

  it('that a person takes half an hour over is waited for', async () => {
    let end = (_: string): void => undefined;
    setUp(
      () =>
        new Promise((resolve) => {
          end = resolve;
        }),
    );
    const flow = browserWebAuth(false).run(ADDRESS, { silent: false });
    await vi.advanceTimersByTimeAsync(1_800_000);
    end(ANSWER);
    expect(await flow).toEqual({ ok: true, address: ANSWER });
  });
});

describe('what browsers say', () => {
  it.each<[string, TokenRefusal, string]>([
    ['Chromium', 'no-redirect', 'User interaction required.'],
    ['Chromium', 'dismissed', 'The user did not approve access.'],
    ['Chromium', 'wrong-address', 'Authorization page could not be loaded.'],
    ['Chromium', 'no-answer', 'Authorization page load timed out.'],
    ['Firefox', 'no-redirect', 'Requires user interaction'],
    ['Firefox', 'dismissed', 'User cancelled or denied access.'],
    ['Firefox', 'wrong-address', 'url is invalid'],
    ['any', 'wrong-address', ''],
  ])('%s: %s for “%s”', async (_, why, message) => {
    setUp(() => Promise.reject(new Error(message)));
    const flow = await browserWebAuth(false).run(ADDRESS, { silent: true });
    expect(flow).toEqual(refused(why));
    expect(vi.getTimerCount()).toBe(0);
  });

  it('at once, by an exception, is no exception here', async () => {
    setUp(() => {
      throw new TypeError('Error in invocation of identity.launchWebAuthFlow');
    });
    for (const silent of [true, false]) {
      const flow = await browserWebAuth(false).run(ADDRESS, { silent });
      expect(flow).toEqual(refused('wrong-address'));
    }
  });

  it('without an address is no answer of the service', async () => {
    setUp(async () => undefined);
    const flow = await browserWebAuth(false).run(ADDRESS, { silent: false });
    expect(flow).toEqual(refused('no-redirect'));
  });
});

describe('a browser that does not let Gavel open logins', () => {
  it('says so, and is asked nothing', async () => {
    const auth = browserWebAuth(false);
    expect(auth.redirectUri()).toBe('');
    expect(await auth.run(ADDRESS, { silent: false })).toEqual(refused('no-permission'));
  });

  it('lets it as soon as it is allowed', async () => {
    const auth = browserWebAuth(false);
    setUp(async () => ANSWER);
    expect(auth.redirectUri()).toBe('https://x.chromiumapp.org/gavel');
    expect(await auth.run(ADDRESS, { silent: true })).toMatchObject({ ok: true });
  });
});
