// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { isAboutKeys, wasUnlocked } from '~/utils/keys/unlocked';
import { changedItems, ownStore } from '~/utils/storage/store';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** What every page and the background is told from now on, as names of items. */
function listen(): string[][] {
  const told: string[][] = [];
  fakeBrowser.storage.onChanged.addListener((changes, area) => {
    told.push([...changedItems(changes, area)]);
  });
  return told;
}

describe('what Gavel keeps', () => {
  it('is found by every page and after each start, and only what was asked for', async () => {
    await ownStore().set({ one: 1, other: { deep: [2] } });
    expect(await ownStore().get('one')).toEqual({ one: 1 });
    expect(await ownStore().get(['other', 'none'])).toEqual({ other: { deep: [2] } });
    expect(await ownStore().get(null)).toEqual({ one: 1, other: { deep: [2] } });
    await ownStore().remove(['one', 'none']);
    expect(await ownStore().get(null)).toEqual({ other: { deep: [2] } });
  });

  it('is written together or not at all', async () => {
    const store = ownStore();
    await store.set({ one: 1 });
    const told = listen();
    // A function cannot be stored.
    await expect(store.set({ one: 2, other: () => 0 })).rejects.toThrow();
    expect(await store.get(null)).toEqual({ one: 1 });
    expect(told).toEqual([]);
  });

  it('is told of when it changes, every time, with no more than the kind of a key', async () => {
    const told = listen();
    const store = ownStore();
    await store.set({ 'key:4711': { secret: 1 }, 'auto-lock': 5 });
    await store.set({ 'auto-lock': 5 });
    await store.remove('key:4711');
    expect(told).toEqual([['key:', 'auto-lock'], ['auto-lock'], ['key:']]);
    expect(told.map((names) => names.some(isAboutKeys))).toEqual([true, false, true]);
    expect(JSON.stringify(await fakeBrowser.storage.session.get())).not.toMatch(/4711|secret/);
  });

  it('is kept also where nobody can be told of it', async () => {
    vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('full'));
    await ownStore().set({ one: 1 });
    expect(await ownStore().get(null)).toEqual({ one: 1 });
  });
});

describe('a storage that content scripts can write', () => {
  const forged = {
    'key:x': { newValue: 1 },
    'unlocked-keys': { newValue: 1 },
    'changed-items': { newValue: { names: ['key:', 'unlocked-keys'] } },
  };

  it.each(['local', 'sync', 'managed'])('tells Gavel nothing, whatever is in it: %s', (area) => {
    expect(changedItems(forged, area)).toEqual([]);
  });

  it('is not the session, which does', () => {
    expect(changedItems(forged, 'session').every(isAboutKeys)).toBe(true);
    expect(wasUnlocked(forged)).toBe(true);
    expect(changedItems({ 'changed-items': { newValue: 'x' } }, 'session')).toEqual([]);
  });
});
