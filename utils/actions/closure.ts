import type { Outcome } from '~/utils/jaas/outcome';
import type { Action, Closure, ClosureMinutes, Step } from '~/utils/journal/action';
import { closedUntil } from '~/utils/journal/closures';
import { isUnclear, standingOf } from '~/utils/journal/evidence';
import { isFatal } from './backoff';
import { CORRECTION_MS } from './request';
import { lostOutcome } from './steps';

/*
 * A meeting that was ended is open again as soon as anybody comes back to its address. JaaS has no request that
 * keeps it closed, so its end is sent again and again for a while, each time under the one request that the host
 * has confirmed.
 */

/** The shortest time from one end to the next, in milliseconds: the shortest alarm that Chromium grants. */
export const END_AGAIN_MS = 30_000;

/** The longest, after JaaS could not serve one end after the other, in milliseconds. */
export const LONGEST_PAUSE_MS = 5 * 60_000;

/** Returns what a record has that is to keep its meeting closed. */
export function closureOf(minutes: ClosureMinutes): Closure {
  return { minutes, ends: [], over: null };
}

/**
 * When the next end is sent, in milliseconds since 1970: half a minute after the last one, and twice as long after each
 * that JaaS did not serve, or as long as it asked for.
 */
export function nextEndAt({ closure, endedAt }: Action): number {
  const ends = closure?.ends ?? [];
  const last = ends.at(-1);
  const served = ends.findLastIndex(isServed);
  const pause = Math.min(END_AGAIN_MS * 2 ** (ends.length - 1 - served), LONGEST_PAUSE_MS);
  const asked = last?.outcome?.retryAfterMs ?? 0;
  return (last?.startedAt ?? endedAt ?? 0) + Math.max(pause, asked);
}

/** Whether JaaS did what it was asked for, or had nothing to do. */
function isServed({ state, outcome }: Step): boolean {
  return state === 'accepted' || outcome?.code === 'no-such-meeting';
}

/** Whether what happens to a record by now comes after its end, while its meeting is kept closed. */
export function isEndedAgain({ closure }: Pick<Action, 'closure'>): boolean {
  return closure !== undefined && (closure.ends.length > 0 || closure.over !== null);
}

/**
 * Returns a record as it is to be by now: what nobody works at any more is unknown, and what is over says why. The
 * same where nothing is to be changed.
 *
 * @param isSending whether this worker waits for an answer
 * @param now in milliseconds since 1970
 */
export function settled(action: Action, isSending: boolean, now: number): Action {
  const { closure, endedAt, state } = action;
  if (closure === undefined || state !== 'done') return action;
  const isLeft = !isSending && isUnderWay(action);
  const ends = closure.ends.map((end) => (isLeft ? interrupted(end, now, action) : end));
  const current = isLeft ? { ...action, closure: { ...closure, ends } } : action;
  if (closure.over !== null) return current;
  if (!mayHaveEnded(action)) return closureOver(current, 'not-ended', now);
  const until = closedUntil(action) ?? 0;
  const isBefore = now < (endedAt ?? 0) - CORRECTION_MS;
  return now >= until || isBefore ? closureOver(current, 'time', now) : current;
}

/** Whether one of the further ends is being sent, as far as is written down. */
export function isUnderWay({ closure }: Pick<Action, 'closure'>): boolean {
  return closure?.ends.some(({ state }) => state === 'sending') ?? false;
}

function interrupted(end: Step, now: number, { base }: Action): Step {
  if (end.state !== 'sending') return end;
  return { ...end, state: 'unknown', endedAt: now, outcome: lostOutcome('interrupted', base) };
}

/** Whether the first end may have come about: where it certainly did not, there is nothing to keep closed. */
function mayHaveEnded(action: Action): boolean {
  return action.steps.every(
    (step) => standingOf(step, action) === 'accepted' || isUnclear(step, action),
  );
}

/** Returns a record whose meeting is not kept closed any more. @param now in milliseconds since 1970 */
export function closureOver(
  action: Action,
  why: NonNullable<Closure['over']>['why'],
  now: number,
): Action {
  const { closure } = action;
  if (closure === undefined || closure.over !== null) return action;
  return { ...action, closure: { ...closure, over: { at: now, why } } };
}

/** Returns a record with one more end, which is about to leave. @param now in milliseconds since 1970 */
export function withEnd(action: Action, now: number): Action {
  const { closure } = action;
  if (closure === undefined) return action;
  const end: Step = {
    operation: 'end-meeting',
    state: 'sending',
    startedAt: now,
    endedAt: null,
    outcome: null,
  };
  return { ...action, closure: { ...closure, ends: [...closure.ends, end] } };
}

/**
 * Writes down what became of one end. What would meet every further one ends it all.
 *
 * @param index which end it is
 * @param now in milliseconds since 1970
 */
export function withOutcome(action: Action, index: number, outcome: Outcome, now: number): Action {
  const { closure } = action;
  if (closure === undefined) return action;
  const ends = closure.ends.map((end, at) =>
    at === index ? { ...end, state: outcome.result, endedAt: now, outcome } : end,
  );
  const after = { ...action, closure: { ...closure, ends } };
  return isFatal(outcome) ? closureOver(after, 'refused', now) : after;
}
