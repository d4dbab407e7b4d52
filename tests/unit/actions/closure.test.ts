import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { AT, ended, step } from '~/tests/unit/journal/activity-samples';
import {
  closureOver,
  END_AGAIN_MS,
  LONGEST_PAUSE_MS,
  nextEndAt,
  settled,
  withEnd,
  withOutcome,
} from '~/utils/actions/closure';
import type { Outcome } from '~/utils/jaas/outcome';
import type { Action } from '~/utils/journal/action';
import { closedUntil, isKeptClosed, timesEndedAgain } from '~/utils/journal/closures';

const MINUTE = 60_000;
const outcome = (code: Outcome['code'], result: Outcome['result'], more = {}): Outcome => ({
  result,
  code,
  base: 'classic',
  sent: true,
  ...more,
});
const CLOSED_AGAIN = outcome('accepted', 'accepted');
const NOBODY = outcome('no-such-meeting', 'refused');
const BUSY = outcome('busy', 'failed');

/** The end of a meeting that is kept closed for a quarter of an hour. */
function kept(change: Partial<Action> = {}): Action {
  return ended({
    kind: 'end-meeting',
    target: null,
    endedAt: AT,
    steps: [step('end-meeting', 'accepted', {})],
    closure: { minutes: 15, ends: [], over: null },
    ...change,
  });
}

/** One more end, sent and answered at once. */
function again(action: Action, at: number, what: Outcome): Action {
  const begun = withEnd(action, at);
  return withOutcome(begun, (begun.closure?.ends.length ?? 0) - 1, what, at + 200);
}

describe('a meeting that is kept closed', () => {
  it('is so from its end, for as long as the host said, and not a moment longer', () => {
    expect(closedUntil(kept())).toBe(AT + 15 * MINUTE);
    expect(isKeptClosed(kept(), AT + 15 * MINUTE - 1)).toBe(true);
    expect(isKeptClosed(kept(), AT + 15 * MINUTE)).toBe(false);
    expect(isKeptClosed(kept({ state: 'confirmed', endedAt: null }), AT)).toBe(false);
    expect(settled(kept(), false, AT + 15 * MINUTE).closure?.over).toEqual({
      at: AT + 15 * MINUTE,
      why: 'time',
    });
  });

  it('is ended again after half a minute, whether somebody had opened it or not', () => {
    expect(nextEndAt(kept())).toBe(AT + END_AGAIN_MS);
    const once = again(kept(), AT + 40_000, CLOSED_AGAIN);
    expect(nextEndAt(once)).toBe(AT + 40_000 + END_AGAIN_MS);
    const twice = again(once, AT + 80_000, NOBODY);
    expect(nextEndAt(twice)).toBe(AT + 80_000 + END_AGAIN_MS);
    expect(timesEndedAgain(twice)).toBe(1);
  });

  it('is ended again later each time that JaaS is busy, as late as it asks for, and soon when it is not any more', () => {
    const busy = [1, 2, 3, 4, 5, 6].reduce((so, n) => again(so, AT + n * 1000, BUSY), kept());
    const pauses = [1, 2, 3, 4, 5, 6].map((n) => {
      const ends = busy.closure?.ends.slice(0, n) ?? [];
      const at = nextEndAt(kept({ closure: { minutes: 60, ends, over: null } }));
      return at - (ends.at(-1)?.startedAt ?? 0);
    });
    expect(pauses).toEqual([60_000, 120_000, 240_000, 300_000, 300_000, 300_000]);
    const asked = again(kept(), AT, outcome('busy', 'failed', { retryAfterMs: 400_000 }));
    expect(nextEndAt(asked)).toBe(AT + 400_000);
    const served = again(busy, AT + MINUTE, NOBODY);
    expect(nextEndAt(served)).toBe(AT + MINUTE + END_AGAIN_MS);
  });

  it('is not any more where JaaS refuses the key: every further end would meet the same', () => {
    for (const code of ['token-refused', 'not-allowed', 'no-key', 'no-token'] as const) {
      expect(again(kept(), AT + MINUTE, outcome(code, 'refused')).closure?.over).toMatchObject({
        why: 'refused',
      });
    }
    expect(again(kept(), AT + MINUTE, BUSY).closure?.over).toBeNull();
  });

  it('is not where its first end did not come about', () => {
    const refused = (what: Outcome) => kept({ steps: [step('end-meeting', what.result, what)] });
    expect(settled(refused(BUSY), false, AT + 1).closure?.over?.why).toBe('not-ended');
    // Nobody was there: somebody may come.
    expect(settled(refused(NOBODY), false, AT + 1).closure?.over).toBeNull();
    // The page shows that it is there by another name.
    const there = { ...refused(NOBODY), stillAt: AT + 3000 };
    expect(settled(there, false, AT + 4000).closure?.over?.why).toBe('not-ended');
    const unknown = refused(outcome('timeout', 'unknown'));
    expect(settled(unknown, false, AT + 1).closure?.over).toBeNull();
  });

  it('has an end that nobody saw the answer of as unknown, and waits for one that is still awaited', () => {
    const begun = withEnd(kept(), AT + MINUTE);
    expect(settled(begun, true, AT + 2 * MINUTE)).toBe(begun);
    expect(settled(begun, false, AT + 2 * MINUTE).closure?.ends).toMatchObject([
      { state: 'unknown', outcome: { code: 'interrupted', sent: true } },
    ]);
  });

  it('has no end left open by a worker that was stopped after the host had let it be opened', () => {
    const stopped = closureOver(withEnd(kept(), AT + MINUTE), 'stopped', AT + MINUTE + 100);
    expect(settled(stopped, true, AT + 2 * MINUTE)).toBe(stopped);
    expect(settled(stopped, false, AT + 2 * MINUTE).closure).toMatchObject({
      ends: [{ state: 'unknown' }],
      over: { why: 'stopped' },
    });
  });

  it('is not under a clock that was set back to before its end', () => {
    expect(settled(kept(), false, AT - MINUTE).closure?.over?.why).toBe('time');
    expect(settled(kept(), false, AT - 500).closure?.over).toBeNull();
  });

  it('is over once: a later reason changes nothing', () => {
    const stopped = closureOver(kept(), 'stopped', AT + 1);
    expect(closureOver(stopped, 'refused', AT + 2)).toBe(stopped);
    expect(settled(stopped, false, AT + 60 * MINUTE)).toBe(stopped);
  });
});

test('whatever JaaS answers, no two ends are closer than half a minute, and no pause is longer than JaaS asked for or five minutes', () => {
  const answers = fc.array(
    fc.record({
      what: fc.constantFrom(CLOSED_AGAIN, NOBODY, BUSY, outcome('timeout', 'unknown')),
      asked: fc.option(fc.nat(30 * MINUTE)),
      late: fc.nat(10_000),
    }),
    { maxLength: 130 },
  );
  fc.assert(
    fc.property(answers, (all) => {
      let action = kept({ closure: { minutes: 60, ends: [], over: null } });
      let last = AT;
      for (const { what, asked, late } of all) {
        const at = nextEndAt(action);
        const before = action.closure?.ends.at(-1)?.outcome?.retryAfterMs ?? 0;
        expect(at - last).toBeGreaterThanOrEqual(END_AGAIN_MS);
        expect(at - last).toBeLessThanOrEqual(Math.max(LONGEST_PAUSE_MS, before));
        last = at + late;
        const said = asked === null ? what : { ...what, retryAfterMs: asked };
        action = again(action, last, said);
      }
    }),
  );
});
