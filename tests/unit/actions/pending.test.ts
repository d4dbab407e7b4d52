// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { ended, step } from '~/tests/unit/journal/activity-samples';
import { asksForTheSame, isExpired, pendingAction } from '~/utils/actions/request';
import { phoneNumberSchema, rawRoomSchema } from '~/utils/borders/schemas';
import type { Action } from '~/utils/journal/action';
import { type Journal, openJournal } from '~/utils/journal/journal';
import { asked, request, type Single, setUpRequests as setUp } from './request-samples';
import { APP_ID, FRAME, ID, sameFrameNow, staged, target } from './samples';

const phone = phoneNumberSchema.parse('+4915112345678');

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('requests by hand', () => {
  it('wait beside each other, for they are about no meeting', async () => {
    const { requests, journal } = setUp();
    const manual = (userId: string) => ({
      ...request,
      frame: null,
      target: target({ participantId: null, userId }),
    });
    await requests.stage(manual('auth0|1'));
    await requests.stage(manual('auth0|2'));
    expect(await requests.expireStale()).toHaveLength(2);
    expect(await journal.inState('pending')).toHaveLength(2);
  });

  it('about nobody are refused', async () => {
    const { requests } = setUp();
    const nobody = { ...request, frame: null, target: null };
    expect(await requests.stage(nobody)).toEqual({ ok: false, code: 'no-user-id' });
    expect(await requests.stage({ ...nobody, kind: 'remove' })).toEqual({
      ok: false,
      code: 'no-participant-id',
    });
  });
});

describe('repeating', () => {
  const banned = step('ban-user', 'accepted', {});
  const repeated = async (change: Partial<Action>) => {
    const { requests, journal } = setUp();
    const action = ended(change);
    await journal.add(action);
    const again = await requests.repeat(action.id, null, sameFrameNow);
    return again.ok ? journal.get(again.id) : again;
  };

  it('asks for the removal alone where the ban was accepted', async () => {
    const refused = step('kick', 'refused', { result: 'refused', code: 'busy' });
    expect(await repeated({ steps: [banned, refused] })).toMatchObject({ kind: 'remove' });
    expect(await repeated({ steps: [refused, banned] })).toMatchObject({ kind: 'remove' });
  });

  it('asks for the ban where it was not accepted, or was all there was', async () => {
    const failed = step('ban-user', 'failed', { result: 'failed', code: 'busy' });
    const kicked = step('kick', 'accepted', {});
    expect(await repeated({ steps: [failed, kicked] })).toMatchObject({ kind: 'ban' });
    expect(await repeated({ steps: [banned] })).toMatchObject({ kind: 'ban' });
  });

  it('of a call asks for the same number, and a test of a key is not repeated', async () => {
    expect(await repeated({ kind: 'call', target: null, phone, steps: [] })).toMatchObject({
      kind: 'call',
      phone,
      frame: FRAME,
    });
    expect(await repeated({ kind: 'test-key', target: null })).toEqual({
      ok: false,
      code: 'no-record',
    });
  });
});

describe('a request that waits', () => {
  const waiting = pendingAction({ ...request, phone }, request, { id: ID }, 1000);

  it('is the same as one that asks for the same in every point', () => {
    const same = { ...request, phone };
    expect(waiting).toMatchObject({ phone, expiresAt: 61_000 });
    expect(asksForTheSame([waiting], asked(same))).toBe(true);
    const others: Partial<Single>[] = [
      { kind: 'remove' },
      { meeting: { appId: APP_ID, room: rawRoomSchema.parse('other') } },
      { frame: { ...FRAME, tabId: 8 } },
      { frame: { ...FRAME, frameId: 8 } },
      { frame: null },
      { target: target({ participantId: 'ffff0002' }) },
      { target: target({ userId: 'auth0|x' }) },
      { target: null },
      { phone: undefined },
      { base: 'current' },
    ];
    for (const other of others) {
      expect(asksForTheSame([waiting], asked({ ...same, ...other }))).toBe(false);
    }
    const more = [...asked(same).items, ...asked({ ...same, kind: 'remove' }).items];
    expect(asksForTheSame([waiting], { ...same, items: more })).toBe(false);
    expect(asksForTheSame([], asked(same))).toBe(false);
  });

  it('of nobody is the same as another of nobody', () => {
    const end = { ...request, kind: 'end-meeting', target: null } as const;
    const pending = pendingAction(end, end, { id: ID }, 1000);
    expect(asksForTheSame([pending], asked(end))).toBe(true);
    expect(pending).not.toHaveProperty('phone');
  });

  it('is over after a minute, or when the clock was set back by more than a correction', () => {
    expect(isExpired(waiting, 60_999)).toBe(false);
    expect(isExpired(waiting, 61_000)).toBe(true);
    expect(isExpired(waiting, -1000)).toBe(false);
    expect(isExpired(waiting, -1001)).toBe(true);
    expect(isExpired({ ...waiting, state: 'confirmed' }, 61_000)).toBe(false);
  });
});

describe('given more time', () => {
  it('are requests that wait, single ones and batches, and nothing else', async () => {
    const { requests, journal, world } = setUp();
    await journal.add(staged());
    const batch = '5a0c7e52-1111-4c39-8f63-8d1f0c2d0a01';
    const frame = { ...FRAME, tabId: 8 };
    const [one, two] = [1, 2].map((n) =>
      staged({
        id: crypto.randomUUID(),
        request: batch,
        frame,
        target: target({ participantId: `p${n}` }),
      }),
    );
    if (!one || !two) throw new Error('none');
    await journal.add(one, { ...two, state: 'cancelled' });
    world.now += 30_000;
    await requests.renew();
    expect(await journal.get(ID)).toMatchObject({ expiresAt: 1_090_000 });
    expect(await journal.get(one.id)).toMatchObject({ expiresAt: 1_090_000 });
    expect(await journal.get(two.id)).toMatchObject({ state: 'cancelled', expiresAt: 1_060_000 });
  });

  it('is not what has expired, although nobody has looked since', async () => {
    const { requests, journal, world } = setUp();
    await journal.add(staged());
    world.now += 60_000;
    await requests.renew();
    expect(await journal.get(ID)).toMatchObject({ state: 'expired' });
    expect(await requests.cancel(ID)).toMatchObject({ ok: false, code: 'expired' });
  });

  it('is not what was confirmed in the same moment', async () => {
    const journal = openJournal();
    await journal.add(staged());
    const late: Journal = {
      ...journal,
      updateRequest: async (id, decide) => {
        await journal.update(id, (action) => ({ ...action, state: 'confirmed' }));
        return journal.updateRequest(id, decide);
      },
    };
    const { requests, world } = setUp({ journal: late });
    world.now += 30_000;
    await requests.renew();
    expect(await journal.get(ID)).toMatchObject({ state: 'confirmed', expiresAt: 1_060_000 });
    expect(await requests.cancel(ID)).toMatchObject({ ok: false, code: 'already-confirmed' });
  });
});

describe('cancelling', () => {
  it.each([
    ['expired', 'expired'],
    ['replaced', 'replaced'],
    ['done', 'already-confirmed'],
  ] as const)('what is %s is refused as %s', async (state, code) => {
    const { requests, journal } = setUp();
    await journal.add(staged({ state }));
    expect(await requests.cancel(ID)).toMatchObject({ ok: false, code, action: { state } });
  });
});
