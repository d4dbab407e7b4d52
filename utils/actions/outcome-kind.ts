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
  for (const step of steps) {
    if (step.state === 'accepted' || step.state === 'unknown') kinds.add(step.state);
    if (step.state === 'refused' || step.state === 'failed') kinds.add('not-done');
    if (step.outcome && !step.outcome.sent) kinds.add('not-sent');
  }
  return kinds;
}
