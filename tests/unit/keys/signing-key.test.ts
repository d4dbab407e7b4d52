// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createKeyring } from '~/utils/keys/keyring';
import { checkKey, unlockSigningKey } from '~/utils/keys/signing-key';
import { add, appId, fakeDeps, recordOf } from './fakes';

afterEach(() => vi.restoreAllMocks());

describe('a key that this browser', () => {
  it('does not import is damaged', async () => {
    const deps = fakeDeps();
    const record = await recordOf(deps, await add(deps));
    const real = crypto.subtle.importKey;
    vi.spyOn(crypto.subtle, 'importKey').mockImplementation(((...args: unknown[]) =>
      args[0] === 'jwk'
        ? Promise.reject(new DOMException('no', 'DataError'))
        : Reflect.apply(real, crypto.subtle, args)) as typeof real);
    expect(await unlockSigningKey(record, deps)).toEqual({ ok: false, code: 'damaged' });
  });

  it('does not sign with as its public half says is a mismatch', async () => {
    const deps = fakeDeps();
    const record = await recordOf(deps, await add(deps));
    vi.spyOn(crypto.subtle, 'verify').mockResolvedValueOnce(false);
    expect(await checkKey(record, deps)).toEqual({ ok: false, code: 'mismatch' });
  });
});

describe('a key without a passphrase', () => {
  it('signs although the storage of what is unlocked does not work', async () => {
    const deps = fakeDeps();
    const record = await recordOf(deps, await add(deps));
    const no = () => Promise.reject(new Error('no'));
    const session = { get: no, set: no, remove: no };
    expect(await unlockSigningKey(record, { ...deps, session })).toMatchObject({ ok: true });
  });
});

describe('the keys of a profile', () => {
  it('are listed by when they were added, in whatever order the storage names them', async () => {
    const deps = fakeDeps();
    const [first, second, third] = [await add(deps), await add(deps), await add(deps)];
    deps.store.items = Object.fromEntries(Object.entries(deps.store.items).reverse());
    const ids = (await createKeyring(deps).list()).keys.map(({ id }) => id);
    expect(ids).toEqual([first.id, second.id, third.id]);
    expect(await createKeyring(deps).choose(appId('a'))).toMatchObject({
      record: { id: third.id },
    });
  });
});
