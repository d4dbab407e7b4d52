import { mayMeetAnother, type OperationKind } from './operation';
import { type Answer, isFault } from './response';

/** A server clock that is off by more than this explains a refused token, in milliseconds. */
export const SKEW_MS = 30_000;
/**
 * The largest clock offset that is believed, in milliseconds: an hour. Whoever answers with a wrong `Date` can have
 * tokens dated ahead by no more than this; a clock that is off by more is for its owner to set.
 */
export const OFFSET_LIMIT_MS = 3_600_000;
/** How often and how long in all `Retry-After` is obeyed. */
export const WAITS = 3;
export const WAIT_LIMIT_MS = 60_000;
/**
 * The pause before the one repetition after a server fault, and the shortest that `Retry-After` can
 * ask for, in milliseconds. Chromium keeps back what an extension sends to an address that answered
 * several 5xx within less than that (its extension throttle), and says only that the request failed.
 */
export const FAULT_PAUSE_MS = 1000;

/**
 * For how long after an uncertain answer a request is repeated whose target may be another by then, in milliseconds.
 * People come together again in a room of the same name, and a number can be called again, but hardly within this.
 */
export const SAME_TARGET_MS = 5000;

/**
 * Which repetitions there were already. `uncertainAt`: when the first answer came that leaves open whether the
 * request was carried out, by this device's clock in milliseconds since 1970.
 */
export interface RetryState {
  skews: number;
  waits: number;
  waitedMs: number;
  faults: number;
  uncertainAt?: number;
}
export const NO_TRIES: RetryState = { skews: 0, waits: 0, waitedMs: 0, faults: 0 };

/** `attempts` is what to hand in next time; `offsetMs` is a clock offset just learned. */
export type NextTry =
  | { kind: 'stop' }
  | { kind: 'again'; afterMs: number; attempts: RetryState; offsetMs?: number };

/**
 * Operations that are repeated after a server fault. A call is billed and never repeated by itself.
 * A hang-up is not either: the answer is uncertain, and by then the host may have called again.
 */
const AFTER_FAULT: ReadonlySet<OperationKind> = new Set([
  'ban-user',
  'ban-token',
  'end-meeting',
  'kick',
]);

/**
 * Whether a repetition that leaves at `at` (ms since 1970) would still meet what the first try was about. A clock
 * that was set back tells nothing, so it counts as too late.
 */
export function meetsTheSame(
  kind: OperationKind,
  { uncertainAt }: RetryState,
  at: number,
): boolean {
  if (uncertainAt === undefined || !mayMeetAnother(kind)) return true;
  return at >= uncertainAt && at - uncertainAt <= SAME_TARGET_MS;
}

/**
 * Whether a request is sent again to the same address after an answer, and when. Only answers are repeated: after a
 * timeout or a lost connection nobody knows whether the request was read, and the host is asked.
 *
 * 401 with a server clock that is off: once, signed by the server's clock; where somebody else signs, once with
 * another token of theirs. 429 and 503 with `Retry-After`: at most three times and 60 s in all. Other server faults:
 * once after 1 s. A dial-out is repeated in the first case only, where it was certainly not carried out. The end of a
 * meeting and of a call are repeated within `SAME_TARGET_MS` after the first 5xx, or not at all.
 *
 * @param offsetMs the clock offset that the refused token was signed with, in milliseconds; null where somebody else
 *   dates and signs it: another one is asked for after any 401, once
 * @param now when the answer came, in milliseconds since 1970
 */
export function nextTry(
  kind: OperationKind,
  answer: Answer,
  attempts: RetryState,
  offsetMs: number | null,
  now: number,
): NextTry {
  const known = isFault(answer) ? { uncertainAt: now, ...attempts } : attempts;
  const next = nextByAnswer(kind, answer, known, offsetMs);
  if (next.kind === 'stop') return next;
  return meetsTheSame(kind, next.attempts, now + next.afterMs) ? next : { kind: 'stop' };
}

function nextByAnswer(
  kind: OperationKind,
  answer: Answer,
  attempts: RetryState,
  offsetMs: number | null,
): NextTry {
  const { status, nature, retryAfterMs } = answer;
  // What is in front of JaaS asks for a browser or a login, and will again.
  if (nature === 'in-front') return { kind: 'stop' };
  if (status === 401) return afterRefusedToken(answer, attempts, offsetMs);
  if (kind === 'dial-out') return { kind: 'stop' };
  if (retryAfterMs !== undefined && (status === 429 || status === 503)) {
    const afterMs = Math.max(retryAfterMs, FAULT_PAUSE_MS);
    const waitedMs = attempts.waitedMs + afterMs;
    if (attempts.waits >= WAITS || waitedMs > WAIT_LIMIT_MS) return { kind: 'stop' };
    return {
      kind: 'again',
      afterMs,
      attempts: { ...attempts, waits: attempts.waits + 1, waitedMs },
    };
  }
  if (!isFault(answer) || attempts.faults > 0 || !AFTER_FAULT.has(kind)) return { kind: 'stop' };
  return { kind: 'again', afterMs: FAULT_PAUSE_MS, attempts: { ...attempts, faults: 1 } };
}

function afterRefusedToken(
  { clockAheadMs }: Answer,
  attempts: RetryState,
  offsetMs: number | null,
): NextTry {
  if (attempts.skews > 0) return { kind: 'stop' };
  const again = { kind: 'again', afterMs: 0, attempts: { ...attempts, skews: 1 } } as const;
  if (offsetMs === null) return again;
  if (clockAheadMs === undefined) return { kind: 'stop' };
  const learned = clampOffset(clockAheadMs);
  if (Math.abs(learned - offsetMs) <= SKEW_MS) return { kind: 'stop' };
  return { ...again, offsetMs: learned };
}

/** A clock offset within an hour either way; 0 for what is no number. */
export function clampOffset(offsetMs: number): number {
  if (Number.isNaN(offsetMs)) return 0;
  return Math.min(Math.max(offsetMs, -OFFSET_LIMIT_MS), OFFSET_LIMIT_MS);
}
