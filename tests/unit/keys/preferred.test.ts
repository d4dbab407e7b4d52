// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { createKeyring } from '~/utils/keys/keyring';
import { add, appId, fakeDeps } from './fakes';

describe('preferring a key', () => {
  it('says nothing of the keys of other AppIDs', async () => {
    const deps = fakeDeps();
    const [one, two] = [
      await add(deps, { appId: appId('1') }),
      await add(deps, { appId: appId('2') }),
    ];
    await createKeyring(deps).prefer(two.id);
    await createKeyring(deps).prefer(one.id);
    const preferred = (await createKeyring(deps).list()).keys.filter((key) => key.preferred);
    expect(preferred.map(({ id }) => id)).toEqual([one.id, two.id]);
    const added = await add(deps, { appId: appId('2') });
    expect(added.preferred).toBeUndefined();
    expect(await createKeyring(deps).choose(appId('2'))).toMatchObject({ record: { id: two.id } });
  });

  it('writes nothing to those that it is no matter of', async () => {
    const deps = fakeDeps();
    const one = await add(deps, { appId: appId('1') });
    await add(deps, { appId: appId('2') });
    const writes = deps.store.history.length;
    await createKeyring(deps).prefer(one.id);
    expect(deps.store.history.slice(writes).join()).not.toContain(appId('2'));
  });
});

describe('an AppID without a readable key', () => {
  it('is told from one whose key is damaged, whatever other AppIDs have', async () => {
    const deps = fakeDeps();
    const key = await add(deps, { appId: appId('1') });
    const stored = deps.store.items[`key:${key.id}`] as object;
    await deps.store.set({ [`key:${key.id}`]: { ...stored, sealed: 5 } });
    expect(await createKeyring(deps).choose(appId('1'))).toEqual({ ok: false, code: 'damaged' });
    expect(await createKeyring(deps).choose(appId('2'))).toEqual({ ok: false, code: 'no-key' });
  });
});
