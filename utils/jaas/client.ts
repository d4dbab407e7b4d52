import { asksOther, isOfJaas, isOpen, together } from './both-bases';
import { type ExchangeDeps, post, probe } from './http';
import {
  type ApiHost,
  type Base,
  type BaseSetting,
  basesOf,
  hostOf,
  isSafeToRepeat,
  mayMeetAnother,
  type Operation,
  type OperationKind,
  requestOf,
  rootOf,
} from './operation';
import { type Outcome, outcomeOf, type Reply } from './outcome';
import { type Answer, apiMessage } from './response';
import { clampOffset, meetsTheSame, NO_TRIES, nextTry, type RetryState } from './retry';
import type { TokenRefusal } from './token-refusal';

export interface CallResult {
  outcome: Outcome;
  /** The base address that the outcome is about. */
  base: Base;
  /** Whether JaaS answered at `base`, as far as can be known, so that it is worth remembering. */
  answered: boolean;
  /** A clock offset that was learned and is worth storing, in milliseconds. */
  offsetMs?: number;
  /** How many requests were handed to the network, probes not counted. */
  attempts: number;
}

/**
 * Sends one operation to JaaS and says what became of it: the address, the token, the repetitions
 * and the meaning of the answer. Where the first base address gives no word of JaaS's the other is asked, for what
 * both have and does no harm twice; the outcome then names both (`Outcome.other`). Rejects only if `deps.onAttempt` does.
 */
export async function callJaas(operation: Operation, deps: ClientDeps): Promise<CallResult> {
  const counter: Counter = { attempts: 0 };
  const { kind } = operation;
  const [first, other] = basesOf(kind, deps.setting, deps.remembered);
  const one = await callBase(operation, first, deps, counter, NO_TRIES);
  const isStopped = deps.signal?.aborted || deps.halt?.aborted;
  if (other === undefined || isStopped || !(deps.askBoth || asksOther(one.outcome))) {
    return resultOf(one, counter);
  }
  const since = { ...deps, offsetMs: one.offsetMs ?? deps.offsetMs };
  // What may have been done at the first address can have made room for another meeting by now.
  const { uncertainAt } = one;
  const tries = { ...NO_TRIES, ...(uncertainAt === undefined ? {} : { uncertainAt }) };
  const two = await callBase(operation, other, since, counter, tries);
  return resultOf(joined(one, two), counter);
}

/** What one base address came to. */
interface AtBase {
  readonly outcome: Outcome;
  readonly base: Base;
  readonly offsetMs?: number;
  /** When the first answer came after which it may have been done, in milliseconds since 1970. */
  readonly uncertainAt?: number;
}

function resultOf({ outcome, base, offsetMs }: AtBase, counter: Counter): CallResult {
  return {
    outcome,
    base,
    answered: isOfJaas(outcome),
    ...(offsetMs === undefined ? {} : { offsetMs }),
    attempts: counter.attempts,
  };
}

/** What two addresses came to, one after the other, as one. */
function joined(one: AtBase, two: AtBase): AtBase {
  const outcome = together(one.outcome, two.outcome);
  const offsetMs = two.offsetMs ?? one.offsetMs;
  const told = outcome.base === one.base ? one : two;
  return { ...told, outcome, ...(offsetMs === undefined ? {} : { offsetMs }) };
}

async function callBase(
  operation: Operation,
  base: Base,
  deps: ClientDeps,
  counter: Counter,
  tries: RetryState,
): Promise<AtBase> {
  const { kind } = operation;
  let offsetMs = clampOffset(deps.offsetMs);
  let learned: { offsetMs?: number } = {};
  let attempts = tries;
  let outcome: Outcome | undefined;
  for (;;) {
    const isLate = () => !meetsTheSame(kind, attempts, deps.now());
    const reply = await send(operation, base, { ...deps, isLate }, offsetMs, counter);
    outcome = latestOf(kind, outcome, outcomeOf(kind, base, reply));
    if ('failure' in reply) break;

    if (reply.answer.status === 401) deps.renew?.();
    const dated = deps.renew === undefined ? offsetMs : null;
    const next = nextTry(kind, reply.answer, attempts, dated, deps.now());
    if (next.kind === 'stop') break;
    attempts = next.attempts;
    if (next.offsetMs !== undefined) {
      offsetMs = next.offsetMs;
      learned = { offsetMs };
    }
    if (next.afterMs > 0) await pause(next.afterMs, deps);
    if (deps.signal?.aborted || deps.halt?.aborted) break;
  }
  const uncertainAt = attempts.uncertainAt ?? (isOpen(outcome) ? deps.now() : undefined);
  return { outcome, base, ...learned, ...(uncertainAt === undefined ? {} : { uncertainAt }) };
}

/**
 * What is known after one more try. A repetition that did not leave changes nothing: the answer to the try before it
 * stands. Nor does a "no" to a repetition of an end say that the first try did nothing, unless it is that there is no
 * such meeting.
 */
function latestOf(kind: OperationKind, before: Outcome | undefined, latest: Outcome): Outcome {
  if (before === undefined) return latest;
  const isUnclear = mayMeetAnother(kind) && isOpen(before);
  const isOver = latest.result === 'accepted' || latest.code === 'no-such-meeting';
  const stands = !latest.sent || (isUnclear && !isOver);
  return stands ? before : latest;
}

/** A pause that the host can end; whether it was ended is asked of the signals. */
function pause(ms: number, { wait, signal, halt }: ClientDeps): Promise<void> {
  const signals = [signal, halt].filter((one) => one !== undefined);
  return wait(ms, AbortSignal.any(signals)).catch(() => undefined);
}

/** `now` is milliseconds since 1970; `signal` stops waiting and sending, and takes nothing back. */
export interface ClientDeps extends ExchangeDeps {
  /**
   * Returns an admin token, signed with the clock moved by `offsetMs`, or why a token service gave none. Null where
   * there is no key any more or it is locked.
   */
  sign: (offsetMs: number) => Promise<string | NoToken | null>;
  /**
   * Where somebody else dates and signs the tokens: told that JaaS did not take the last one, so that `sign` gets
   * another. That is sent once.
   */
  renew?: () => void;
  setting: BaseSetting;
  /** The base address at which JaaS answered last time. */
  remembered: Base | null;
  /** What the browser says of the network: a hint, since it also says no on machines that are online. */
  online: () => boolean;
  /** Whether both base addresses are asked, whatever the first answers. */
  askBoth?: boolean;
  hasPermission: (host: ApiHost) => Promise<boolean>;
  /** What is known of the difference to the clock of JaaS, in milliseconds. */
  offsetMs: number;
  /** Ends the pauses between attempts and lets no further one begin; a request under way goes on. */
  halt?: AbortSignal;
  /** Whether it is too late for a repetition; asked just before it leaves. */
  isLate?: () => boolean;
  /** Told just before each request leaves, the first being 1. If it rejects, nothing is sent. */
  onAttempt?: (n: number, base: Base) => void | Promise<void>;
}

/** Why a token service gave none. */
export interface NoToken {
  readonly refusal: TokenRefusal;
}

/** How many requests a call has handed to the network. */
export interface Counter {
  attempts: number;
}

/**
 * Sends an operation once, and says with an answer or a failure what became of it.
 *
 * When `fetch` rejects, the browser does not say whether the request had left. So:
 *
 * * The permission is looked at before sending. A withdrawn one is certain: nothing was sent. What the browser says of
 *   the network is not, so that keeps nothing back.
 * * After a network error a request without token and body asks the same host for `/`. If that is
 *   answered, the host was there and may have read ours: `connection-lost`. The same if it is not
 *   answered in time, or if network or permission went away meanwhile. Only a host that cannot be
 *   reached at all is `unreachable`, or `offline` where the browser said so before and after, and the request counts
 *   as not sent.
 * * That judgement is by hindsight, so it is not made for an operation that must not be done twice:
 *   there every network error is `connection-lost`. Nor is the host asked for `/` before: browsers send
 *   a request again by themselves when a *reused* connection breaks before its answer (Chromium
 *   `HttpNetworkTransaction::ShouldResendRequest`), and such a question would leave one to reuse.
 */
export async function send(
  operation: Operation,
  base: Base,
  deps: ClientDeps,
  offsetMs: number,
  counter: Counter,
): Promise<Reply> {
  const isAllowed = () => deps.hasPermission(hostOf(base)).catch(() => false);
  const judgedAfter = isSafeToRepeat(operation.kind);

  if (deps.signal?.aborted) return { failure: 'cancelled' };
  const request = requestOf(operation, base);
  if (!request.ok) return { failure: 'bad-request' };
  const [allowed, token] = await Promise.all([
    isAllowed(),
    // What `sign` throws may speak of the key, so it is not passed on.
    deps.sign(offsetMs).catch(() => undefined),
  ]);
  if (!allowed) return { failure: 'no-permission' };
  if (token === undefined) return { failure: 'signing-failed' };
  if (token === null) return { failure: 'no-key' };
  if (typeof token !== 'string') return { failure: 'no-token', refusal: token.refusal };

  await deps.onAttempt?.(counter.attempts + 1, base);
  if (deps.signal?.aborted) return { failure: 'cancelled' };
  if (deps.isLate?.()) return { failure: 'missed' };
  counter.attempts += 1;
  const wasOnline = deps.online();
  const reply = await post(request, token, deps);
  if ('answer' in reply) return { answer: withWords(reply, operation, token) };
  if (reply.failure !== 'network') return { failure: reply.failure };

  const isOnline = deps.online();
  const canTell = judgedAfter && (isOnline || !wasOnline) && (await isAllowed());
  const found = canTell ? await probe(rootOf(base), deps) : 'unclear';
  if (found !== 'unreachable') return { failure: 'connection-lost' };
  return { failure: isOnline ? 'unreachable' : 'offline' };
}

/**
 * The answer with what the API says in it, without the tokens that were sent. Of a banned token's answer no word is
 * kept: that token may be good for years, and nobody documents what the answer repeats of it. Nor of a success.
 */
function withWords(
  { answer, body }: { answer: Answer; body: string },
  { kind }: Operation,
  token: string,
): Answer {
  const isSuccess = answer.status >= 200 && answer.status <= 299;
  if (kind === 'ban-token' || (isSuccess && answer.nature !== 'failure')) return answer;
  const message = apiMessage(body, [token]);
  return message === undefined ? answer : { ...answer, message };
}
