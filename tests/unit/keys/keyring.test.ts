// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { addKey } from '~/utils/keys/add-key';
import { createKeyring } from '~/utils/keys/keyring';
import { checkKey, unlockSigningKey } from '~/utils/keys/signing-key';
import { add, appId, fakeDeps, fixtureJwk, keyId, recordOf } from './fakes';
import { fixtureText } from './fixture';

describe('adding a key', () => {
  it('shows what it is, and not what is sealed', async () => {
    const deps = fakeDeps();
    const key = await add(deps, { keyId: keyId('fee1bc'), label: '  Production ' });
    const { keys, damaged } = await createKeyring(deps).list();
    expect(damaged).toEqual([]);
    expect(keys).toEqual([key]);
    expect(key).toMatchObject({
      appId: appId('a'),
      keyId: 'fee1bc',
      label: 'Production',
      addedAt: deps.time,
      bits: 2048,
      fingerprint: fixtureText('fingerprint.txt').trim(),
      mode: 'device',
      base: 'auto',
    });
    expect(key).not.toHaveProperty('sealed');
  });

  it('refuses a name that is there, also when two pages add it at once', async () => {
    const deps = fakeDeps();
    const fresh = {
      appId: appId('a'),
      keyId: keyId('k'),
      label: '',
      jwk: await fixtureJwk(),
      bits: 2048,
    };
    const both = await Promise.all([addKey(deps, fresh), addKey(deps, fresh)]);
    expect(both.map((added) => added.ok)).toEqual([true, false]);
    expect(both[1]).toEqual({ ok: false, code: 'already-there' });
    expect((await createKeyring(deps).list()).keys).toHaveLength(1);
    expect(await addKey(deps, { ...fresh, keyId: keyId('k2') })).toMatchObject({ ok: true });
    expect(await addKey(deps, { ...fresh, appId: appId('b') })).toMatchObject({ ok: true });
  });

  it('says so where the browser keeps no device key', async () => {
    const deps = fakeDeps();
    const broken = {
      ...deps,
      deviceKeys: { ...deps.deviceKeys, make: () => Promise.reject(new Error('no')) },
    };
    const fresh = {
      appId: appId('a'),
      keyId: keyId('k'),
      label: '',
      jwk: await fixtureJwk(),
      bits: 2048,
    };
    expect(await addKey(broken, fresh)).toEqual({ ok: false, code: 'device-key-unavailable' });
    expect(deps.store.items).toEqual({});
  });
});

describe('which key signs', () => {
  it('is the one of the AppID', async () => {
    const deps = fakeDeps();
    const [one, two] = [
      await add(deps, { appId: appId('1') }),
      await add(deps, { appId: appId('2') }),
    ];
    expect(await createKeyring(deps).choose(appId('1'))).toMatchObject({
      ok: true,
      record: { id: one.id },
    });
    expect(await createKeyring(deps).choose(appId('2'))).toMatchObject({
      ok: true,
      record: { id: two.id },
    });
    expect(await createKeyring(deps).choose(appId('3'))).toEqual({ ok: false, code: 'no-key' });
  });

  it('is of two the one added last, or the preferred one', async () => {
    const deps = fakeDeps();
    const [first, second, third] = [await add(deps), await add(deps), await add(deps)];
    const chosen = async () => {
      const key = await createKeyring(deps).choose(appId('a'));
      return key.ok && key.record.id;
    };
    expect(await chosen()).toBe(third.id);
    expect(await createKeyring(deps).prefer(first.id)).toBe(true);
    expect(await chosen()).toBe(first.id);
    await createKeyring(deps).prefer(second.id);
    expect(await chosen()).toBe(second.id);
    const preferred = (await createKeyring(deps).list()).keys.filter((key) => key.preferred);
    expect(preferred.map((key) => key.id)).toEqual([second.id]);
    await createKeyring(deps).remove(second.id);
    expect(await chosen()).toBe(third.id);
  });
});

describe('a stored key', () => {
  it('is renamed, used, given a base address and removed', async () => {
    const deps = fakeDeps();
    const key = await add(deps);
    expect(await createKeyring(deps).rename(key.id, `  ${'x'.repeat(200)}`)).toBe(true);
    await createKeyring(deps).noteUse(key.id, {
      at: 5,
      answeredBase: 'current',
      clockOffsetMs: -40_000,
    });
    expect((await createKeyring(deps).list()).keys[0]).toMatchObject({
      label: 'x'.repeat(100),
      lastUsedAt: 5,
      answeredBase: 'current',
      clockOffsetMs: -40_000,
    });
    await createKeyring(deps).noteUse(key.id, { at: 6, verdict: 'refused' });
    await createKeyring(deps).noteUse(key.id, { at: 7 });
    expect((await createKeyring(deps).list()).keys[0]).toMatchObject({
      lastUsedAt: 7,
      jaas: { verdict: 'refused', at: 6 },
    });
    await createKeyring(deps).setBase(key.id, 'classic');
    expect((await createKeyring(deps).list()).keys[0]).toMatchObject({
      base: 'classic',
      lastUsedAt: 7,
    });
    expect((await createKeyring(deps).list()).keys[0]).not.toHaveProperty('answeredBase');
    await createKeyring(deps).remove(key.id);
    expect(await createKeyring(deps).list()).toEqual({ keys: [], damaged: [] });
    expect(await createKeyring(deps).rename(key.id, 'x')).toBe(false);
    expect(await createKeyring(deps).noteUse(key.id, { at: 6 })).toBe(false);
    expect(await createKeyring(deps).prefer(key.id)).toBe(false);
    expect(deps.store.items).toEqual({});
  });

  it('loses nothing when two pages change it at once', async () => {
    const deps = fakeDeps();
    const key = await add(deps);
    await Promise.all([
      createKeyring(deps).rename(key.id, 'New'),
      createKeyring(deps).noteUse(key.id, { at: 7 }),
      createKeyring(deps).prefer(key.id),
    ]);
    expect((await createKeyring(deps).list()).keys[0]).toMatchObject({
      label: 'New',
      lastUsedAt: 7,
      preferred: true,
    });
  });

  it('that cannot be read is shown and kept until it is removed', async () => {
    const deps = fakeDeps();
    const key = await add(deps, { label: 'Good' });
    const stored = deps.store.items[`key:${key.id}`] as object;
    Object.assign(deps.store.items, {
      'key:x': { ...stored, sealed: 5, label: 'Broken', mode: 'device' },
      'key:y': { v: 2, appId: appId('a'), label: 'Later' },
      'key:z': 'noise',
      'key:w': stored,
      journal: [1],
    });
    const before = structuredClone(deps.store.items);
    const { keys, damaged } = await createKeyring(deps).list();
    expect(keys.map(({ label }) => label)).toEqual(['Good']);
    const claims = { appId: appId('a'), keyId: key.keyId };
    const none = { appId: null, keyId: null, label: null, mode: null };
    expect(damaged).toEqual([
      { id: 'x', code: 'damaged', ...claims, label: 'Broken', mode: 'device' },
      { id: 'y', code: 'newer-version', ...none, appId: appId('a'), label: 'Later' },
      { id: 'z', code: 'damaged', ...none },
      { id: 'w', code: 'damaged', ...claims, label: 'Good', mode: 'device' },
    ]);
    await createKeyring(deps).prefer(key.id);
    expect(Object.keys(deps.store.items)).toEqual(Object.keys(before));
    await createKeyring(deps).remove(key.id);
    expect(await createKeyring(deps).choose(appId('a'))).toEqual({ ok: false, code: 'damaged' });
    for (const { id } of damaged) await createKeyring(deps).remove(id);
    expect(deps.store.items).toEqual({ journal: [1] });
  });
});

describe('signing with a stored key', () => {
  it('gives a key that signs and cannot be taken out', async () => {
    const deps = fakeDeps();
    const record = await recordOf(deps, await add(deps));
    const signing = await unlockSigningKey(record, deps);
    if (!signing.ok) throw new Error(signing.code);
    expect(signing.key.extractable).toBe(false);
    expect(signing.key.usages).toEqual(['sign']);
    expect(signing.key.algorithm).toMatchObject({
      name: 'RSASSA-PKCS1-v1_5',
      hash: { name: 'SHA-256' },
    });
    const { fingerprint, bits } = record;
    expect(await checkKey(record, deps)).toEqual({ ok: true, fingerprint, bits });
  });

  it('refuses a key that was put in the place of another', async () => {
    const deps = fakeDeps();
    const one = await recordOf(deps, await add(deps));
    const other = await recordOf(
      deps,
      await add(deps, { jwk: await fixtureJwk('ssh-pem'), bits: 4096 }),
    );
    const swapped = { ok: false, code: 'swapped' };
    expect(await unlockSigningKey({ ...one, sealed: other.sealed }, deps)).toEqual(swapped);
    expect(await unlockSigningKey({ ...one, publicJwk: other.publicJwk }, deps)).toEqual(swapped);
    expect(await checkKey({ ...one, fingerprint: other.fingerprint }, deps)).toEqual({
      ok: false,
      code: 'mismatch',
    });
    expect(await checkKey({ ...one, sealed: 'x' }, deps)).toEqual({ ok: false, code: 'damaged' });
  });

  it('says when the device key is gone, and does not make another one', async () => {
    const deps = fakeDeps();
    const record = await recordOf(deps, await add(deps));
    const other = fakeDeps();
    expect(await unlockSigningKey(record, other)).toEqual({ ok: false, code: 'device-key-lost' });
    expect(await other.deviceKeys.ids()).toEqual([]);
    const broken = {
      ...deps,
      deviceKeys: { ...deps.deviceKeys, read: () => Promise.reject(new Error('no')) },
    };
    expect(await checkKey(record, broken)).toEqual({ ok: false, code: 'device-key-unavailable' });
  });
});
