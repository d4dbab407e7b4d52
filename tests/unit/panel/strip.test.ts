import { signal } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import { createStrip, type StripSources, stripItems } from '~/components/panel/model/strip';
import type { Action } from '~/utils/journal/action';
import { personOutcome } from '~/utils/journal/request-summary';
import { SEEN_WITHIN_MS } from '~/utils/journal/verdict';
import { FakeClock } from '../meeting/fake-clock';
import { ANN, accepted, action, MALLORY, START } from './fixture';

const NOTHING: StripSources = {
  now: START + SEEN_WITHIN_MS,
  actions: [],
  batch: null,
  refusal: null,
  people: [],
  bannedHere: [],
};
const NEVER = Number.NEGATIVE_INFINITY;

const done = action(MALLORY, {
  id: 'done',
  state: 'done',
  endedAt: START,
  steps: [accepted('ban-user'), accepted('kick')],
});
const kicked: typeof done = { ...done, kind: 'remove', steps: [accepted('kick')] };
const says = (sources: Partial<StripSources>, dismissedAt = NEVER) =>
  stripItems({ ...NOTHING, ...sources }, dismissedAt).map((item) =>
    item.says === 'one' ? item.verdict : item.says,
  );
const person = (change: object) =>
  ({ ...MALLORY, me: false, shared: false, joinedAt: START, ...change }) as never;
const BATCH = { id: 'many', kind: 'ban', total: 2, done: 1, accepted: 1, running: true } as never;

describe('what the strip says', () => {
  it('is a request that waits before all that is over, together with what runs', () => {
    const waits = action(ANN, { id: 'waits' });
    expect(says({ actions: [waits, done] })).toEqual(['waiting']);
    expect(says({ actions: [waits, done], batch: BATCH })).toEqual(['waiting', 'running']);
    expect(says({ actions: [done], batch: BATCH })).toEqual(['running']);
  });

  it('is a click that led to nothing, unless something waits that was asked for after it', () => {
    const refusal = { why: 'locked', about: 'Ann', at: START + 1 } as const;
    expect(says({ actions: [action(MALLORY)], refusal })).toEqual(['refused']);
    const later = action(MALLORY, { stagedAt: START + 2 });
    expect(says({ actions: [later], refusal })).toEqual(['waiting']);
    const over = { ...done, endedAt: START + 3 };
    expect(says({ actions: [over], refusal })).toEqual(['bannedUnseen']);
  });

  it('is gone when it is dismissed, with all that is older, until something new is known', () => {
    const older = {
      ...kicked,
      id: 'older',
      endedAt: START - 5,
      steps: [accepted('kick', START - 5)],
    };
    expect(says({ actions: [done, older] })).toEqual(['bannedUnseen']);
    expect(says({ actions: [done, older] }, START)).toEqual([]);
    expect(says({ actions: [{ ...done, leftAt: START + 9 }, older] }, START)).toEqual([
      'bannedGone',
    ]);
  });

  it('says that somebody is gone only where they were seen leaving', () => {
    expect(says({ actions: [done] })).toEqual(['bannedUnseen']);
    expect(says({ actions: [{ ...done, leftAt: START }] })).toEqual(['bannedGone']);
    expect(says({ actions: [kicked] })).toEqual(['removalUnseen']);
    expect(says({ actions: [{ ...kicked, leftAt: START }] })).toEqual(['gone']);
  });

  it('waits to see somebody leave for a while after the removal, before it says that they were not seen', () => {
    const now = START + SEEN_WITHIN_MS - 1;
    expect(says({ actions: [done], now })).toEqual(['bannedWaiting']);
    expect(says({ actions: [kicked], now })).toEqual(['removalWaiting']);
    expect(says({ actions: [{ ...kicked, leftAt: START }], now })).toEqual(['gone']);
  });

  it('says of a ban without a removal that it is one, and nothing of leaving', () => {
    expect(says({ actions: [{ ...done, steps: [accepted('ban-user')] }] })).toEqual(['banned']);
  });

  it('turns by itself when the time is up', () => {
    const clock = new FakeClock();
    clock.time = START;
    const strip = createStrip(signal({ ...NOTHING, actions: [kicked] }), clock);
    const said: unknown[] = [];
    strip.items.subscribe(([item]) => said.push(item?.says === 'one' && item.verdict));
    clock.pass(SEEN_WITHIN_MS);
    expect(said).toEqual(['removalWaiting', 'removalUnseen']);
  });

  it('names of many those who are counted as failed, and nobody whose outcome is unknown', () => {
    const step = (state: 'failed' | 'refused', code: string, result = state as string) =>
      ({
        ...accepted('kick'),
        state,
        outcome: { result, code, base: 'classic', sent: true },
      }) as never;
    const lost = step('failed', 'server-fault');
    const refused = step('refused', 'token-refused');
    const its = [[lost], [accepted('ban-user'), refused], [refused, lost]].map((steps, at) => ({
      ...done,
      id: `one-${at}`,
      request: 'many',
      steps,
    }));
    const batch = { ...(BATCH as object), running: false } as never;
    const [item] = stripItems({ ...NOTHING, actions: its, batch }, NEVER);
    const failed = item?.says === 'many' ? item.outcome.failed.map(({ id }) => id) : null;
    const counted = its.filter((one) =>
      ['failed', 'refused'].includes(personOutcome(one as unknown as Action)),
    );
    expect(failed).toEqual(['one-1']);
    expect(failed).toEqual(counted.map(({ id }) => id));
  });

  it('is no verdict where something was not accepted', () => {
    const [ban] = done.steps;
    const failed = { ...accepted('kick'), state: 'failed' } as const;
    expect(says({ actions: [{ ...done, steps: ban ? [ban, failed] : [] }] })).toEqual([null]);
  });

  it('turns when somebody who was removed is back, not by who has their user id besides', () => {
    const gone = { ...kicked, leftAt: START };
    const back = { joinedAt: START + 5 };
    expect(says({ actions: [gone], people: [person(back)] })).toEqual(['back']);
    expect(says({ actions: [gone], people: [person({ ...back, shared: true })] })).toEqual([
      'gone',
    ]);
    expect(says({ actions: [gone], people: [person({ joinedAt: START - 5 })] })).toEqual(['gone']);
  });

  it('says nothing good of somebody of whom an alert says that they are here, but what failed', () => {
    const bannedHere = [{ person: person({}), ban: { at: START, certain: true } }];
    expect(says({ actions: [{ ...done, leftAt: START }], bannedHere })).toEqual([]);
    const failed = { ...done, steps: [{ ...accepted('kick'), state: 'failed' } as const] };
    expect(says({ actions: [failed], bannedHere })).toEqual([null]);
  });
});
