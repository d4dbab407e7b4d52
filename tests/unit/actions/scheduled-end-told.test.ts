// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { AT, ended, step } from '~/tests/unit/journal/activity-samples';
import type { RequestDeps } from '~/utils/actions/request';
import { createRequests } from '~/utils/actions/requests';
import { cameToNothing, isOnlyMeant, turnOf } from '~/utils/actions/schedule';
import { createScheduledEnds } from '~/utils/actions/scheduled-end';
import { RESUME_WITHIN_MS, recovered } from '~/utils/actions/steps';
import { rawRoomSchema } from '~/utils/borders/schemas';
import type { Action } from '~/utils/journal/action';
import { type Journal, openJournal } from '~/utils/journal/journal';
import { single } from './request-samples';
import { APP_ID, FRAME, KEY_ID, look, ROOM } from './samples';

const MINUTE = 60_000;
const meeting = { appId: APP_ID, room: ROOM };
const other = { appId: APP_ID, room: rawRoomSchema.parse('other') };
const noMeeting = { result: 'unknown', code: 'no-such-meeting', status: 404 } as const;
const id = (n: number) => `0b8f5c1e-7a52-4f37-9d0e-${String(n).padStart(12, '0')}`;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

function setUp(journal: Journal = openJournal()) {
  const world = { now: AT };
  const deps: RequestDeps = {
    journal,
    now: () => world.now,
    newId: () => crypto.randomUUID(),
    keyFor: async () => ({ state: 'ready', keyId: KEY_ID }),
    look: async () => look(),
  };
  const scheduledEnds = createScheduledEnds(deps);
  const set = (n: number, of = meeting, dueAt = AT + MINUTE) =>
    scheduledEnds.set({ id: id(n), meeting: of, frame: FRAME, dueAt, note: 'late' }).then(single);
  return { world, journal, scheduledEnds, set, cancel: createRequests(deps).cancel };
}

describe('an end that is meant for a time', () => {
  it('is written down with all that was confirmed', async () => {
    const { journal, set } = setUp();
    await set(1);
    expect(await journal.get(id(1))).toMatchObject({
      kind: 'end-meeting',
      state: 'scheduled',
      schedule: { dueAt: AT + MINUTE, dropped: null },
      confirmedAt: AT,
      keyId: KEY_ID,
      note: 'late',
      frame: FRAME,
      steps: [{ operation: 'end-meeting', state: 'waiting' }],
    });
  });

  it('is sent in its minute and not a millisecond later', () => {
    expect(turnOf(AT, AT - 1)).toBe('wait');
    expect(turnOf(AT, AT)).toBe('send');
    expect(turnOf(AT, AT + MINUTE)).toBe('send');
    expect(turnOf(AT, AT + MINUTE + 1)).toBe('missed');
  });

  it('is told when its turn has come, and nothing before', async () => {
    const { world, scheduledEnds, set } = setUp();
    await set(1);
    expect(await scheduledEnds.runDue()).toEqual([]);
    world.now += MINUTE;
    expect(await scheduledEnds.runDue()).toMatchObject([{ id: id(1), state: 'confirmed' }]);
    expect(await scheduledEnds.runDue()).toEqual([]);
  });

  it('does not take the turn of another meeting’s', async () => {
    const { world, scheduledEnds, set } = setUp();
    await set(1);
    await set(2, other);
    world.now += MINUTE;
    const changed = await scheduledEnds.runDue();
    expect(changed.map((action) => [action.id, action.state])).toEqual([
      [id(1), 'confirmed'],
      [id(2), 'confirmed'],
    ]);
  });

  it('is told when it is dropped, once, and only where it waits', async () => {
    const { scheduledEnds, set } = setUp();
    await set(1);
    await set(2, other);
    const dropped = await scheduledEnds.dropFor(meeting, 'ended-before');
    expect(dropped).toMatchObject([
      { id: id(1), state: 'cancelled', endedAt: AT, steps: [{ state: 'skipped' }] },
    ]);
    expect(await scheduledEnds.dropFor(meeting, 'ended-before')).toEqual([]);
  });

  it('that was cancelled, or removed, in the moment of its turn is left as it is', async () => {
    const journal = openJournal();
    const { set, cancel } = setUp(journal);
    await set(1);
    const stale = await journal.inState('scheduled');
    await cancel(id(1));
    const { world, scheduledEnds } = setUp({ ...journal, inState: async () => stale });
    world.now += MINUTE;
    expect(await scheduledEnds.runDue()).toEqual([]);
    expect(await scheduledEnds.dropFor(meeting, 'replaced')).toEqual([]);
    expect(await journal.get(id(1))).toMatchObject({ state: 'cancelled' });
    await journal.remove([id(1)], () => true);
    expect(await scheduledEnds.runDue()).toEqual([]);
    expect(await scheduledEnds.dropFor(meeting, 'replaced')).toEqual([]);
  });

  it('that cannot be written down is refused, also where nothing can be read', async () => {
    const full = () => Promise.reject(new Error('disk full'));
    const failed = { ok: false, code: 'journal-failed', action: null };
    expect(await setUp({ ...openJournal(), add: full }).set(1)).toEqual(failed);
    expect(await setUp({ ...openJournal(), add: full, get: full }).set(1)).toEqual(failed);
  });
});

describe('an end that was meant', () => {
  const dropped = { dueAt: AT, dropped: 'cancelled' } as const;
  const due = { dueAt: AT, dropped: null };

  it.each<[string, Partial<Action>, boolean, boolean]>([
    ['waits', { state: 'scheduled', schedule: due }, true, false],
    [
      'was cancelled',
      { state: 'cancelled', schedule: dropped, steps: [step('end-meeting', 'skipped')] },
      true,
      false,
    ],
    [
      'is being sent',
      { state: 'confirmed', schedule: due, steps: [step('end-meeting', 'sending')] },
      false,
      false,
    ],
    ['was done', { schedule: due, steps: [step('end-meeting', 'accepted', {})] }, false, false],
    ['was not done', { schedule: due, steps: [step('end-meeting', 'failed')] }, false, true],
    [
      'was done in part',
      { schedule: due, steps: [step('end-meeting', 'accepted', {}), step('kick', 'failed')] },
      false,
      true,
    ],
    [
      'F8: was of a meeting that is over, as far as anybody sees',
      { schedule: due, steps: [step('end-meeting', 'unknown', noMeeting)] },
      false,
      false,
    ],
    [
      'F8: was of a meeting that JaaS does not know and that its page is in',
      { schedule: due, stillAt: AT, steps: [step('end-meeting', 'unknown', noMeeting)] },
      false,
      true,
    ],
    ['was none', { steps: [step('end-meeting', 'failed')] }, false, false],
  ])('%s', (_, change, onlyMeant, nothing) => {
    const action = ended({ kind: 'end-meeting', ...change });
    expect(isOnlyMeant(action)).toBe(onlyMeant);
    expect(cameToNothing(action)).toBe(nothing);
  });
});

describe('what a stopped worker left', () => {
  const left = (change: Partial<Action> = {}) =>
    ended({
      state: 'confirmed',
      confirmedAt: AT,
      endedAt: null,
      steps: [step('kick', 'waiting')],
      ...change,
    });

  it('goes on for two minutes to the millisecond, and ends when that is over', () => {
    expect(recovered(left(), AT + RESUME_WITHIN_MS)).toMatchObject({ state: 'confirmed' });
    expect(recovered(left(), AT + RESUME_WITHIN_MS + 1)).toMatchObject({
      state: 'done',
      endedAt: AT + RESUME_WITHIN_MS + 1,
      steps: [{ state: 'failed', outcome: { code: 'not-sent', sent: false } }],
    });
  });

  it('has only for its minute where it was meant for a time', () => {
    const meant = left({ schedule: { dueAt: AT, dropped: null } });
    expect(recovered(meant, AT + MINUTE)).toMatchObject({ state: 'confirmed' });
    expect(recovered(meant, AT + MINUTE + 1).steps).toMatchObject([
      { outcome: { code: 'missed' } },
    ]);
  });

  it('is over at once where it was being sent and nothing follows', () => {
    const sending = left({ base: 'current', steps: [step('kick', 'sending')] });
    expect(recovered(sending, AT + 9)).toMatchObject({
      state: 'done',
      endedAt: AT + 9,
      steps: [
        {
          state: 'unknown',
          outcome: { result: 'unknown', code: 'interrupted', base: 'current', sent: true },
        },
      ],
    });
  });
});
