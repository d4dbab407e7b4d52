// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browserKeyDeps } from '~/utils/keys/deps';
import { free } from '../storage/area';

beforeEach(() => fakeBrowser.reset());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('the keyring works on the browser’s own storage, clock and lock', async () => {
  const request = vi.fn(async (_name: string, work: () => Promise<unknown>) => work());
  vi.stubGlobal('navigator', { locks: { request } });
  vi.useFakeTimers({ now: 1_790_000_000_000, toFake: ['Date'] });
  const deps = browserKeyDeps(free);
  await deps.store.set({ kept: 1 });
  await deps.session.set({ unlocked: 2 });
  expect(await browserKeyDeps(free).store.get(null)).toEqual({ kept: 1 });
  expect(await fakeBrowser.storage.session.get()).toMatchObject({ unlocked: 2 });
  expect(deps.now()).toBe(1_790_000_000_000);
  expect(deps.newId()).toMatch(/^[0-9a-f-]{36}$/);
  expect(deps.newId()).not.toBe(deps.newId());
  expect(await deps.exclusive(async () => 'done')).toBe('done');
  // All pages and the background have to name the same lock.
  expect(request.mock.calls.map(([name]) => name)).toEqual(['gavel-keys']);
});

it('nothing of Gavel’s is where a content script could read or write it', async () => {
  await browserKeyDeps(free).store.set({ kept: 1 });
  expect(await fakeBrowser.storage.local.get()).toEqual({});
});

it('all pages of a profile have the same device keys', async () => {
  const { id } = await browserKeyDeps(free).deviceKeys.make();
  expect((await browserKeyDeps(free).deviceKeys.read(id))?.id).toBe(id);
});
