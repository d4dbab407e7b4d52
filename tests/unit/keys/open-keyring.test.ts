// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addKey } from '~/utils/keys/add-key';
import type { KeyFacts } from '~/utils/keys/key-record';
import { createKeyring } from '~/utils/keys/keyring';
import { lockState, unlock } from '~/utils/keys/lock';
import {
  changePassphrase,
  matching,
  removePassphrase,
  setPassphrase,
} from '~/utils/keys/passphrase';
import { seal } from '~/utils/keys/seal';
import { turn } from '../until';
import { add, appId, type FakeDeps, fakeDeps, fixtureJwk, keyId, recordOf } from './fakes';
import { fewRounds } from './few-rounds';

fewRounds();

const passphrase = 'correct horse battery';
const other = 'staple of another kind';
const broken = () => Promise.reject(new Error('no IndexedDB'));

let deps: FakeDeps;
let key: KeyFacts;
beforeEach(async () => {
  deps = fakeDeps();
  key = await add(deps);
});

const fresh = async () => ({
  appId: appId('a'),
  keyId: keyId('fresh'),
  label: '',
  jwk: await fixtureJwk(),
  bits: 2048,
});

async function wrongTries(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await unlock(deps, 'not the passphrase', null);
}

describe('the wait after wrong passphrases', () => {
  beforeEach(() => setPassphrase(deps, passphrase));

  it('holds for adding a key, too', async () => {
    await wrongTries(5);
    expect(await addKey(deps, { ...(await fresh()), passphrase })).toEqual({
      ok: false,
      code: 'wait',
      waitUntil: deps.time + 30_000,
    });
  });

  it('is counted before the passphrase is tried, so that a worker that is killed meanwhile has tried', async () => {
    let writeDown: (() => void) | undefined;
    const written = new Promise<void>((resolve) => {
      writeDown = resolve;
    });
    const slow = {
      ...deps,
      store: {
        get: (keys: string | string[] | null) => deps.store.get(keys),
        remove: (keys: string | string[]) => deps.store.remove(keys),
        set: async (items: Record<string, unknown>) => {
          await written;
          await deps.store.set(items);
        },
      },
    };
    const tried = vi.spyOn(crypto.subtle, 'decrypt');
    const unwrapped = vi.spyOn(crypto.subtle, 'unwrapKey');
    const derived = vi.spyOn(crypto.subtle, 'deriveBits');
    const unlocking = unlock(slow, 'not the passphrase', null);
    for (let n = 0; n < 20; n += 1) await turn();
    const calls = () =>
      tried.mock.calls.length + unwrapped.mock.calls.length + derived.mock.calls.length;
    expect(calls()).toBe(0);
    writeDown?.();
    expect(await unlocking).toMatchObject({ ok: false, code: 'wrong-passphrase' });
    expect(calls()).toBeGreaterThan(0);
    vi.restoreAllMocks();
  });

  it('counts a wrong one that was given to add a key', async () => {
    await wrongTries(4);
    const wrong = { ...(await fresh()), passphrase: 'not the passphrase' };
    expect(await addKey(deps, wrong)).toEqual({ ok: false, code: 'wrong-passphrase' });
    expect(await lockState(deps)).toMatchObject({ waitUntil: deps.time + 30_000 });
  });

  it('is nothing to keys that have none', async () => {
    await wrongTries(5);
    await createKeyring(deps).remove(key.id);
    await add(deps);
    expect(await setPassphrase(deps, passphrase)).toMatchObject({ ok: true, changed: 1 });
    // Nothing was tried, so it goes on as before.
    expect(await unlock(deps, passphrase, null)).toMatchObject({ code: 'wait' });
  });

  it('begins anew after one that was right', async () => {
    await wrongTries(4);
    expect(await unlock(deps, passphrase, null)).toMatchObject({ ok: true });
    await wrongTries(4);
    expect(await lockState(deps)).toMatchObject({ state: 'unlocked' });
    expect(await unlock(deps, passphrase, null)).toMatchObject({ ok: true });
  });
});

describe('keys of which some cannot be opened', () => {
  beforeEach(() => setPassphrase(deps, passphrase));

  it('are unlocked without one that has another passphrase, which is named', async () => {
    const strange = await addKey(deps, { ...(await fresh()), passphrase });
    if (!strange.ok) throw new Error(strange.code);
    const record = await recordOf(deps, strange.key);
    const how = { mode: 'passphrase', passphrase: other } as const;
    const sealed = await seal(await fixtureJwk(), `${record.appId}/${record.keyId}`, how);
    await deps.store.set({ [`key:${record.id}`]: { ...record, sealed } });
    expect(await unlock(deps, passphrase, null)).toMatchObject({
      ok: true,
      kept: [{ id: record.id, code: 'wrong-passphrase' }],
    });
    expect(await unlock(deps, other, null)).toMatchObject({
      ok: true,
      kept: [{ id: key.id, code: 'wrong-passphrase' }],
    });
    // One is damaged, the other is not for this passphrase: the passphrase is what is wrong.
    await deps.store.set({ [`key:${record.id}`]: { ...record, sealed: 'x' } });
    expect(await unlock(deps, other, null)).toMatchObject({ ok: false, code: 'wrong-passphrase' });
  });

  it('that are all damaged are said to be that, and no passphrase is called wrong', async () => {
    const record = await recordOf(deps, key);
    await deps.store.set({ [`key:${key.id}`]: { ...record, sealed: 'x' } });
    expect(await unlock(deps, passphrase, null)).toMatchObject({
      ok: true,
      kept: [{ id: key.id, code: 'damaged' }],
    });
    expect(await lockState(deps)).toMatchObject({ state: 'unlocked' });
  });
});

describe('what was unlocked before', () => {
  it('does not count for keys that get another passphrase', async () => {
    await setPassphrase(deps, other);
    await unlock(deps, other, null);
    await createKeyring(deps).remove(key.id);
    await add(deps);
    await setPassphrase(deps, passphrase);
    expect(await lockState(deps)).toEqual({ state: 'locked', waitUntil: null });
  });

  it('and cannot be read is locked, and removed', async () => {
    await setPassphrase(deps, passphrase);
    for (const stored of ['x', null, { v: 2, unlockedAt: 0, until: null, keys: {} }]) {
      await deps.session.set({ 'unlocked-keys': stored });
      expect(await lockState(deps)).toEqual({ state: 'locked', waitUntil: null });
      expect(deps.session.items).toEqual({});
    }
  });
});

describe('a browser that keeps no device key', () => {
  it('lets the passphrase be changed, for which none is needed', async () => {
    await setPassphrase(deps, passphrase);
    const without = { ...deps, deviceKeys: { ...deps.deviceKeys, read: broken, make: broken } };
    expect(await changePassphrase(without, passphrase, other)).toMatchObject({ ok: true });
  });

  it('does not let it be removed, and the keys stay protected', async () => {
    await setPassphrase(deps, passphrase);
    const before = structuredClone(deps.store.items);
    const without = { ...deps, deviceKeys: { ...deps.deviceKeys, read: broken, make: broken } };
    expect(await removePassphrase(without, passphrase)).toEqual({
      ok: false,
      code: 'device-key-unavailable',
    });
    expect(deps.store.items).toEqual(before);
  });
});

describe('a seal that holds another key than its record says', () => {
  it('is swapped, be it the modulus or the exponent that differs', async () => {
    const jwk = await fixtureJwk();
    const { kty, n, e } = jwk;
    const opened = { ok: true, jwk, rounds: null } as const;
    expect(matching({ publicJwk: { kty, n, e } }, opened)).toEqual(opened);
    const swapped = { ok: false, code: 'swapped' };
    expect(matching({ publicJwk: { kty, n, e: 'Aw' } }, opened)).toEqual(swapped);
    expect(matching({ publicJwk: { kty, n: 'Aw', e } }, opened)).toEqual(swapped);
  });
});

describe('adding a key', () => {
  it('cuts the label to a hundred characters and takes the spaces off', async () => {
    const added = await addKey(deps, { ...(await fresh()), label: ` ${'x'.repeat(120)} ` });
    expect(added).toMatchObject({ ok: true, key: { label: 'x'.repeat(100) } });
  });

  it('to locked ones leaves it locked like them', async () => {
    await setPassphrase(deps, passphrase);
    const added = await addKey(deps, { ...(await fresh()), passphrase });
    expect(added).toMatchObject({ ok: true, key: { mode: 'passphrase' } });
    expect(deps.session.items).toEqual({});
    expect(await lockState(deps)).toMatchObject({ state: 'locked' });
  });

  it('that needs no passphrase puts nothing of it among what was unlocked', async () => {
    await setPassphrase(deps, passphrase);
    await unlock(deps, passphrase, null);
    await createKeyring(deps).remove(key.id);
    const added = await addKey(deps, await fresh());
    expect(added).toMatchObject({ ok: true, key: { mode: 'device' } });
    const unlocked = deps.session.items['unlocked-keys'] as { keys: object };
    expect(Object.keys(unlocked.keys)).toEqual([]);
  });
});
