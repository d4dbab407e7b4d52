import type { Outcome } from '~/utils/jaas/outcome';

/** How a batch goes on after what JaaS answered so far. */
export interface Backoff {
  /** People in a row whom JaaS did not serve, through no fault of theirs. */
  readonly errors: number;
  /** When the last of them was counted, in milliseconds since 1970. */
  readonly countedAt: number;
  /** Nobody begins before this time, in milliseconds since 1970. */
  readonly notBefore: number;
  /** Why nobody begins any more; null while they do. */
  readonly over: 'fatal' | 'trouble' | null;
}

export const NO_BACKOFF: Backoff = { errors: 0, countedAt: 0, notBefore: 0, over: null };

/** After so many troubles in a row it is not these people but the service. */
export const MOST_ERRORS = 5;

/** The pause after the first error; it doubles with each one, up to the longest. Milliseconds. */
const PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/** What meets every further request in the same way: there is one key, or one session. */
const CERTAIN: ReadonlySet<Outcome['code']> = new Set(['no-key', 'no-token', 'signing-failed']);

/** What would meet everybody else of the batch in the same way, where it met all that was sent for one. */
const FATAL: ReadonlySet<Outcome['code']> = new Set([
  ...CERTAIN,
  'token-refused',
  'not-allowed',
  'no-permission',
]);

/** Whether what became of a request would meet every further one of the same key in the same way. */
export function isFatal({ code }: Outcome): boolean {
  return FATAL.has(code);
}

/** What says that the service is ill, and nothing about the person. */
const TROUBLE: ReadonlySet<Outcome['code']> = new Set([
  'busy',
  'server-fault',
  'timeout',
  'connection-lost',
  'unreachable',
  'offline',
  'not-sent',
]);

/** What is no word of JaaS's: trouble, unless another request for the same person was served. */
const ELSEWHERE: ReadonlySet<Outcome['code']> = new Set(['in-front', 'redirected', 'not-jaas']);

/**
 * How to go on after one person. A refusal that would meet everybody ends the batch, unless the other
 * request for the same person went through: of a ban that is refused, the removals may still be made.
 * Each request has had its own repetitions by then, so what is counted here are people who were not
 * served in spite of them: the batch pauses, longer each time, and ends after five in a row. Those who
 * began before the last one was counted met the same moment of errors, and count with it.
 *
 * @param began when this person began, in milliseconds since 1970
 * @param now in milliseconds since 1970
 */
export function backoffAfter(
  backoff: Backoff,
  outcomes: readonly Outcome[],
  began: number,
  now: number,
): Backoff {
  if (outcomes.length === 0 || backoff.over) return backoff;
  const isOver = outcomes.every(isFatal) || outcomes.some(({ code }) => CERTAIN.has(code));
  if (isOver) return { ...backoff, over: 'fatal' };
  const served = outcomes.some(({ result }) => result === 'accepted');
  const ill = outcomes.filter(({ code }) => TROUBLE.has(code) || (!served && ELSEWHERE.has(code)));
  if (ill.length === 0) return NO_BACKOFF;
  const isSame = backoff.errors > 0 && began <= backoff.countedAt;
  const errors = isSame ? backoff.errors : backoff.errors + 1;
  if (errors >= MOST_ERRORS) return { ...backoff, errors, over: 'trouble' };
  const asked = Math.max(...ill.map(({ retryAfterMs = 0 }) => retryAfterMs));
  const pause = Math.min(Math.max(PAUSE_MS * 2 ** (errors - 1), asked), LONGEST_PAUSE_MS);
  const countedAt = isSame ? backoff.countedAt : now;
  return { ...backoff, errors, countedAt, notBefore: Math.max(backoff.notBefore, now + pause) };
}
