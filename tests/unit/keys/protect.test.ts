// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import type { KeyFacts } from '~/utils/keys/key-record';
import { createKeyring } from '~/utils/keys/keyring';
import { lockState, unlock } from '~/utils/keys/lock';
import { changePassphrase, removePassphrase, setPassphrase } from '~/utils/keys/passphrase';
import { checkKey } from '~/utils/keys/signing-key';
import { add, type FakeDeps, fakeDeps, fixtureJwk, recordOf } from './fakes';
import { fewRounds } from './few-rounds';

fewRounds();

const first = 'correct horse battery';
const second = 'staple of another kind';

let deps: FakeDeps;
let keys: KeyFacts[];
beforeEach(async () => {
  deps = fakeDeps();
  keys = [await add(deps), await add(deps, { jwk: await fixtureJwk('ssh-pem'), bits: 4096 })];
});

const modes = async () => (await createKeyring(deps).list()).keys.map((key) => key.mode);
const checkAll = () =>
  Promise.all(keys.map(async (key) => (await checkKey(await recordOf(deps, key), deps)).ok));

describe('the passphrase of all keys', () => {
  it('is set, changed and removed', async () => {
    expect(await setPassphrase(deps, first)).toEqual({ ok: true, changed: 2, kept: [] });
    expect(await modes()).toEqual(['passphrase', 'passphrase']);
    expect(await checkAll()).toEqual([false, false]);
    await unlock(deps, first, null);
    expect(await checkAll()).toEqual([true, true]);

    expect(await changePassphrase(deps, first, second)).toEqual({ ok: true, changed: 2, kept: [] });
    expect(await lockState(deps)).toMatchObject({ state: 'unlocked' });
    expect(await checkAll()).toEqual([true, true]);
    expect(await unlock(deps, first, null)).toMatchObject({ code: 'wrong-passphrase' });
    expect(await unlock(deps, second, null)).toMatchObject({ ok: true });

    expect(await removePassphrase(deps, second)).toEqual({ ok: true, changed: 2, kept: [] });
    expect(await modes()).toEqual(['device', 'device']);
    expect(deps.session.items).toEqual({});
    expect(await checkAll()).toEqual([true, true]);
  });

  it('is not changed without the present one', async () => {
    await setPassphrase(deps, first);
    const before = structuredClone(deps.store.items);
    expect(await setPassphrase(deps, second)).toEqual({ ok: false, code: 'needs-passphrase' });
    expect(await changePassphrase(deps, second, second)).toMatchObject({
      code: 'wrong-passphrase',
    });
    expect(await removePassphrase(deps, second)).toMatchObject({ code: 'wrong-passphrase' });
    for (const key of keys) {
      expect(deps.store.items[`key:${key.id}`]).toEqual(before[`key:${key.id}`]);
    }
    await changePassphrase(deps, '', second);
    await changePassphrase(deps, 'x', second);
    await changePassphrase(deps, 'y', second);
    expect(await removePassphrase(deps, first)).toMatchObject({ code: 'wait' });
  });

  it('must be long enough, and there must be a key', async () => {
    expect(await setPassphrase(deps, '1234567')).toEqual({
      ok: false,
      code: 'passphrase-too-short',
    });
    expect(await setPassphrase(deps, '😀'.repeat(7))).toMatchObject({
      code: 'passphrase-too-short',
    });
    expect(await setPassphrase(deps, 'x'.repeat(1025))).toMatchObject({
      code: 'passphrase-too-long',
    });
    expect(await setPassphrase(fakeDeps(), first)).toEqual({ ok: false, code: 'no-key' });
  });

  it('leaves a key that cannot be opened as it is, and says which', async () => {
    const [broken] = keys;
    if (!broken) throw new Error('none');
    const record = { ...(await recordOf(deps, broken)), sealed: 'x' };
    await deps.store.set({ [`key:${broken.id}`]: record });
    const kept = [{ id: broken.id, code: 'damaged' }];
    expect(await setPassphrase(deps, first)).toEqual({ ok: true, changed: 1, kept });
    expect(await recordOf(deps, broken)).toEqual(record);
    expect(await modes()).toEqual(['device', 'passphrase']);
  });

  it('is as before or as it is to be, whenever the worker is killed', async () => {
    const steps = [
      { from: null, act: () => setPassphrase(deps, first), opens: [null, first] },
      { from: first, act: () => changePassphrase(deps, first, second), opens: [first, second] },
      { from: first, act: () => removePassphrase(deps, first), opens: [first, null] },
    ];
    for (const { from, act, opens } of steps) {
      for (let writes = 0; writes <= 3; writes += 1) {
        deps = fakeDeps();
        keys = [await add(deps), await add(deps)];
        if (from !== null) await setPassphrase(deps, from);
        deps.store.writesLeft = writes;
        await act().catch(() => undefined);
        deps.store.writesLeft = Number.POSITIVE_INFINITY;
        const now = await modes();
        expect(new Set(now).size).toBe(1);
        if (now[0] === 'passphrase') {
          const opened = [];
          for (const each of opens) {
            if (each !== null && (await unlock(deps, each, null)).ok) opened.push(each);
          }
          expect(opened).toHaveLength(1);
        } else expect(opens).toContain(null);
        expect(await checkAll()).toEqual([true, true]);
      }
    }
  });
});
