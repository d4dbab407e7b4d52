import type { Outcome } from '~/utils/jaas/outcome';
import type { Action, Step } from '~/utils/journal/action';
import { END_GRACE_MS } from './schedule-time';
import { endStep } from './steps';

/**
 * How long after its confirmation a stopped worker still sends what was never sent, in
 * milliseconds. Later the host would not expect it any more: nothing is queued behind their back.
 */
export const RESUME_WITHIN_MS = 120_000;

/**
 * What a starting worker makes of a confirmed action that an earlier one left unfinished: a step
 * that was being sent is `unknown`, for nobody saw its answer; one that was not may still go out
 * if the host confirmed it a moment ago and everything for it is stored.
 */
export function recovered(action: Action, now: number): Action {
  let current = action;
  action.steps.forEach((step, index) => {
    if (step.state === 'sending') {
      current = endStep(current, index, lostOutcome('interrupted', action.base), now);
    }
  });
  const { schedule } = action;
  const since = Math.abs(now - (schedule?.dueAt ?? action.confirmedAt ?? 0));
  const late = since > (schedule ? END_GRACE_MS : RESUME_WITHIN_MS);
  if (!late && action.kind !== 'ban-token') return current;
  const steps = current.steps.map(
    (step): Step =>
      step.state === 'waiting'
        ? {
            ...step,
            state: 'failed',
            endedAt: now,
            outcome: lostOutcome(schedule ? 'missed' : 'not-sent', action.base),
          }
        : step,
  );
  return { ...current, steps, state: 'done', endedAt: current.endedAt ?? now };
}

function lostOutcome(code: 'interrupted' | 'not-sent' | 'missed', base: Action['base']): Outcome {
  return code === 'interrupted'
    ? { result: 'unknown', code, base, sent: true }
    : { result: 'failed', code, base, sent: false };
}
