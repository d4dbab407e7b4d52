// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { FRAME, staged } from '~/tests/unit/actions/samples';
import { whyNot } from '~/utils/actions/request';
import { closed, lastSign, recoveredRequest } from '~/utils/actions/request-runner';
import { RESUME_WITHIN_MS } from '~/utils/actions/steps';
import type { Action } from '~/utils/journal/action';
import {
  isRepeatable,
  personOutcome,
  requestSummarySchema,
  summaryOf,
  takingPart,
} from '~/utils/journal/request-summary';
import { AT, ended, step } from './activity-samples';

const BATCH = '5a0c7e52-1111-4c39-8f63-8d1f0c2d0a01';
const one = (change: Partial<Action> = {}) => ended({ request: BATCH, ...change });

const refused = { result: 'refused', code: 'not-understood' } as const;
const busy = { result: 'failed', code: 'busy' } as const;
const unsent = { result: 'refused', code: 'cancelled', sent: false } as const;
const fault = { result: 'failed', code: 'server-fault' } as const;
const ban = step('ban-user', 'accepted', {});

describe('what became of one person of a batch', () => {
  it.each<[ReturnType<typeof personOutcome>, string, Partial<Action>]>([
    ['open', 'waits for the confirmation', { state: 'pending', steps: [] }],
    ['open', 'is under way', { state: 'confirmed', steps: [ban, step('kick', 'sending')] }],
    ['left-out', 'was dropped before the confirmation', { state: 'cancelled', steps: [] }],
    ['left-out', 'was never confirmed', { state: 'expired', steps: [] }],
    ['accepted', 'is banned and removed', {}],
    [
      'refused',
      'is banned and may not be removed',
      { steps: [ban, step('kick', 'refused', refused)] },
    ],
    [
      'failed',
      'is banned and could not be removed',
      { steps: [ban, step('kick', 'failed', busy)] },
    ],
    [
      'failed',
      'is banned, and the removal was stopped',
      {
        steps: [ban, step('kick', 'refused', unsent)],
      },
    ],
    [
      'unknown',
      'may be banned',
      { steps: [step('ban-user', 'failed', fault), step('kick', 'skipped')] },
    ],
    ['not-sent', 'was not sent for', { steps: [step('ban-user', 'refused', unsent)] }],
    ['not-sent', 'was never begun', { steps: [step('kick', 'skipped')] }],
  ])('is "%s" for who %s', (outcome, _, change) => {
    expect(personOutcome(one(change))).toBe(outcome);
  });

  it('can be asked for once more unless it is open, done, or was never confirmed', () => {
    const repeatable = (change: Partial<Action>) => isRepeatable(one(change));
    expect(repeatable({})).toBe(false);
    expect(repeatable({ state: 'confirmed' })).toBe(false);
    expect(repeatable({ state: 'cancelled', steps: [] })).toBe(false);
    expect(repeatable({ steps: [step('kick', 'refused', refused)] })).toBe(true);
    expect(repeatable({ steps: [step('kick', 'refused', unsent)] })).toBe(true);
    expect(repeatable({ steps: [step('kick', 'failed', fault)] })).toBe(true);
  });
});

describe('a batch in numbers', () => {
  const people = [
    one({ leftAt: AT + 9, endedAt: AT + 3 }),
    one({ endedAt: AT + 7 }),
    one({ steps: [ban, step('kick', 'refused', refused)], endedAt: AT + 5 }),
    one({ steps: [ban, step('kick', 'failed', busy)], endedAt: null }),
    one({ steps: [step('ban-user', 'failed', fault)], leftAt: AT + 9 }),
    one({ steps: [step('ban-user', 'refused', unsent)], kind: 'remove' }),
    one({ state: 'cancelled', steps: [], leftAt: AT + 9 }),
  ];

  it('counts everybody who is in it by what became of them', () => {
    const batch = summaryOf(people, false);
    expect(batch).toEqual({
      only: null,
      id: BATCH,
      kind: 'ban',
      meeting: people[0]?.meeting,
      frame: FRAME,
      state: 'done',
      stagedAt: AT,
      expiresAt: AT + 60_000,
      confirmedAt: AT + 4000,
      endedAt: AT + 5000,
      total: 6,
      done: 6,
      accepted: 2,
      failed: 2,
      unknown: 1,
      notSent: 1,
      left: 2,
      repeatable: 4,
      running: false,
    });
    expect(requestSummarySchema.parse(batch)).toEqual(batch);
  });

  it('ended when the last of them did, and not while one is open', () => {
    expect(summaryOf(people.slice(0, 4), false)?.endedAt).toBe(AT + 7);
    const open = one({ state: 'confirmed', endedAt: null, steps: [step('kick', 'waiting')] });
    expect(summaryOf([...people, open], true)).toMatchObject({
      state: 'confirmed',
      endedAt: null,
      total: 7,
      done: 6,
      running: true,
    });
    expect(
      summaryOf([one({ state: 'pending', steps: [], endedAt: AT })], false)?.endedAt,
    ).toBeNull();
  });

  it('waits as long as anybody of it waits', () => {
    expect(summaryOf([...people, one({ state: 'pending', steps: [] })], false)?.state).toBe(
      'pending',
    );
  });

  it('is one of removals where nobody is banned', () => {
    expect(summaryOf([one({ kind: 'remove' })], false)?.kind).toBe('remove');
  });

  it('that came to nothing is about all who were asked for', () => {
    const dropped = (['replaced', 'replaced', 'cancelled'] as const).map((state) =>
      one({ state, steps: [] }),
    );
    expect(takingPart(dropped)).toEqual(dropped);
    expect(summaryOf(dropped, false)).toMatchObject({ state: 'replaced', total: 3, done: 0 });
  });

  it('is none without records, and has the record itself where it stands alone', () => {
    expect(summaryOf([], false)).toBeNull();
    const alone = ended();
    expect(summaryOf([alone], false)).toMatchObject({ id: alone.id, only: alone, total: 1 });
    const call = ended({ kind: 'call', target: null });
    expect(summaryOf([call], false)).toMatchObject({ kind: 'call', only: call });
  });

  it.each([
    ['pending', 'expired'],
    ['expired', 'expired'],
    ['cancelled', 'cancelled'],
    ['replaced', 'replaced'],
    ['confirmed', 'already-confirmed'],
    ['done', 'already-confirmed'],
  ] as const)('that is %s is refused as %s', (state, code) => {
    expect(whyNot([one({ state })])).toBe(code);
    expect(whyNot([])).toBe('no-record');
  });
});

describe('a batch that is closed', () => {
  const waiting = () =>
    one({
      state: 'confirmed',
      endedAt: null,
      steps: [step('ban-user', 'waiting'), step('kick', 'waiting')],
    });

  it.each([
    ['cancelled', 'refused'],
    ['held-back', 'refused'],
    ['not-sent', 'failed'],
  ] as const)('as %s says of each who has not begun that nothing was sent', (code, state) => {
    const [action] = closed([{ ...waiting(), base: 'current' }], code, AT + 9);
    const outcome = { result: state, code, base: 'current', sent: false };
    expect(action).toMatchObject({ state: 'done', endedAt: AT + 9 });
    expect(action?.steps).toMatchObject([
      { state, endedAt: AT + 9, outcome },
      { state, endedAt: AT + 9, outcome },
    ]);
  });

  it('lets a request that is under way go on, without what was to follow', () => {
    const action = { ...waiting(), steps: [step('ban-user', 'sending'), step('kick', 'waiting')] };
    const [after] = closed([action], 'cancelled', AT + 9);
    expect(after).toMatchObject({ state: 'confirmed', endedAt: null });
    expect(after?.steps.map(({ state }) => state)).toEqual(['sending', 'refused']);
  });

  it('leaves alone who waits, who is through, and whose last request is under way', () => {
    const last = { ...waiting(), steps: [ban, step('kick', 'sending')] };
    const done = one({ steps: [step('kick', 'waiting')] });
    expect(closed([staged({ request: BATCH }), done, last], 'cancelled', AT)).toEqual([]);
  });
});

describe('a batch that an earlier worker left', () => {
  const left = (change: Partial<Action> = {}) =>
    one({
      state: 'confirmed',
      confirmedAt: AT,
      endedAt: null,
      steps: [step('kick', 'waiting')].map((each) => ({ ...each, startedAt: null, endedAt: null })),
      ...change,
    });

  it('gave its last sign when it was confirmed, or sent something, or heard an answer', () => {
    const steps = [{ ...ban, startedAt: AT + 5, endedAt: AT + 9 }];
    expect(lastSign([])).toBe(0);
    expect(lastSign([staged()])).toBe(0);
    expect(lastSign([left(), left({ confirmedAt: AT - 1 })])).toBe(AT);
    expect(lastSign([left(), left({ steps })])).toBe(AT + 9);
    expect(lastSign([left({ steps: [{ ...ban, startedAt: AT + 11, endedAt: null }] })])).toBe(
      AT + 11,
    );
  });

  it('goes on up to two minutes after it, and not later', () => {
    const states = (now: number) => recoveredRequest([left()], now).map(({ state }) => state);
    expect(states(AT + RESUME_WITHIN_MS)).toEqual(['confirmed']);
    expect(states(AT + RESUME_WITHIN_MS + 1)).toEqual(['done']);
    // A clock that was set back by hours says nothing about how long it was silent.
    expect(states(AT - RESUME_WITHIN_MS - 1)).toEqual(['done']);
  });

  it('keeps when it was confirmed, and touches nobody who is through', () => {
    const [after, ...others] = recoveredRequest([left(), one()], AT + 1);
    expect(after?.confirmedAt).toBe(AT);
    expect(others).toEqual([]);
  });
});
