// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import { createKeyring } from '~/utils/keys/keyring';
import { isAboutKeys, wasUnlocked } from '~/utils/keys/unlocked';
import { add, appId, fakeDeps, keyId, recordOf } from './fakes';
import { fewRounds } from './few-rounds';

fewRounds();

describe('the key of an AppID', () => {
  it('is ready, locked, damaged or not there, and is given only where it can sign', async () => {
    const deps = fakeDeps();
    const keyring = createKeyring(deps);
    const whenReady = vi.fn();
    expect(await keyring.stateOf(appId('a'), whenReady)).toEqual({
      state: 'none',
      keyId: null,
      label: null,
    });
    const key = await add(deps, { keyId: keyId('k'), label: '' });
    const known = { keyId: 'k', label: null };
    expect(await keyring.stateOf(appId('a'))).toEqual({ state: 'ready', ...known });
    await keyring.setPassphrase('correct horse battery');
    expect(await keyring.stateOf(appId('a'))).toEqual({ state: 'ready', ...known });
    await keyring.lockNow();
    expect(await keyring.stateOf(appId('a'), whenReady)).toEqual({ state: 'locked', ...known });
    expect(whenReady).not.toHaveBeenCalled();
    await keyring.unlock('correct horse battery');
    await keyring.stateOf(appId('a'), whenReady);
    expect(whenReady).toHaveBeenCalledExactlyOnceWith(await recordOf(deps, key));
  });

  it('is listed once per AppID, a damaged one too', async () => {
    const deps = fakeDeps();
    await add(deps, { label: 'First' });
    await add(deps, { label: 'Second' });
    deps.store.items['key:x'] = { v: 1, appId: appId('b'), label: 'Broken' };
    deps.store.items['key:y'] = 'noise';
    expect(await createKeyring(deps).states()).toEqual([
      { appId: appId('a'), label: 'Second', state: 'ready' },
      { appId: appId('b'), label: '', state: 'damaged' },
    ]);
  });

  it('is found by its whole name and not by half of it', async () => {
    const deps = fakeDeps();
    const key = await add(deps, { keyId: keyId('k') });
    const keyring = createKeyring(deps);
    expect(await keyring.named(appId('a'), keyId('k'))).toEqual(await recordOf(deps, key));
    expect(await keyring.named(appId('b'), keyId('k'))).toBeNull();
    expect(await keyring.named(appId('a'), keyId('l'))).toBeNull();
    expect(await keyring.named(appId('a'), null)).toBeNull();
  });
});

it('a change of the storage is told to be about keys, and about unlocking', () => {
  expect(['key:x', 'unlocked-keys', 'keys', 'unlock-attempts'].map(isAboutKeys)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(wasUnlocked({ 'unlocked-keys': { newValue: {} } })).toBe(true);
  expect(wasUnlocked({ 'unlocked-keys': { oldValue: {} } })).toBe(false);
  expect(wasUnlocked({ 'key:x': { newValue: {} } })).toBe(false);
});
