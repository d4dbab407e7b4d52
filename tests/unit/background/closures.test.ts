// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { APP_ID, ROOM } from '~/tests/unit/actions/samples';
import { AT, ended, step } from '~/tests/unit/journal/activity-samples';
import { until } from '~/tests/unit/until';
import { createClosures } from '~/utils/background/closures';
import type { MeetingReport } from '~/utils/background/meetings';
import { openRecordIds } from '~/utils/background/record-ids';
import { rawRoomSchema } from '~/utils/borders/schemas';
import type { Outcome } from '~/utils/jaas/outcome';
import type { Action } from '~/utils/journal/action';
import { openJournal } from '~/utils/journal/journal';
import { clearActivity } from '~/utils/journal/retention';

const MINUTE = 60_000;
const ACCEPTED: Outcome = { result: 'accepted', code: 'accepted', base: 'classic', sent: true };
const MEETING = { appId: APP_ID, room: ROOM };

function kept(change: Partial<Action> = {}): Action {
  return ended({
    kind: 'end-meeting',
    target: null,
    meeting: MEETING,
    endedAt: AT,
    steps: [step('end-meeting', 'accepted', {})],
    closure: { minutes: 15, ends: [], over: null },
    ...change,
  });
}

async function setUp(...records: readonly Action[]) {
  const journal = openJournal();
  const world = {
    now: AT + 1000,
    open: [] as Pick<MeetingReport, 'meeting' | 'phase'>[],
    answer: async (): Promise<Outcome> => ACCEPTED,
    sent: [] as { id: string; at: number; written: boolean }[],
    alarm: null as number | null,
  };
  const area = fakeBrowser.storage.local;
  const exists = async (id: string) => (await journal.get(id)) !== null;
  const list = openRecordIds(area, 'kept-closed', exists);
  const unacknowledged = openRecordIds(area, 'unacknowledged-ends', exists);
  /** A worker; a second one is the first after the browser stopped it. */
  const worker = () =>
    createClosures({
      journal,
      now: () => world.now,
      send: async ({ id }) => {
        const ends = (await journal.get(id))?.closure?.ends ?? [];
        world.sent.push({ id, at: world.now, written: ends.at(-1)?.state === 'sending' });
        return world.answer();
      },
      meetings: { all: async () => world.open as MeetingReport[] },
      kept: list,
      unacknowledged,
      setAlarm: async (when) => {
        world.alarm = when;
      },
      keepAwake: (work) => work(),
      changed: () => undefined,
      report: (error) => {
        throw error;
      },
    });
  await journal.add(...records);
  for (const { id } of records) await list.add(id);
  const closureOf = async (id: string) => (await journal.get(id))?.closure;
  /** Looks at the clock, and waits until what was sent is answered. */
  async function tick(closures: ReturnType<typeof worker>) {
    await closures.runDue();
    await until(async () => {
      const all = await Promise.all(records.map(({ id }) => closureOf(id)));
      return all.every((one) => one?.ends.every(({ state }) => state !== 'sending') ?? true);
    });
    await closures.runDue();
  }
  return { journal, world, list, unacknowledged, worker, closureOf, tick };
}

beforeEach(() => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
});

describe('a meeting that was ended and is kept closed', () => {
  it('is ended again every half minute, each time written down before it is sent, until its time is over', async () => {
    const action = kept();
    const { world, worker, tick, closureOf } = await setUp(action);
    const closures = worker();
    for (let at = AT + 1000; at <= AT + 16 * MINUTE; at += 10_000) {
      world.now = at;
      await tick(closures);
    }
    expect(world.sent).toHaveLength(29);
    expect(world.sent.every(({ written }) => written)).toBe(true);
    expect(world.sent.every(({ at }) => at < AT + 15 * MINUTE)).toBe(true);
    expect((await closureOf(action.id))?.over?.why).toBe('time');
    expect(world.alarm).toBeNull();
  });

  it('goes on where a stopped worker was, and sends once for all the time that a device slept', async () => {
    const action = kept();
    const { world, worker, tick } = await setUp(action);
    await tick(worker());
    expect(world.alarm).toBe(AT + 30_000);
    world.now = AT + 31_000;
    await tick(worker());
    world.now = AT + 12 * MINUTE;
    const late = worker();
    await tick(late);
    await tick(late);
    expect(world.sent.map(({ at }) => at)).toEqual([AT + 31_000, AT + 12 * MINUTE]);
  });

  it('is not ended again by a worker that starts when its time is over', async () => {
    const action = kept();
    const { world, worker, tick, closureOf, list } = await setUp(action);
    world.now = AT + 20 * MINUTE;
    await tick(worker());
    expect(world.sent).toEqual([]);
    expect((await closureOf(action.id))?.over?.why).toBe('time');
    expect(await list.ids()).toEqual([]);
  });

  it('is not ended again before the answer to the last end is there', async () => {
    const action = kept();
    const { world, worker, closureOf, tick } = await setUp(action);
    let answer = (_: Outcome) => {};
    world.answer = () => new Promise((resolve) => (answer = resolve));
    world.now = AT + 31_000;
    const closures = worker();
    await closures.runDue();
    await until(() => world.sent.length === 1);
    world.now = AT + 5 * MINUTE;
    await closures.runDue();
    await closures.runDue();
    expect(world.sent).toHaveLength(1);
    world.answer = async () => ACCEPTED;
    answer(ACCEPTED);
    await until(async () => (await closureOf(action.id))?.ends[0]?.state === 'accepted');
    await tick(closures);
    expect(world.sent).toHaveLength(2);
  });

  it('can be opened again after one click, and after that nothing is sent', async () => {
    const action = kept();
    const { world, worker, tick, closureOf } = await setUp(action);
    const closures = worker();
    expect(await closures.of(MEETING)).toMatchObject({ paused: false });
    await closures.stopOf(MEETING);
    world.now = AT + 5 * MINUTE;
    await tick(closures);
    expect(world.sent).toEqual([]);
    expect((await closureOf(action.id))?.over?.why).toBe('stopped');
    expect(await closures.of(MEETING)).toBeNull();
    expect(world.alarm).toBeNull();
  });

  it('that is let open while an end is under way has its outcome written down, also by the next worker', async () => {
    const action = kept();
    const { world, worker, closureOf, list } = await setUp(action);
    world.answer = () => new Promise(() => {});
    world.now = AT + MINUTE;
    const closures = worker();
    await closures.runDue();
    await until(() => world.sent.length === 1);
    await closures.stop(action.id);
    expect(await list.ids()).toEqual([action.id]);
    await worker().runDue();
    expect(await closureOf(action.id)).toMatchObject({
      ends: [{ state: 'unknown', outcome: { code: 'interrupted' } }],
      over: { why: 'stopped' },
    });
    expect(await list.ids()).toEqual([]);
  });

  it('is not ended again while the host is in it, and is when they say so or have left', async () => {
    const [first, second] = [kept(), kept({ meeting: { appId: APP_ID, room: room('another') } })];
    const { world, worker, tick } = await setUp(first, second);
    world.open = [
      { meeting: MEETING, phase: 'joined' },
      { meeting: second.meeting as MeetingReport['meeting'], phase: 'lobby' },
    ];
    world.now = AT + MINUTE;
    const closures = worker();
    await tick(closures);
    expect(world.sent).toEqual([]);
    expect((await closures.all()).map(({ paused }) => paused)).toEqual([true, true]);
    // It is looked again, for the host may leave at any time.
    expect(world.alarm).toBe(AT + MINUTE + 30_000);
    await closures.goOn(first.id);
    await tick(closures);
    expect(world.sent.map(({ id }) => id)).toEqual([first.id]);
    world.open = [{ meeting: MEETING, phase: 'left' }];
    await tick(closures);
    expect(world.sent.map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  it('is kept closed by the last end only, however its address is written', async () => {
    const earlier = kept({ meeting: { appId: APP_ID, room: room('Weekly-Forum') } });
    const later = kept({ stagedAt: AT + 500, endedAt: AT + 900 });
    const { world, worker, tick, closureOf } = await setUp(earlier, later);
    const closures = worker();
    await closures.follow(later);
    expect((await closureOf(earlier.id))?.over?.why).toBe('replaced');
    world.now = AT + MINUTE;
    await tick(closures);
    expect(world.sent.map(({ id }) => id)).toEqual([later.id]);
  });

  it('that JaaS refuses to end is given up, and the host is to be told', async () => {
    const action = kept();
    const { world, worker, tick, closureOf, unacknowledged } = await setUp(action);
    world.answer = async () => ({ ...ACCEPTED, result: 'refused', code: 'token-refused' });
    world.now = AT + MINUTE;
    const closures = worker();
    await tick(closures);
    await until(async () => (await unacknowledged.ids()).length > 0);
    world.now = AT + 5 * MINUTE;
    await tick(closures);
    expect(world.sent).toHaveLength(1);
    expect((await closureOf(action.id))?.over?.why).toBe('refused');
  });

  it('is known to a worker that started before its end was confirmed, and forgotten where it never was', async () => {
    const { closure: _, ...pending } = kept({ state: 'pending', endedAt: null, steps: [] });
    const { journal, worker, list, tick, world } = await setUp(pending);
    await tick(worker());
    expect(await list.ids()).toEqual([pending.id]);
    await journal.update(pending.id, () => kept({ id: pending.id, request: pending.id }));
    world.now = AT + MINUTE;
    await tick(worker());
    expect(world.sent).toHaveLength(1);
    await journal.update(pending.id, (action) => ({ ...action, state: 'expired' }));
    await tick(worker());
    expect(await list.ids()).toEqual([]);
  });

  it('stays in the activity when that is cleared, and goes with it afterwards', async () => {
    const action = kept();
    const { journal, worker } = await setUp(action);
    expect(await clearActivity(journal)).toBe(0);
    await worker().stop(action.id);
    expect(await clearActivity(journal)).toBe(1);
  });
});

function room(name: string) {
  return rawRoomSchema.parse(name);
}
