// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { managedPolicy } from '~/utils/organisation/managed';
import { NO_POLICY } from '~/utils/organisation/policy';

/** What `storage.managed` gives now. */
let get: ReturnType<typeof vi.fn<() => Promise<Record<string, unknown>>>>;

beforeEach(() => {
  fakeBrowser.reset();
  get = vi.fn(async () => ({}));
  vi.spyOn(fakeBrowser.storage.managed, 'get').mockImplementation(get);
});

/** The browser tells of a change, as Chromium does. */
const changed = (area: string) => fakeBrowser.storage.onChanged.trigger({}, area);

describe('the policy of the browser', () => {
  it('is none where the browser has no such storage, as Firefox says by an error', async () => {
    get.mockRejectedValue(new Error('Managed storage manifest not found'));
    expect(await managedPolicy().read()).toEqual(NO_POLICY);
  });

  it('is read once, and again when it has come, changed or gone', async () => {
    const policy = managedPolicy();
    expect(await policy.rules()).toEqual(NO_POLICY.policy);
    get.mockResolvedValue({ ownKeys: 'forbidden' });
    await policy.read();
    expect(get).toHaveBeenCalledTimes(1);
    await changed('managed');
    expect((await policy.rules()).ownKeys).toBe('forbidden');
    get.mockResolvedValue({});
    await changed('session');
    expect((await policy.rules()).ownKeys).toBe('forbidden');
    await changed('managed');
    expect(await policy.read()).toEqual(NO_POLICY);
  });

  it('is the newest also for whoever was still waiting for an older one when they ask again', async () => {
    let answer = (_: Record<string, unknown>): void => undefined;
    get.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    const policy = managedPolicy();
    const before = policy.rules();
    get.mockResolvedValue({ ownKeys: 'forbidden' });
    await changed('managed');
    const after = policy.rules();
    answer({ ownKeys: 'allowed' });
    expect((await before).ownKeys).toBe('allowed');
    expect((await after).ownKeys).toBe('forbidden');
    expect((await policy.rules()).ownKeys).toBe('forbidden');
  });
});
