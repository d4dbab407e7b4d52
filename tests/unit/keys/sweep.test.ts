// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { addKey } from '~/utils/keys/add-key';
import { kidOf, readKeyring } from '~/utils/keys/key-record';
import { createKeyring } from '~/utils/keys/keyring';
import { lockNow, unlock } from '~/utils/keys/lock';
import { removePassphrase, setPassphrase } from '~/utils/keys/passphrase';
import { deviceKeyOf, seal, unseal } from '~/utils/keys/seal';
import { checkKey } from '~/utils/keys/signing-key';
import { add, appId, type FakeDeps, fakeDeps, fixtureJwk, keyId, recordOf } from './fakes';
import { fewRounds } from './few-rounds';

fewRounds();

const passphrase = 'Xylophone-Quartz-42';
const jwk = await fixtureJwk();

/** Every seal that was ever written, with what it is for. */
function sealsEverWritten({ store, session }: FakeDeps): { sealed: string; kid: string }[] {
  const text = [...store.history, ...session.history].join('\n');
  const sealed = text.match(/eyJ[\w-]+(?:\.[\w-]*){4}/g) ?? [];
  return sealed.map((jwe) => {
    const header = Buffer.from(jwe.split('.')[0] ?? '', 'base64url').toString();
    return { sealed: jwe, kid: (JSON.parse(header) as { kid: string }).kid };
  });
}

/** How many of them open with what a copy of the profile holds, and no passphrase. */
async function opened(deps: FakeDeps): Promise<number> {
  const how = { mode: 'device', deviceKeys: deps.deviceKeys } as const;
  let count = 0;
  for (const { sealed, kid } of sealsEverWritten(deps)) {
    for (const typ of ['gavel-key-1', 'gavel-unlocked-key-1'] as const) {
      if ((await unseal(sealed, kid, how, typ)).ok) count += 1;
    }
  }
  return count;
}

describe('with what a copied profile holds, in its files of any age,', () => {
  it('a key that was removed cannot be opened any more', async () => {
    const deps = fakeDeps();
    const { id } = await add(deps, { jwk });
    expect(await opened(deps), 'while it is there').toBe(1);
    await createKeyring(deps).remove(id);
    expect(sealsEverWritten(deps)).toHaveLength(1);
    expect(await opened(deps)).toBe(0);
  });

  it('a key that has a passphrase from the start was never stored without', async () => {
    const deps = fakeDeps();
    const fresh = { appId: appId('a'), keyId: keyId('k'), label: '', jwk, bits: 2048, passphrase };
    const added = await createKeyring(deps).add(fresh);
    expect(added).toMatchObject({ ok: true, key: { mode: 'passphrase' } });
    await lockNow(deps);
    const { records } = await readKeyring(deps);
    expect(sealsEverWritten(deps).map(({ sealed }) => deviceKeyOf(sealed))).toContain(null);
    const kept = deps.store.history.join('\n');
    expect(kept).not.toContain('"mode":"device"');
    expect(records).toHaveLength(1);
    expect(await opened(deps)).toBe(0);
  });

  it('keys that got a passphrase later cannot be opened without it, locked or unlocked before', async () => {
    const deps = fakeDeps();
    await add(deps, { jwk });
    await add(deps, { jwk });
    await setPassphrase(deps, passphrase);
    expect(await opened(deps)).toBe(0);
    await unlock(deps, passphrase, null);
    expect(await opened(deps), 'while they are unlocked').toBe(2);
    await unlock(deps, passphrase, null);
    expect(await opened(deps), 'unlocked once more').toBe(2);
    await lockNow(deps);
    expect(await opened(deps)).toBe(0);
    await removePassphrase(deps, passphrase);
    expect(await opened(deps)).toBe(2);
  });
});

describe('the device keys that nothing needs', () => {
  it('are deleted at the next start where somebody was killed before', async () => {
    const deps = fakeDeps();
    const record = await recordOf(deps, await add(deps, { jwk }));
    await deps.deviceKeys.make();
    await createKeyring(deps).sweep();
    expect(await deps.deviceKeys.ids()).toEqual([deviceKeyOf(record.sealed)]);
    expect(await checkKey(record, deps)).toMatchObject({ ok: true });
  });

  it('are not those of a key that this version cannot read: a later one may', async () => {
    const deps = fakeDeps();
    const device = await deps.deviceKeys.make();
    const kid = kidOf({ appId: appId('a'), keyId: keyId('k') });
    const sealed = await seal(jwk, kid, { mode: 'device', device });
    await deps.store.set({ 'key:later': { v: 2, halves: [{ inside: sealed }] } });
    await createKeyring(deps).sweep();
    expect(await deps.deviceKeys.ids()).toEqual([device.id]);
  });
});

describe('a keyring that may be protected', () => {
  it.each([
    ['whose protected key is damaged', { mode: 'passphrase' }],
    ['with a key that does not say how it is protected', {}],
  ])(
    '%s takes no key without the passphrase, nor with one that nobody can check',
    async (_, claims) => {
      const deps = fakeDeps();
      await deps.store.set({ 'key:x': { v: 1, ...claims } });
      const fresh = { appId: appId('b'), keyId: keyId('k'), label: '', jwk, bits: 2048 };
      const refused = { ok: false, code: 'protected-unreadable' };
      expect(await addKey(deps, fresh)).toEqual(refused);
      expect(await addKey(deps, { ...fresh, passphrase })).toEqual(refused);
      expect(await deps.deviceKeys.ids()).toEqual([]);
      await createKeyring(deps).remove('x');
      expect(await addKey(deps, fresh)).toMatchObject({ ok: true });
    },
  );
});

describe('the first key', () => {
  const fresh = { appId: appId('a'), keyId: keyId('k'), label: '', jwk, bits: 2048 };

  it('with a passphrase is unlocked for now, and asks for it after it was locked', async () => {
    const deps = fakeDeps();
    const keyring = createKeyring(deps);
    const added = await keyring.add({ ...fresh, passphrase });
    if (!added.ok) throw new Error(added.code);
    expect(await keyring.check(added.key.id)).toMatchObject({ ok: true });
    await keyring.lockNow();
    expect(await keyring.check(added.key.id)).toEqual({ ok: false, code: 'locked' });
    expect(await keyring.unlock(passphrase)).toMatchObject({ ok: true });
  });

  it('is not kept with a passphrase that is too short', async () => {
    const deps = fakeDeps();
    const code = 'passphrase-too-short';
    expect(await addKey(deps, { ...fresh, passphrase: 'x'.repeat(14) })).toEqual({
      ok: false,
      code,
    });
    expect(deps.store.items).toEqual({});
  });
});
