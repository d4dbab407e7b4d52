import { type Base, isSafeToRepeat, mayMeetAnother, type OperationKind } from './operation';
import { type Answer, isFault } from './response';
import type { TokenRefusal } from './token-refusal';

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
  /** The host of the API cannot be reached, and the browser says that this device has no network. */
  offline: { result: 'failed', sent: false },
  /** The browser's permission for the API's host was withdrawn. */
  'no-permission': { result: 'refused', sent: false },
  /** There is no key for the AppID any more, or it is locked. */
  'no-key': { result: 'refused', sent: false },
  /** The organisation's token service gave no token; `Outcome.refusal` says why. */
  'no-token': { result: 'refused', sent: false },
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
  'said-failed',
  'not-jaas',
  'redirected',
  'in-front',
  'no-such-meeting',
  'no-such-person',
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

/** What the base address that an outcome is not about came to, where both were asked. */
export type Other = Pick<Outcome, 'result' | 'code' | 'status'> & { base: Base };

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
  /** Why there was no token, where that is what kept it from being sent. */
  refusal?: TokenRefusal;
  /** The answer was a web page, so it may be of something that is not JaaS. */
  page?: true;
  other?: Other;
}

/** What a try ended with. */
export type Reply = { answer: Answer } | { failure: FailureCode; refusal?: TokenRefusal };

/**
 * What a reply means for an operation. Total: JaaS documents no statuses, so every number has a
 * row, and what no row names is `unexpected`, never a success.
 */
export function outcomeOf(kind: OperationKind, base: Base, reply: Reply): Outcome {
  if ('failure' in reply) {
    const { failure, refusal } = reply;
    return { ...FAILURES[failure], code: failure, base, ...(refusal && { refusal }) };
  }
  const { status, nature, message, retryAfterMs } = reply.answer;
  const { result, code } = meaningOf(kind, reply.answer);
  const isStatus = Number.isInteger(status) && status >= 0 && status <= 999;
  return {
    result,
    code,
    base,
    sent: true,
    ...(isStatus && (status > 0 || nature !== 'redirect') ? { status } : {}),
    ...(result === 'accepted' || message === undefined ? {} : { message }),
    ...(code === 'busy' && retryAfterMs !== undefined ? { retryAfterMs } : {}),
    ...(nature === 'page' ? { page: true } : {}),
  };
}

type Meaning = { result: Outcome['result']; code: AnswerCode };

/**
 * After a fault nobody knows whether it was done. Where a repetition could meet another meeting or call that is
 * the result itself, whatever the server says of waiting, so that the host looks before they ask again. The same
 * of a success that says that it failed.
 */
function meaningOf(kind: OperationKind, answer: Answer): Meaning {
  const meaning = meaningOfAnswer(kind, answer);
  const isOpen = isFault(answer) || meaning.code === 'said-failed';
  return isOpen && mayMeetAnother(kind) ? { ...meaning, result: 'unknown' } : meaning;
}

/** What the answer is comes before its status. */
function meaningOfAnswer(kind: OperationKind, answer: Answer): Meaning {
  const { status, nature } = answer;
  if (nature === 'redirect') return redirected(kind);
  if (nature === 'in-front') return { result: 'refused', code: 'in-front' };
  const isSuccess = Number.isInteger(status) && status >= 200 && status <= 299;
  if (isSuccess && nature === 'page') return { result: 'unknown', code: 'not-jaas' };
  if (isSuccess && nature === 'failure') return { result: 'failed', code: 'said-failed' };
  return meaningOfStatus(kind, answer);
}

/**
 * A redirect asks for one more request before anything is done (RFC 9110, 15.4), and none is made. One of them, 303,
 * may also answer for what was done, and browsers do not tell which it is: of a call, which costs, that is open.
 */
function redirected(kind: OperationKind): Meaning {
  return { result: isSafeToRepeat(kind) ? 'refused' : 'unknown', code: 'redirected' };
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
    // The path is not there, does not take POST, has gone, or is another server's.
    case 405:
    case 410:
    case 421:
    case 501:
      return { result: 'refused', code: 'unknown-address' };
    case 409:
      return { result: 'unknown', code: 'conflict' };
    case 429:
      return { result: 'failed', code: 'busy' };
    case 503:
      return { result: 'failed', code: retryAfterMs === undefined ? 'server-fault' : 'busy' };
  }
  if (status >= 500 && status <= 599) return { result: 'failed', code: 'server-fault' };
  // Nothing was done by another 3xx, and another 4xx is the client's fault.
  if (status >= 300 && status <= 499) return { result: 'refused', code: 'unexpected' };
  return { result: 'unknown', code: 'unexpected' };
}

/**
 * That JaaS knows no such meeting or person may mean that it is so already, or that it is called otherwise there: the
 * answer alone does not say which (`utils/journal/evidence.ts` does). A call that is not there may be a mistyped number.
 */
const NOT_FOUND: Record<OperationKind, Meaning> = {
  'ban-user': { result: 'refused', code: 'unknown-address' },
  'ban-token': { result: 'refused', code: 'unknown-address' },
  'end-meeting': { result: 'unknown', code: 'no-such-meeting' },
  kick: { result: 'unknown', code: 'no-such-person' },
  'dial-out': { result: 'refused', code: 'unknown-address' },
  'hang-up': { result: 'refused', code: 'no-such-call' },
};

/**
 * Whether what was asked for may have been done although JaaS did not accept it: nobody knows, or a
 * server failed or says so, which it may have after it acted.
 */
export function mayBeDone({ result, code }: Pick<Outcome, 'result' | 'code'>): boolean {
  return result === 'unknown' || code === 'server-fault' || code === 'said-failed';
}

/** What no server says that has understood a request as JaaS does, and what kept one from being asked. */
const NO_WORD: ReadonlySet<OutcomeCode> = new Set([
  'redirected',
  'in-front',
  'not-jaas',
  'unknown-address',
  'unreachable',
  'offline',
  'no-permission',
]);

/**
 * Whether an outcome holds no word of JaaS's about the request: nobody could be asked, or any other server might
 * answer so at an address that is JaaS's no more. A page says nothing for sure, unless it asks to wait.
 */
export function isNoWord({ code, page }: Pick<Outcome, 'code' | 'page'>): boolean {
  return NO_WORD.has(code) || (page === true && code !== 'busy');
}
