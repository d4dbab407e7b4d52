import type { Action } from './action';

/** Until when a meeting is kept closed, in milliseconds since 1970; null where it has not been ended yet. */
export function closedUntil({ closure, state, endedAt }: Closable): number | null {
  if (closure === undefined || state !== 'done' || endedAt === null) return null;
  return endedAt + closure.minutes * 60_000;
}

type Closable = Pick<Action, 'closure' | 'state' | 'endedAt'>;

/** Whether a meeting is being kept closed now. @param now in milliseconds since 1970 */
export function isKeptClosed(action: Closable, now: number): boolean {
  const until = closedUntil(action);
  return until !== null && action.closure?.over === null && now < until;
}

/** How often the meeting was open again, as JaaS says, and was ended. */
export function timesEndedAgain({ closure }: Pick<Action, 'closure'>): number {
  return closure?.ends.filter(({ state }) => state === 'accepted').length ?? 0;
}
