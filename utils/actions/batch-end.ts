import type { Outcome } from '~/utils/jaas/outcome';
import type { Action, Step } from '~/utils/journal/action';
import { RESUME_WITHIN_MS, recovered } from './recover';

/** Why people of a confirmed batch are not sent for: the host stopped it, or it was given up. */
export type NotSent = Extract<Outcome['code'], 'cancelled' | 'held-back' | 'not-sent'>;

/**
 * What has not begun does not begin any more, and says why. A request that is under way goes on.
 *
 * @param now in milliseconds since 1970
 * @returns those that this changes
 */
export function closed(actions: readonly Action[], code: NotSent, now: number): Action[] {
  return actions.flatMap((action) => {
    if (action.state !== 'confirmed') return [];
    if (!action.steps.some(({ state }) => state === 'waiting')) return [];
    const steps = action.steps.map((step): Step => {
      return step.state === 'waiting' ? { ...step, ...unsent(action, code), endedAt: now } : step;
    });
    const over = steps.every(({ state }) => state !== 'sending');
    return { ...action, steps, ...(over ? { state: 'done', endedAt: now } : {}) };
  });
}

function unsent({ base }: Action, code: NotSent): Pick<Step, 'state' | 'outcome'> {
  const result = code === 'not-sent' ? 'failed' : 'refused';
  return { state: result, outcome: { result, code, base, sent: false } };
}

/**
 * When something last happened to a batch, in milliseconds since 1970: it was confirmed, a request
 * of it left, or one was answered.
 */
export function lastSign(actions: readonly Action[]): number {
  const times = actions.flatMap(({ confirmedAt, steps }) => [
    confirmedAt ?? 0,
    ...steps.flatMap(({ startedAt, endedAt }) => [startedAt ?? 0, endedAt ?? 0]),
  ]);
  return times.reduce((last, at) => Math.max(last, at), 0);
}

/**
 * What a starting worker makes of a batch that an earlier one left unfinished. Whether it goes on is
 * not counted from its confirmation, for a batch may run for many minutes, but from its last sign of
 * life: the host saw it running until then. A worker that the browser stopped is back within half a
 * minute, and the longest that a batch waits by itself is a minute, so two minutes of silence mean
 * that browser or device were off, and then nothing is sent behind the host's back.
 *
 * @returns those that this changes
 */
export function recoveredBatch(actions: readonly Action[], now: number): Action[] {
  const silent = Math.abs(now - lastSign(actions)) > RESUME_WITHIN_MS;
  return actions.flatMap((action) => {
    if (action.state !== 'confirmed') return [];
    // As if it had been confirmed this moment, or too long ago.
    const at = silent ? now - 2 * RESUME_WITHIN_MS : now;
    const after = recovered({ ...action, confirmedAt: at }, now);
    return { ...after, confirmedAt: action.confirmedAt };
  });
}
