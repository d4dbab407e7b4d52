import type { Comparison } from './measure';

/** What a line is to come close to; missing it fails nothing. */
export type Goal =
  /** Gavel over its floor. */
  | { readonly kind: 'ratio'; readonly most: number }
  /** Gavel's own number. */
  | { readonly kind: 'value'; readonly most: number }
  /** What Gavel adds to its floor. */
  | { readonly kind: 'added'; readonly most: number };

export interface Judged {
  readonly goal: Goal;
  readonly value: number;
  readonly met: boolean;
}

/** How a goal was met; null where it cannot be said. */
export function judge(goal: Goal, { gavel, floor, overFloor }: Comparison): Judged | null {
  const value =
    goal.kind === 'ratio'
      ? overFloor?.ofMedians
      : goal.kind === 'value'
        ? gavel.median
        : floor && gavel.median - floor.median;
  return value === undefined || value === null ? null : { goal, value, met: value <= goal.most };
}
