// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeyRecord } from '~/utils/keys/key-record';
import { lockNow, unlock } from '~/utils/keys/lock';
import { setPassphrase } from '~/utils/keys/passphrase';
import { signingKeyCache } from '~/utils/keys/signing-key';
import { add, type FakeDeps, fakeDeps, fixtureJwk, recordOf } from './fakes';
import { fewRounds } from './few-rounds';

fewRounds();

const passphrase = 'correct horse battery';
const MINUTE = 60_000;

let deps: FakeDeps;
let record: KeyRecord;
/** How often the device key was read, which every opening begins with. */
let promptLimit: number;

beforeEach(async () => {
  deps = fakeDeps();
  record = await recordOf(deps, await add(deps));
});

function watched() {
  promptLimit = 0;
  const read = vi.fn((id: string) => {
    promptLimit += 1;
    return deps.deviceKeys.read(id);
  });
  return signingKeyCache({
    get session() {
      return deps.session;
    },
    deviceKeys: { ...deps.deviceKeys, read },
    now: deps.now,
    rules: deps.rules,
  });
}

describe('a signing key that is used again and again', () => {
  it('is opened once, also by who comes while it is being opened', async () => {
    const kept = watched();
    const [one, other] = await Promise.all([kept.open(record), kept.open(record)]);
    expect(one).toMatchObject({ ok: true, key: { extractable: false, usages: ['sign'] } });
    expect([other, await kept.open(record)]).toEqual([one, one]);
    expect(promptLimit).toBe(1);
  });

  it('is opened again after something of the keys has changed', async () => {
    const kept = watched();
    await kept.open(record);
    kept.forgetOpened();
    expect(await kept.open(record)).toMatchObject({ ok: true });
    expect(promptLimit).toBe(2);
  });

  it('is not given for a record that says otherwise', async () => {
    const kept = watched();
    await kept.open(record);
    const other = await recordOf(deps, await add(deps, { jwk: await fixtureJwk('ssh-pem') }));
    const swapped = { ok: false, code: 'swapped' };
    expect(await kept.open({ ...record, sealed: other.sealed })).toEqual(swapped);
    expect(await kept.open({ ...record, publicJwk: other.publicJwk })).toEqual(swapped);
    expect(await kept.open({ ...record, keyId: other.keyId })).toEqual(swapped);
    expect(await kept.open(record)).toMatchObject({ ok: true });
  });

  it('that could not be opened is tried again', async () => {
    const kept = watched();
    const read = vi.spyOn(deps.deviceKeys, 'read').mockRejectedValueOnce(new Error('no'));
    expect(await kept.open(record)).toEqual({ ok: false, code: 'device-key-unavailable' });
    read.mockRestore();
    expect(await kept.open(record)).toMatchObject({ ok: true });
  });
});

describe('a signing key that has a passphrase', () => {
  beforeEach(async () => {
    await setPassphrase(deps, passphrase);
    record = await recordOf(deps, record);
  });

  it('is locked with the others, however often it was used before', async () => {
    const kept = watched();
    expect(await kept.open(record)).toEqual({ ok: false, code: 'locked' });
    await unlock(deps, passphrase, null);
    expect(await kept.open(record)).toMatchObject({ ok: true });
    await lockNow(deps);
    expect(await kept.open(record)).toEqual({ ok: false, code: 'locked' });
  });

  it('is locked at its time, to the millisecond', async () => {
    const kept = watched();
    await unlock(deps, passphrase, 5 * MINUTE);
    const until = deps.time + 5 * MINUTE;
    deps.time = until - 1;
    expect(await kept.open(record)).toMatchObject({ ok: true });
    deps.time = until;
    expect(await kept.open(record)).toEqual({ ok: false, code: 'locked' });
  });
});
