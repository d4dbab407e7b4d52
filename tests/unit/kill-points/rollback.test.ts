// @vitest-environment node
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readKeyring } from '~/utils/keys/key-record';
import { createKeyring } from '~/utils/keys/keyring';
import { lockNow, unlock } from '~/utils/keys/lock';
import { changePassphrase, setPassphrase } from '~/utils/keys/passphrase';
import { checkKey } from '~/utils/keys/signing-key';
import { APP_ID, FRAME } from '../actions/samples';
import { FLOWS, type Flow } from './machine/flows';
import { Host } from './machine/host';
import { clock, installPlatform } from './machine/platform';
import { expectTruth, listenForBugs, play } from './machine/play';
import { copyOf, keyring, restore } from './machine/profile';
import { tell } from './machine/rounds';

let reported: string[] = [];

beforeAll(installPlatform);
beforeEach(() => {
  reported = listenForBugs();
});
afterEach(() => vi.restoreAllMocks());

const DAY_MS = 86_400_000;

/** What of a profile is yesterday's: every part alone, every two, and all of it. */
const MIXES = [1, 2, 3, 4, 5, 6, 7].map((bits) => {
  const parts = { items: (bits & 1) > 0, journal: (bits & 2) > 0, device: (bits & 4) > 0 };
  const old = Object.entries(parts).flatMap(([part, isOld]) => (isOld ? [part] : []));
  return { old: old.join(' and '), parts };
});

/** Copies the profile at every moment of a flow, and comes back to that copy a day later. */
async function rolledBack(flow: Flow, parts: (typeof MIXES)[number]['parts'], killAt: number) {
  const played = await play(flow, { killAt });
  const { host, life } = played;
  const copy = await copyOf();
  await host.comeBack({ browser: false });
  const sent = host.jaas.posts.length;
  clock.now += DAY_MS;
  await restore(host.profile, copy, parts);
  expect(await host.comeBack({ browser: true })).toMatchObject({ ok: true });
  expect(host.jaas.posts.length, 'sent again').toBe(sent);
  for (const { state } of await host.records()) {
    expect(['done', 'expired', 'cancelled', 'replaced']).toContain(state);
  }
  expect(reported).toEqual([]);
  return life.alive;
}

describe('a profile of which $old is yesterday’s copy', () => {
  const flows = FLOWS.filter(({ sends }) => sends > 0);
  it.each(MIXES)(
    'sends nothing again, wherever the copy was made: $old',
    async ({ old, parts }) => {
      let copies = 0;
      for (const flow of flows) {
        // Moments some points apart: from one to the next a copy rarely differs.
        for (let killAt = 1, alive = false; !alive; killAt += 29) {
          alive = await rolledBack(flow, parts, killAt);
          copies += 1;
        }
      }
      tell(`copies that were gone back to, ${old}`, copies);
    },
  );
});

describe('keys of which a part is yesterday’s', () => {
  it('whose passphrase was changed since open by the one of that day', async () => {
    await Host.arrive();
    await setPassphrase(keyring(), 'Xylophone-Quartz-42');
    const host = await Host.arrive();
    await setPassphrase(keyring(), 'Xylophone-Quartz-42');
    const copy = await copyOf();
    await changePassphrase(keyring(), 'Xylophone-Quartz-42', 'Marmalade-Zenith-77');
    await lockNow(keyring());
    await restore(host.profile, copy, { items: true, journal: false, device: false });
    expect(await unlock(keyring(), 'Marmalade-Zenith-77', null)).toMatchObject({
      code: 'wrong-passphrase',
    });
    expect(await unlock(keyring(), 'Xylophone-Quartz-42', null)).toMatchObject({ ok: true });
  });

  it('and whose device key is another one are said to be lost, and kept', async () => {
    await Host.arrive();
    const copy = await copyOf();
    const host = await Host.arrive();
    await restore(host.profile, copy, { items: false, journal: false, device: true });
    const { records } = await readKeyring(keyring());
    expect(records.map(({ appId }) => appId)).toEqual([APP_ID]);
    for (const record of records) {
      expect(await checkKey(record, keyring())).toEqual({ ok: false, code: 'device-key-lost' });
    }
    await host.start();
    expect(await host.ask('popup.state', { tabId: FRAME.tabId })).toMatchObject({ ok: true });
    expect((await createKeyring(keyring()).list()).keys).toHaveLength(1);
  });

  it('and that are not there any more refuse what was asked with them, and send nothing', async () => {
    const [flow] = FLOWS.filter(({ name }) => name === 'confirming a ban with the removal');
    if (flow === undefined) throw new Error('There is no such flow.');
    const host = await Host.arrive();
    await host.start();
    await flow.before(host);
    await restore(host.profile, new Map(), { items: true, journal: false, device: false });
    expect(await flow.run(host)).toMatchObject({ value: { ok: false, code: 'no-key' } });
    await host.goOn();
    expect(host.jaas.posts).toEqual([]);
    await expectTruth({ host, life: host.life, reply: null });
  });
});
