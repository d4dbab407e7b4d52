import { mayBeDone } from '~/utils/jaas/may-be-done';
import type { Action } from './action';

/** What the activity can be filtered by. */
export const outcomeKinds = ['accepted', 'not-done', 'unknown', 'not-sent', 'open'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

/**
 * What became of an action, step by step: a ban that was accepted and whose removal was refused is
 * `accepted` as well as `not-done`. `not-sent`: nothing of it ever was; `open`: it waits or runs.
 */
export function outcomeKindsOf({ state, steps }: Action): ReadonlySet<OutcomeKind> {
  if (state === 'staged' || state === 'scheduled') return new Set(['open']);
  if (state !== 'confirmed' && state !== 'done') return new Set(['not-sent']);
  const kinds = new Set<OutcomeKind>(state === 'confirmed' ? ['open'] : []);
  for (const { state: step, outcome } of steps) {
    if (step === 'accepted') kinds.add(step);
    else if (outcome && mayBeDone(outcome)) kinds.add('unknown');
    else if (step === 'refused' || step === 'failed') kinds.add('not-done');
    if (outcome && !outcome.sent) kinds.add('not-sent');
  }
  return kinds;
}
