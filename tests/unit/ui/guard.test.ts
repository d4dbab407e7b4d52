// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Guard,
  type GuardEvent,
  guarded,
  isAnswer,
  isArmed,
  newGuard,
  QUIET_MS,
  RUN_MS,
} from '~/components/ui/guard';

const CLICK = { type: 'clicked' as const, count: 1, isTrusted: true };
const PRESS = { type: 'pressed', isRepeat: false } as const;

interface Step {
  /** Milliseconds since the step before. */
  readonly after: number;
  readonly event: GuardEvent;
}

/** Plays steps from the moment at which the question appears; says at which of them it was answered. */
function played(steps: readonly Step[]): number[] {
  let guard: Guard = newGuard(true, 0);
  let now = 0;
  const answered: number[] = [];
  for (const { after, event } of steps) {
    now += after;
    if (event.type === 'clicked' && isAnswer(guard, event, now)) answered.push(now);
    guard = guarded(guard, event, now);
  }
  return answered;
}

const press = (after: number): Step => ({ after, event: PRESS });
const click = (
  after: number,
  change: { readonly count?: number; readonly isTrusted?: boolean } = {},
): Step => ({ after, event: { ...CLICK, ...change } });

describe('a question is answered', () => {
  it('by a host who reads it and clicks once', () => {
    expect(played([press(1000), click(80)])).toEqual([1080]);
  });

  it('by assistive technology, which clicks without a press', () => {
    expect(played([click(1000, { count: 0 })])).toEqual([1000]);
  });

  it('by one press of a key', () => {
    expect(played([press(1500), click(0, { count: 0 })])).toEqual([1500]);
  });
});

describe('a question is not answered', () => {
  it('by clicks that go on and on, however fast they are', () => {
    const gaps = fc.integer({ min: 1, max: QUIET_MS - 1 });
    fc.assert(
      fc.property(fc.array(gaps, { minLength: 1, maxLength: 60 }), (between) => {
        expect(played(between.flatMap((ms) => [press(ms), click(0)]))).toEqual([]);
      }),
    );
  });

  it('by a key that is held down', () => {
    const held = { type: 'pressed', isRepeat: true } as const;
    const repeats = Array.from({ length: 200 }, () => [
      { after: 30, event: held },
      click(0, { count: 0 }),
    ]).flat();
    expect(played(repeats)).toEqual([]);
    expect(played([press(2000), click(0), ...repeats])).toEqual([2000]);
  });

  it('by clicks of one run, also where each of them comes after half a second', () => {
    const run = fc.array(fc.integer({ min: RUN_MS, max: QUIET_MS - 1 }), { minLength: 1 });
    fc.assert(
      fc.property(run, fc.integer({ min: 0, max: QUIET_MS - 1 }), (between, last) => {
        const on = between.flatMap((ms, n) => [press(ms), click(0, { count: n + 3 })]);
        expect(played([click(1100, { count: 2 }), ...on, press(last), click(0)])).toEqual([]);
      }),
    );
  });

  it('by a key that was down before and is let go of, nor while it is still down', () => {
    const held = { after: 30, event: { type: 'pressed', isRepeat: true } } as const;
    const down = Array.from({ length: 60 }, () => held);
    const letGo = { after: 0, event: { type: 'released' } } as const;
    expect(played([...down, letGo, click(0, { count: 0 })])).toEqual([]);
    expect(played([...down, click(1100, { count: 0 })])).toEqual([]);
    expect(played([...down, letGo, click(QUIET_MS, { count: 0 })])).toEqual([60 * 30 + QUIET_MS]);
  });

  it('by a click whose press began before it could be answered', () => {
    expect(played([press(QUIET_MS - 1), click(QUIET_MS)])).toEqual([]);
  });

  it('by a script, by the second click of a double click, or in the middle of a run', () => {
    expect(played([click(2000, { isTrusted: false })])).toEqual([]);
    expect(played([click(2000, { count: 2 })])).toEqual([]);
    expect(played([click(2000), press(RUN_MS - 1), click(0)])).toEqual([2000]);
  });

  it.each<[string, GuardEvent]>([
    ['its content, its place or its window changed', { type: 'disturbed' }],
    ['its window came to the front', { type: 'watched', isWatched: true }],
  ])('within a second after %s', (_, event) => {
    expect(played([{ after: 5000, event }, press(QUIET_MS - 1), click(0)])).toEqual([]);
    expect(played([{ after: 5000, event }, press(QUIET_MS), click(0)])).toEqual([6000]);
  });

  it('without the focus, however long that lasts', () => {
    const away = { type: 'watched', isWatched: false } as const;
    expect(played([{ after: 10, event: away }, press(60_000), click(0)])).toEqual([]);
  });

  it('whatever happens, within a second of what last disturbed it', () => {
    const event: fc.Arbitrary<GuardEvent> = fc.oneof(
      fc.constant<GuardEvent>({ type: 'disturbed' }),
      fc.boolean().map((isWatched): GuardEvent => ({ type: 'watched', isWatched })),
      fc.boolean().map((isRepeat): GuardEvent => ({ type: 'pressed', isRepeat })),
      fc.constant<GuardEvent>({ type: 'released' }),
      fc
        .tuple(fc.nat(3), fc.boolean())
        .map(([count, isTrusted]): GuardEvent => ({ type: 'clicked', count, isTrusted })),
    );
    const steps = fc.array(fc.record({ after: fc.nat(1500), event }), { maxLength: 40 });
    fc.assert(
      fc.property(steps, (story) => {
        for (const at of played(story)) {
          let now = 0;
          for (const { after, event: happened } of story) {
            now += after;
            const disturbs = happened.type === 'disturbed' || happened.type === 'watched';
            if (now <= at && disturbs) expect(at - now).toBeGreaterThanOrEqual(QUIET_MS);
          }
        }
      }),
    );
  });
});

it('says when it works: after a second of quiet, while its window is looked at', () => {
  expect(isArmed(newGuard(true, 0), QUIET_MS - 1)).toBe(false);
  expect(isArmed(newGuard(true, 0), QUIET_MS)).toBe(true);
  expect(isArmed(newGuard(false, 0), 60_000)).toBe(false);
});
