// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { batchDesk, crowd } from '~/tests/unit/actions/batch-samples';
import { setUpRequests } from '~/tests/unit/actions/request-samples';
import { APP_ID, FRAME, sameFrameNow, staged, target } from '~/tests/unit/actions/samples';
import { PANEL_REMEMBERS_MS } from '~/utils/background/views';
import type { Action } from '~/utils/journal/action';
import { type Journal, openJournal } from '~/utils/journal/journal';
import { dropUnconfirmed, UNCONFIRMED_FOR_MS } from '~/utils/journal/retention';
import { AT, ended } from './activity-samples';

const STATES = ['cancelled', 'expired', 'replaced'] as const;
const AFTER = AT + UNCONFIRMED_FOR_MS + 1;

/** A record that nobody confirmed. */
const dropped = (change: Partial<Action> = {}) =>
  ended({ state: 'cancelled', confirmedAt: null, keyId: null, endedAt: AT, steps: [], ...change });

let journal: Journal;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  journal = openJournal();
});

describe('what nobody confirmed', () => {
  it.each(STATES)('and was %s is gone some minutes after it ended, not sooner', async (state) => {
    await journal.add(dropped({ state }), dropped({ state, frame: null }));
    await dropUnconfirmed(journal, AFTER - 1, null);
    expect(await journal.keys()).toHaveLength(2);
    await dropUnconfirmed(journal, AFTER, null);
    expect(await journal.keys()).toEqual([]);
  });

  it('is there as long as its panel says what became of it, and can be asked for again', async () => {
    const { requests, journal, world } = setUpRequests();
    const asked = { kind: 'ban', meeting: { appId: APP_ID, room: null }, frame: FRAME } as const;
    const first = await requests.stage({ ...asked, target: target() });
    if (!first.ok) throw new Error(first.code);
    world.now += 60_000;
    await requests.expireStale();
    world.now += PANEL_REMEMBERS_MS;
    await dropUnconfirmed(journal, world.now, FRAME);
    expect(await requests.repeat(first.id, null, sameFrameNow)).toMatchObject({ ok: true });
  });

  it('is kept whole where a part of its request was confirmed, and not looked at again', async () => {
    const request = crypto.randomUUID();
    const confirmed = ended({ request });
    const leftOut = dropped({ request, changes: ['yourself'] });
    await journal.add(confirmed, leftOut, dropped());
    await dropUnconfirmed(journal, AFTER, null);
    expect(new Set(await journal.keys())).toEqual(new Set([confirmed.id, leftOut.id]));
    expect(await journal.get(leftOut.id)).toEqual(leftOut);
    expect(await journal.inFrame(FRAME, AT)).toHaveLength(2);
    expect(await journal.unconfirmed(AFTER)).toEqual([]);
  });

  it('leaves alone what waits, runs or was confirmed, however old', async () => {
    const waiting = staged({}, AT);
    const kept = [
      waiting,
      ended(),
      ended({ state: 'confirmed', endedAt: null }),
      ended({ state: 'scheduled', endedAt: null }),
      ended({ state: 'cancelled', steps: [] }),
    ];
    await journal.add(...kept);
    await dropUnconfirmed(journal, AFTER + 1e9, FRAME);
    expect(new Set(await journal.keys())).toEqual(new Set(kept.map(({ id }) => id)));
    // In the moment in which it is confirmed, too.
    await journal.removeUnconfirmed(waiting.id);
    expect(await journal.get(waiting.id)).toEqual(waiting);
  });

  it('of one frame is no more than so many, the newest whole, and never that of another', async () => {
    const { staged, world } = batchDesk(journal, crowd(900));
    const elsewhere = dropped({ frame: { tabId: 99, frameId: 0 }, endedAt: 1 });
    await journal.add(elsewhere);
    const ids: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      world.now += 1000;
      ids.push(await staged('ban', crowd(900 + n)));
      await dropUnconfirmed(journal, 0, FRAME);
    }
    const left = await Promise.all(ids.map(async (id) => (await journal.ofRequest(id)).length));
    expect(left).toEqual([0, 901, 902, 903]);
    expect(await journal.get(elsewhere.id)).toEqual(elsewhere);
  });
});
