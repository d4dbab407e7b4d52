// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import type { KeyRules } from '~/utils/keys/deps';
import { createKeyring, type Keyring } from '~/utils/keys/keyring';
import { add, appId, type FakeDeps, fakeDeps, fixtureJwk, keyId, recordOf } from './fakes';
import { fewRounds } from './few-rounds';

fewRounds();

const PASSPHRASE = 'correct horse battery';
const MINUTE = 60_000;
const APP_ID = appId('a');

let deps: FakeDeps;
let keys: Keyring;

beforeEach(() => {
  deps = fakeDeps();
  keys = createKeyring(deps);
});

const decide = (rules: KeyRules) => {
  deps.decided = rules;
};

/** All that the background asks before something is signed. */
async function signing(key: Awaited<ReturnType<typeof add>>) {
  const record = await recordOf(deps, key);
  const opened = await keys.open(record);
  return {
    state: (await keys.stateOf(APP_ID)).state,
    chosen: (await keys.choose(APP_ID)).ok,
    named: (await keys.named(APP_ID, key.keyId)) !== null,
    listed: (await keys.states()).length,
    opened: opened.ok || opened.code,
    check: (await keys.check(key.id))?.ok,
  };
}

const SIGNS = { state: 'ready', chosen: true, named: true, listed: 1, opened: true, check: true };
const GONE = { state: 'none', chosen: false, named: false, listed: 0, check: false };

describe('a key where the organisation forbids private keys', () => {
  const forbidden = { ...GONE, opened: 'own-keys-forbidden' };

  it('signs nothing from that moment, and again when it is allowed', async () => {
    const key = await add(deps);
    expect(await signing(key)).toEqual(SIGNS);
    decide({ ownKeys: 'forbidden' });
    expect(await signing(key)).toEqual(forbidden);
    decide({ ownKeys: 'allowed' });
    expect(await signing(key)).toEqual(SIGNS);
  });

  it('signs nothing by its passphrase either, and nothing of it stays unlocked', async () => {
    const key = await add(deps);
    await keys.setPassphrase(PASSPHRASE);
    expect(await signing(key)).toEqual(SIGNS);
    decide({ ownKeys: 'forbidden' });
    expect(await signing(key)).toEqual(forbidden);
    // The background asks for this after each change of the policy.
    expect(await keys.unlockedUntil()).toBeNull();
    expect(deps.session.items).toEqual({});
    expect(await keys.unlock(PASSPHRASE)).toEqual({ ok: false, code: 'no-passphrase' });
    expect(deps.session.items).toEqual({});
  });

  it('stays stored, is listed, and can be removed; one that cannot be read too', async () => {
    const key = await add(deps);
    deps.store.items['key:broken'] = { v: 1, appId: APP_ID };
    decide({ ownKeys: 'forbidden' });
    expect((await keys.stateOf(APP_ID)).state).toBe('none');
    expect(await keys.list()).toMatchObject({
      keys: [{ id: key.id }],
      damaged: [{ id: 'broken' }],
    });
    await keys.remove(key.id);
    await keys.remove('broken');
    expect(await keys.list()).toEqual({ keys: [], damaged: [] });
  });

  it('is not added', async () => {
    decide({ ownKeys: 'forbidden' });
    const fresh = {
      appId: APP_ID,
      keyId: keyId('k'),
      label: '',
      jwk: await fixtureJwk(),
      bits: 2048,
    };
    const refused = { ok: false, code: 'own-keys-forbidden' };
    expect(await keys.add(fresh)).toEqual(refused);
    expect(await keys.add({ ...fresh, passphrase: PASSPHRASE })).toEqual(refused);
    expect(deps.store.history).toEqual([]);
  });
});

describe('a key where the organisation requires a passphrase', () => {
  it('signs nothing without one, and does as soon as it has one', async () => {
    const key = await add(deps);
    decide({ requirePassphrase: true });
    expect(await signing(key)).toEqual({ ...GONE, opened: 'passphrase-required' });
    await keys.setPassphrase(PASSPHRASE);
    expect(await signing(key)).toEqual(SIGNS);
    await keys.lockNow();
    expect((await keys.stateOf(APP_ID)).state).toBe('locked');
  });

  it('is passed over for another of its AppID that has one', async () => {
    const safe = await add(deps, { passphrase: PASSPHRASE });
    const record = await recordOf(deps, safe);
    const bare = { ...record, id: crypto.randomUUID(), keyId: 'bare', mode: 'device' };
    deps.store.items[`key:${bare.id}`] = { ...bare, addedAt: record.addedAt + 1, preferred: true };
    expect((await keys.stateOf(APP_ID)).keyId).toBe('bare');
    decide({ requirePassphrase: true });
    expect((await keys.stateOf(APP_ID)).keyId).toBe(safe.keyId);
  });

  it('is not stored without one, nor loses it', async () => {
    decide({ requirePassphrase: true });
    const fresh = {
      appId: APP_ID,
      keyId: keyId('k'),
      label: '',
      jwk: await fixtureJwk(),
      bits: 2048,
    };
    const refused = { ok: false, code: 'passphrase-required' };
    expect(await keys.add(fresh)).toEqual(refused);
    expect(deps.store.history).toEqual([]);
    expect(await keys.add({ ...fresh, passphrase: PASSPHRASE })).toMatchObject({
      ok: true,
      key: { mode: 'passphrase' },
    });
    expect(await keys.removePassphrase(PASSPHRASE)).toEqual(refused);
    expect((await keys.list()).keys).toMatchObject([{ mode: 'passphrase' }]);
  });

  it('is not stored beside others that have none yet', async () => {
    await add(deps);
    decide({ requirePassphrase: true });
    const jwk = await fixtureJwk();
    const fresh = { appId: APP_ID, keyId: keyId('k'), label: '', jwk, bits: 2048 };
    expect(await keys.add({ ...fresh, passphrase: PASSPHRASE })).toEqual({
      ok: false,
      code: 'passphrase-required',
    });
  });
});

describe('the time after which keys lock, where the organisation has set it', () => {
  beforeEach(async () => {
    await add(deps, { passphrase: PASSPHRASE });
  });

  it('counts from the next unlocking, and is not the host’s to change', async () => {
    await keys.autoLock.set(240);
    decide({ autoLockMinutes: 5 });
    expect(await keys.unlock(PASSPHRASE)).toMatchObject({
      ok: true,
      until: deps.time + 5 * MINUTE,
    });
    expect(await keys.autoLock.look()).toEqual({ value: 5, isFixed: true });
    await expect(keys.autoLock.set(240)).rejects.toThrow();
    decide({});
    expect(await keys.autoLock.look()).toEqual({ value: 240, isFixed: false });
  });

  it('counts for what is unlocked already, whose own time may only be shorter', async () => {
    await keys.autoLock.set(null);
    await keys.unlock(PASSPHRASE);
    const unlockedAt = deps.time;
    expect(await keys.unlockedUntil()).toBeNull();
    decide({ autoLockMinutes: 15 });
    expect(await keys.unlockedUntil()).toBe(unlockedAt + 15 * MINUTE);
    deps.time = unlockedAt + 15 * MINUTE;
    expect((await keys.stateOf(APP_ID)).state).toBe('locked');
    decide({ autoLockMinutes: 5 });
    await keys.unlock(PASSPHRASE);
    decide({ autoLockMinutes: 60 });
    expect(await keys.unlockedUntil()).toBe(deps.time + 5 * MINUTE);
  });
});

it('the address that the organisation has set is that of every key, and of none when it has gone', async () => {
  const key = await add(deps);
  await keys.setBase(key.id, 'classic');
  decide({ base: 'current' });
  expect((await keys.named(APP_ID, key.keyId))?.base).toBe('current');
  await keys.noteUse(key.id, { at: deps.time });
  decide({});
  expect((await keys.named(APP_ID, key.keyId))?.base).toBe('classic');
});
