// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { addKey } from '~/utils/keys/add-key';
import type { KeyFacts } from '~/utils/keys/key-record';
import { createKeyring } from '~/utils/keys/keyring';
import { lockNow, lockState, unlock } from '~/utils/keys/lock';
import { setPassphrase } from '~/utils/keys/passphrase';
import { seal, unseal } from '~/utils/keys/seal';
import { checkKey, unlockSigningKey } from '~/utils/keys/signing-key';
import {
  add,
  appId,
  type FakeDeps,
  FakeStorage,
  fakeDeps,
  fixtureJwk,
  keyId,
  recordOf,
} from './fakes';
import { fewRounds } from './few-rounds';

fewRounds();

const passphrase = 'correct horse battery';
const MINUTE = 60_000;

let deps: FakeDeps;
let key: KeyFacts;
beforeEach(async () => {
  deps = fakeDeps();
  key = await add(deps);
  expect(await setPassphrase(deps, passphrase)).toMatchObject({ ok: true, changed: 1 });
});

const check = async () => checkKey(await recordOf(deps, key), deps);

describe('keys with a passphrase', () => {
  it('are locked until it is given, and again at the deadline', async () => {
    expect(await lockState(deps)).toEqual({ state: 'locked', waitUntil: null });
    expect(await check()).toEqual({ ok: false, code: 'locked' });
    const until = deps.time + 5 * MINUTE;
    expect(await unlock(deps, passphrase, 5 * MINUTE)).toEqual({ ok: true, until, kept: [] });
    expect(await lockState(deps)).toEqual({ state: 'unlocked', until });
    expect(await check()).toMatchObject({ ok: true });
    deps.time = until - 1;
    expect(await check()).toMatchObject({ ok: true });
    deps.time = until;
    expect(await check()).toEqual({ ok: false, code: 'locked' });
    expect(await lockState(deps)).toEqual({ state: 'locked', waitUntil: null });
    expect(deps.session.items).toEqual({});
  });

  it('are locked when the clock was set back behind the unlocking', async () => {
    await unlock(deps, passphrase, 5 * MINUTE);
    deps.time -= 1;
    expect(await check()).toEqual({ ok: false, code: 'locked' });
  });

  it('stay unlocked until the browser ends, if so wished', async () => {
    await unlock(deps, passphrase, null);
    deps.time += 1000 * 60 * MINUTE;
    expect(await lockState(deps)).toEqual({ state: 'unlocked', until: null });
    deps.session = new FakeStorage();
    expect(await check()).toEqual({ ok: false, code: 'locked' });
  });

  it('are locked at once by hand, and nothing stays behind', async () => {
    await unlock(deps, passphrase, null);
    await lockNow(deps);
    expect(deps.session.items).toEqual({});
    expect(await check()).toEqual({ ok: false, code: 'locked' });
  });

  it('are open again after the worker was restarted', async () => {
    await unlock(deps, passphrase, null);
    const restarted = {
      ...fakeDeps(),
      store: deps.store,
      session: deps.session,
      deviceKeys: deps.deviceKeys,
    };
    expect(await unlockSigningKey(await recordOf(deps, key), restarted)).toMatchObject({
      ok: true,
    });
  });

  it('are not opened by what another key left unlocked', async () => {
    const added = await addKey(deps, {
      appId: appId('a'),
      keyId: keyId('other'),
      label: '',
      jwk: await fixtureJwk('ssh-pem'),
      bits: 4096,
      passphrase,
    });
    if (!added.ok) throw new Error(added.code);
    await unlock(deps, passphrase, null);
    const unlocked = deps.session.items['unlocked-keys'] as { keys: Record<string, string> };
    unlocked.keys[key.id] = unlocked.keys[added.key.id] ?? '';
    expect(await check()).toEqual({ ok: false, code: 'swapped' });
    unlocked.keys[key.id] = (await recordOf(deps, key)).sealed;
    expect(await check()).toEqual({ ok: false, code: 'damaged' });
  });

  it('take a new key only with the same passphrase, which is then unlocked like them', async () => {
    const fresh = {
      appId: appId('a'),
      keyId: keyId('new'),
      label: '',
      jwk: await fixtureJwk(),
      bits: 2048,
    };
    expect(await addKey(deps, fresh)).toEqual({ ok: false, code: 'needs-passphrase' });
    expect(await addKey(deps, { ...fresh, passphrase: 'another one' })).toEqual({
      ok: false,
      code: 'wrong-passphrase',
    });
    expect((await createKeyring(deps).list()).keys).toHaveLength(1);
    await unlock(deps, passphrase, null);
    const added = await addKey(deps, { ...fresh, passphrase });
    if (!added.ok) throw new Error(added.code);
    expect(added.key.mode).toBe('passphrase');
    expect(await checkKey(await recordOf(deps, added.key), deps)).toMatchObject({ ok: true });
    await createKeyring(deps).remove(added.key.id);
    expect(JSON.stringify(deps.session.items)).not.toContain(added.key.id);
    expect(await check()).toMatchObject({ ok: true });
  });

  it('are stretched as much as today at the next unlocking', async () => {
    const record = await recordOf(deps, key);
    const kid = `${record.appId}/${record.keyId}`;
    const how = { mode: 'passphrase', passphrase } as const;
    const old = await seal(await fixtureJwk(), kid, { ...how, rounds: 100_000 });
    await deps.store.set({ [`key:${key.id}`]: { ...record, sealed: old } });
    expect(await unlock(deps, passphrase, null)).toMatchObject({ ok: true });
    const { sealed } = await recordOf(deps, key);
    expect(await unseal(sealed, kid, how)).toMatchObject({ ok: true, rounds: 220_000 });
    const writes = deps.store.history.length;
    await unlock(deps, passphrase, null);
    expect(deps.store.history.slice(writes).join()).not.toContain('sealed');
  });

  it('are unlocked beside one that is damaged, which is reported', async () => {
    const broken = await addKey(deps, {
      appId: appId('b'),
      keyId: keyId('k'),
      label: '',
      jwk: await fixtureJwk(),
      bits: 2048,
      passphrase,
    });
    if (!broken.ok) throw new Error(broken.code);
    const record = await recordOf(deps, broken.key);
    await deps.store.set({ [`key:${record.id}`]: { ...record, sealed: 'x' } });
    const kept = [{ id: record.id, code: 'damaged' }];
    expect(await unlock(deps, passphrase, null)).toMatchObject({ ok: true, kept });
    expect(await check()).toMatchObject({ ok: true });
  });

  it('stay locked where the browser keeps no device key', async () => {
    const broken = {
      ...deps,
      deviceKeys: { ...deps.deviceKeys, make: () => Promise.reject(new Error('no')) },
    };
    expect(await unlock(broken, passphrase, null)).toEqual({
      ok: false,
      code: 'device-key-unavailable',
    });
    expect(deps.session.items).toEqual({});
  });
});

describe('keys without a passphrase', () => {
  it('need no unlocking', async () => {
    const plain = fakeDeps();
    expect(await lockState(plain)).toEqual({ state: 'open' });
    await add(plain);
    expect(await lockState(plain)).toEqual({ state: 'open' });
    expect(await unlock(plain, passphrase, null)).toEqual({ ok: false, code: 'no-passphrase' });
  });
});

describe('wrong passphrases', () => {
  const wrong = () => unlock(deps, 'not the passphrase', null);

  it('slow down after five, longer each time, also after a restart', async () => {
    for (let attempts = 1; attempts <= 4; attempts += 1) {
      expect(await wrong()).toEqual({ ok: false, code: 'wrong-passphrase', waitUntil: null });
    }
    const first = deps.time + 30_000;
    expect(await wrong()).toEqual({ ok: false, code: 'wrong-passphrase', waitUntil: first });
    deps.session = new FakeStorage();
    expect(await lockState(deps)).toEqual({ state: 'locked', waitUntil: first });
    expect(await unlock(deps, passphrase, null)).toEqual({
      ok: false,
      code: 'wait',
      waitUntil: first,
    });
    deps.time = first;
    expect(await wrong()).toMatchObject({ waitUntil: first + 60_000 });
    deps.time = first + 60_000;
    expect(await unlock(deps, passphrase, null)).toMatchObject({ ok: true });
    expect(await wrong()).toMatchObject({ code: 'wrong-passphrase', waitUntil: null });
  });

  it('count also when the worker is killed during the try', async () => {
    const history = deps.store.history.length;
    await wrong();
    expect(deps.store.history[history]).toContain('"wrong":1');
  });

  it('that are tried at once are counted one by one', async () => {
    const results = await Promise.all([1, 2, 3, 4, 5, 6].map(wrong));
    expect(results.at(-1)).toMatchObject({ code: 'wait' });
  });
});
