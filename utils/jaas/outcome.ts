import { type Base, mayMeetAnother, type OperationKind } from './operation';
import { type Answer, isFault } from './response';

/**
 * `accepted`: JaaS took the request, or what it asks for is so already. `refused`: an answer, or
 * Gavel before sending, said no, and nothing was done. `failed`: it was tried and nothing was done,
 * as far as can be known. `unknown`: it may have been done.
 */
export const RESULTS = ['accepted', 'refused', 'failed', 'unknown'] as const;
export type Result = (typeof RESULTS)[number];

const FAILURES = {
  /** No answer within the time limit. */
  timeout: { result: 'unknown', sent: true },
  /** The connection broke and the request may have been read. */
  'connection-lost': { result: 'unknown', sent: true },
  /** Stopped by the host while the answer was awaited. */
  abandoned: { result: 'unknown', sent: true },
  /** The worker was stopped while the answer was awaited. */
  interrupted: { result: 'unknown', sent: true },
  /** The host of the API cannot be reached at all. */
  unreachable: { result: 'failed', sent: false },
  /** The worker was stopped before the request left. */
  'not-sent': { result: 'failed', sent: false },
  /** Scheduled for a time at which nobody could send it: the browser was closed, or the device asleep. */
  missed: { result: 'failed', sent: false },
  /** Not sent, because what was sent just before it for somebody else met a reason that holds for all. */
  'held-back': { result: 'refused', sent: false },
  /** This device has no network. */
  offline: { result: 'refused', sent: false },
  /** The browser's permission for the API's host was withdrawn. */
  'no-permission': { result: 'refused', sent: false },
  /** There is no key for the AppID any more, or it is locked. */
  'no-key': { result: 'refused', sent: false },
  /** The key could not sign. */
  'signing-failed': { result: 'refused', sent: false },
  /** The request could not be built safely. */
  'bad-request': { result: 'refused', sent: false },
  /** Stopped by the host before the request left. */
  cancelled: { result: 'refused', sent: false },
} as const satisfies Record<string, { result: Result; sent: boolean }>;

/** Why there is no answer. */
export type FailureCode = keyof typeof FAILURES;

const FAILURE_CODES = Object.keys(FAILURES) as FailureCode[];

/** What an answer means: one code a row of the outcome table. */
const ANSWER_CODES = [
  'accepted',
  'already-over',
  'already-left',
  'no-such-call',
  'not-understood',
  'token-refused',
  'not-allowed',
  'unknown-address',
  'conflict',
  'busy',
  'server-fault',
  'unexpected',
] as const;
type AnswerCode = (typeof ANSWER_CODES)[number];

export const OUTCOME_CODES = [...ANSWER_CODES, ...FAILURE_CODES] as const;
export type OutcomeCode = (typeof OUTCOME_CODES)[number];

/** What became of one request. Crosses messages and is kept in the journal: holds no secret. */
export interface Outcome {
  result: Result;
  code: OutcomeCode;
  /** Which base address it is about; null where none was chosen yet. */
  base: Base | null;
  /** Whether the request left, or may have left, this device. */
  sent: boolean;
  /** The HTTP status, where there was an answer. */
  status?: number;
  /** The API's own words, redacted and cut. */
  message?: string;
  /** How long JaaS asked to wait, in milliseconds. */
  retryAfterMs?: number;
}

/** What a try ended with. */
export type Reply = { answer: Answer } | { failure: FailureCode };

/**
 * What a reply means for an operation. Total: JaaS documents no statuses, so every number has a
 * row, and what no row names is `unexpected`, never a success.
 */
export function outcomeOf(kind: OperationKind, base: Base, reply: Reply): Outcome {
  if ('failure' in reply) {
    const { failure } = reply;
    return { ...FAILURES[failure], code: failure, base };
  }
  const { status, message, retryAfterMs } = reply.answer;
  const { result, code } = meaningOf(kind, reply.answer);
  return {
    result,
    code,
    base,
    sent: true,
    ...(Number.isInteger(status) && status >= 0 && status <= 999 ? { status } : {}),
    ...(result === 'accepted' || message === undefined ? {} : { message }),
    ...(code === 'busy' && retryAfterMs !== undefined ? { retryAfterMs } : {}),
  };
}

type Meaning = { result: Outcome['result']; code: AnswerCode };

/**
 * After a fault nobody knows whether it was done. Where a repetition could meet another meeting or call that is
 * the result itself, whatever the server says of waiting, so that the host looks before they ask again.
 */
function meaningOf(kind: OperationKind, answer: Answer): Meaning {
  const meaning = meaningOfStatus(kind, answer);
  return isFault(answer) && mayMeetAnother(kind) ? { ...meaning, result: 'unknown' } : meaning;
}

function meaningOfStatus(kind: OperationKind, { status, retryAfterMs }: Answer): Meaning {
  if (!Number.isInteger(status)) return { result: 'unknown', code: 'unexpected' };
  if (status >= 200 && status <= 299) return { result: 'accepted', code: 'accepted' };
  switch (status) {
    case 400:
    case 422:
      return { result: 'refused', code: 'not-understood' };
    case 401:
      return { result: 'refused', code: 'token-refused' };
    case 403:
      return { result: 'refused', code: 'not-allowed' };
    case 404:
      return NOT_FOUND[kind];
    case 409:
      return { result: 'unknown', code: 'conflict' };
    case 429:
      return { result: 'failed', code: 'busy' };
    case 503:
      return { result: 'failed', code: retryAfterMs === undefined ? 'server-fault' : 'busy' };
  }
  if (status >= 500 && status <= 599) return { result: 'failed', code: 'server-fault' };
  // A redirect was not followed and another 4xx is the client's fault: neither did anything.
  if (status >= 300 && status <= 499) return { result: 'refused', code: 'unexpected' };
  return { result: 'unknown', code: 'unexpected' };
}

/**
 * A meeting that is over and a participant who left are what was asked for. A call that is not
 * there may as well be a mistyped number, so that is not called a success.
 */
const NOT_FOUND: Record<OperationKind, Meaning> = {
  'ban-user': { result: 'refused', code: 'unknown-address' },
  'ban-token': { result: 'refused', code: 'unknown-address' },
  'end-meeting': { result: 'accepted', code: 'already-over' },
  kick: { result: 'accepted', code: 'already-left' },
  'dial-out': { result: 'refused', code: 'unknown-address' },
  'hang-up': { result: 'refused', code: 'no-such-call' },
};

/**
 * Whether what was asked for may have been done although JaaS did not accept it: nobody knows, or a
 * server failed, which it may have done after it acted.
 */
export function mayBeDone({ result, code }: Pick<Outcome, 'result' | 'code'>): boolean {
  return result === 'unknown' || code === 'server-fault';
}
