// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, test } from 'vitest';
import type { KeyReadiness, Look } from '~/utils/actions/request';
import { createRequests } from '~/utils/actions/requests';
import { cameToNothing, isOnlyMeant } from '~/utils/actions/schedule';
import { createScheduledEnds } from '~/utils/actions/scheduled-end';
import { rawRoomSchema } from '~/utils/borders/schemas';
import type { Outcome } from '~/utils/jaas/outcome';
import type { Action } from '~/utils/journal/action';
import { openJournal } from '~/utils/journal/journal';
import { clearActivity } from '~/utils/journal/retention';
import { outcomeKindsOf } from '~/utils/journal/search';
import { requestRunner, single } from './request-samples';
import { APP_ID, FRAME, KEY_ID, look, ROOM } from './samples';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const START = 1_000_000_000;
const HOUR = 3_600_000;
const ACCEPTED: Outcome = { result: 'accepted', code: 'accepted', base: 'classic', sent: true };
const id = (n: number) => `0b8f5c1e-7a52-4f37-9d0e-${String(n).padStart(12, '0')}`;

function setUp() {
  const world = {
    now: START,
    key: 'ready' as KeyReadiness,
    seen: look() as Look | null,
    sent: [] as string[],
  };
  const journal = openJournal();
  const deps = {
    journal,
    now: () => world.now,
    newId: () => crypto.randomUUID(),
    keyFor: async () => ({ state: world.key, keyId: KEY_ID }),
    look: async () => world.seen,
  };
  const scheduledEnds = createScheduledEnds(deps);
  const cancel = async (id: string) => single(await createRequests(deps).cancel(id));
  const worker = () =>
    requestRunner({
      journal,
      now: () => world.now,
      send: async (action) => {
        world.sent.push(action.id);
        return ACCEPTED;
      },
      changed: () => undefined,
    });
  const meeting = { appId: APP_ID, room: ROOM };
  const set = (n = 1, dueAt = START + HOUR) =>
    scheduledEnds.set({ id: id(n), meeting, frame: FRAME, dueAt, note: '' }).then(single);
  /** What a worker does when it starts or its bell rings. */
  async function tick(runner = worker()) {
    for (const one of await runner.recover()) await runner.run(one);
    const changed = await scheduledEnds.runDue();
    for (const action of changed) if (action.state === 'confirmed') await runner.run(action.id);
    return changed;
  }
  return { world, journal, scheduledEnds, set, cancel, tick, worker, meeting };
}

async function only(journal: ReturnType<typeof setUp>['journal'], n = 1): Promise<Action> {
  const action = await journal.get(id(n));
  if (action === null) throw new Error('no such record');
  return action;
}

describe('an end that is meant for a time', () => {
  it('waits as confirmed by its key, is sent once at its time, and by no earlier worker', async () => {
    const { world, journal, set, tick } = setUp();
    expect(await set()).toMatchObject({ ok: true, action: { state: 'scheduled', keyId: KEY_ID } });
    world.now += HOUR - 1;
    await tick();
    expect(world.sent).toEqual([]);
    world.now += 1;
    await tick();
    await tick();
    expect(world.sent).toEqual([id(1)]);
    expect(await only(journal)).toMatchObject({ state: 'done', steps: [{ state: 'accepted' }] });
  });

  it('set in two windows in the same moment is one, and not none', async () => {
    const { scheduledEnds, set } = setUp();
    await Promise.all([set(1), set(2, START + 2 * HOUR)]);
    expect(await scheduledEnds.scheduled()).toHaveLength(1);
  });

  it('that a later one was to replace is not sent, although a stopped worker left both', async () => {
    const { world, journal, set, tick } = setUp();
    await set(1);
    const earlier = await only(journal, 1);
    world.now += 1000;
    await set(2, START + 2 * HOUR);
    await journal.update(id(1), () => earlier);
    world.now = START + HOUR;
    await tick();
    expect(world.sent).toEqual([]);
    expect(await only(journal, 1)).toMatchObject({
      state: 'replaced',
      schedule: { dropped: 'replaced' },
    });
    world.now = START + 2 * HOUR;
    await tick();
    expect(world.sent).toEqual([id(2)]);
  });

  it('that came a minute too late is not sent, and is something to tell', async () => {
    const { world, journal, set, tick } = setUp();
    await set();
    world.now += HOUR + 60_001;
    await tick();
    expect(world.sent).toEqual([]);
    const action = await only(journal);
    expect(action).toMatchObject({
      state: 'done',
      steps: [{ state: 'failed', outcome: { code: 'missed', sent: false } }],
    });
    expect(cameToNothing(action)).toBe(true);
    expect(outcomeKindsOf(action)).toContain('not-sent');
  });

  it('whose worker stopped between its turn and its sending goes on within the minute only', async () => {
    for (const [after, state] of [
      [30_000, 'accepted'],
      [60_001, 'failed'],
    ] as const) {
      globalThis.indexedDB = new IDBFactory();
      const { world, journal, scheduledEnds, set, tick } = setUp();
      await set();
      world.now += HOUR;
      await scheduledEnds.runDue();
      world.now += after;
      await tick();
      expect((await only(journal)).steps).toMatchObject([{ state }]);
    }
  });

  it('whose worker stopped while it was sent is unknown and not sent again', async () => {
    const { world, journal, scheduledEnds, set, tick } = setUp();
    await set();
    world.now += HOUR;
    await scheduledEnds.runDue();
    await journal.update(id(1), (action) => ({
      ...action,
      steps: action.steps.map((step) => ({ ...step, state: 'sending' })),
    }));
    world.now += 1000;
    await tick();
    expect(world.sent).toEqual([]);
    const action = await only(journal);
    expect(action.steps).toMatchObject([{ state: 'unknown' }]);
    expect(cameToNothing(action)).toBe(true);
  });

  it('takes the place of the one before, however the meeting is written', async () => {
    const { journal, scheduledEnds, set } = setUp();
    await set(1);
    const meeting = { appId: APP_ID, room: rawRoomSchema.parse(ROOM.toUpperCase()) };
    await scheduledEnds.set({
      id: id(2),
      meeting,
      frame: FRAME,
      dueAt: START + 2 * HOUR,
      note: '',
    });
    expect((await scheduledEnds.scheduled()).map((one) => one.id)).toEqual([id(2)]);
    const before = await only(journal);
    expect(before).toMatchObject({ state: 'replaced', steps: [{ state: 'skipped' }] });
    expect(isOnlyMeant(before)).toBe(true);
  });

  it('set twice by one question is one', async () => {
    const { scheduledEnds, set } = setUp();
    const answers = await Promise.all([set(1), set(1)]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'already-confirmed' });
    expect(await scheduledEnds.scheduled()).toHaveLength(1);
  });

  it('is cancelled once, and not any more when it was sent', async () => {
    const { world, cancel, set, tick } = setUp();
    await set();
    expect(await cancel(id(1))).toMatchObject({
      ok: true,
      action: { state: 'cancelled' },
    });
    expect(await cancel(id(1))).toMatchObject({ ok: true });
    world.now += HOUR;
    await tick();
    expect(world.sent).toEqual([]);
    world.now = START;
    await set(2);
    world.now += HOUR;
    await tick();
    expect(await cancel(id(2))).toMatchObject({
      ok: false,
      code: 'already-confirmed',
    });
    expect(await cancel(id(3))).toMatchObject({ ok: false, code: 'no-record' });
  });

  it('is dropped when the meeting was ended before, and others are not', async () => {
    const { journal, scheduledEnds, set, meeting } = setUp();
    await set();
    const other = { ...meeting, room: rawRoomSchema.parse('another') };
    await scheduledEnds.set({
      id: id(2),
      meeting: other,
      frame: FRAME,
      dueAt: START + HOUR,
      note: '',
    });
    await scheduledEnds.dropFor(meeting, 'ended-before');
    expect(await only(journal)).toMatchObject({
      state: 'cancelled',
      schedule: { dropped: 'ended-before' },
    });
    expect((await scheduledEnds.scheduled()).map((one) => one.id)).toEqual([id(2)]);
  });

  it.each([
    ['locked', 'locked'],
    ['none', 'no-key'],
    ['damaged', 'damaged-key'],
  ] as const)('needs a key that is ready when it is set: %s', async (state, code) => {
    const { world, scheduledEnds, set } = setUp();
    world.key = state;
    expect(await set()).toMatchObject({ ok: false, code });
    expect(await scheduledEnds.scheduled()).toEqual([]);
  });

  it.each([0, -1, 25 * HOUR + 1, Number.NaN])(
    'is refused for a time that is %d ms away',
    async (ms) => {
      const { set } = setUp();
      expect(await set(1, START + ms)).toMatchObject({ ok: false, code: 'bad-time' });
    },
  );

  it('is refused where Jitsi is in another room than the address says', async () => {
    const { world, set } = setUp();
    world.seen = look({ roomJid: `other@conference.${APP_ID}.8x8.vc` });
    expect(await set()).toMatchObject({ ok: false, code: 'other-meeting' });
    world.seen = null;
    expect(await set()).toMatchObject({ ok: true });
  });

  it('is kept when the activity is cleared, and counts as open', async () => {
    const { journal, set } = setUp();
    await set();
    expect(await clearActivity(journal)).toBe(0);
    expect(outcomeKindsOf(await only(journal))).toEqual(new Set(['open']));
  });
});

type Event = 'set' | 'cancel' | 'ended' | 'stop' | 'tick' | 'sleep';

test('whatever happens in between: sent at most once, in its minute or not at all', async () => {
  const event: fc.Arbitrary<Event> = fc.constantFrom(
    'set',
    'cancel',
    'ended',
    'stop',
    'tick',
    'sleep',
  );
  const steps = fc.array(fc.tuple(event, fc.integer({ min: 0, max: 90_000 })), { maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      globalThis.indexedDB = new IDBFactory();
      const { world, journal, scheduledEnds, set, cancel, tick, worker, meeting } = setUp();
      const due = new Map<string, number>();
      const sentAt: [string, number][] = [];
      let runner = worker();
      let n = 0;
      for (const [what, ms] of list) {
        world.now += ms;
        const before = world.sent.length;
        if (what === 'set') {
          n += 1;
          const dueAt = world.now + 60_000;
          if ((await set(n, dueAt)).ok) due.set(id(n), dueAt);
        } else if (what === 'cancel') await cancel(id(n));
        else if (what === 'ended') await scheduledEnds.dropFor(meeting, 'ended-before');
        else if (what === 'stop') {
          // Between the turn and the sending: the worker that follows starts from the journal.
          await scheduledEnds.runDue();
          runner = worker();
        } else if (what === 'tick') await tick(runner);
        else world.now += 200_000;
        for (const one of world.sent.slice(before)) sentAt.push([one, world.now]);
        expect((await scheduledEnds.scheduled()).length).toBeLessThanOrEqual(1);
      }
      world.now += HOUR;
      await tick(worker());
      expect(new Set(world.sent).size).toBe(world.sent.length);
      for (const [one, when] of sentAt) {
        expect(when).toBeGreaterThanOrEqual(due.get(one) ?? Number.POSITIVE_INFINITY);
        expect(when - (due.get(one) ?? 0)).toBeLessThanOrEqual(60_000);
      }
      for (const one of due.keys()) {
        const action = await journal.get(one);
        expect(['done', 'cancelled', 'replaced']).toContain(action?.state);
      }
    }),
    { numRuns: 60 },
  );
});
