import type { Base } from './address';
import { type ClientDeps, type Counter, send } from './attempt';
import { basesOf, type Operation } from './operation';
import { type Outcome, outcomeOf } from './outcome';
import { redactedBody } from './redact';
import type { Answer } from './response';
import { clampOffset, NO_TRIES, nextTry } from './retry';

export interface CallResult {
  outcome: Outcome;
  /** The base address that the outcome is about. */
  base: Base;
  /** Whether `base` answered, so that it is worth remembering. */
  answered: boolean;
  /** A clock offset that was learned and is worth storing, in milliseconds. */
  offsetMs?: number;
  /** How many requests were handed to the network, probes not counted. */
  tries: number;
  /** The body of the last answer that was no success, redacted and cut to 4 kB. */
  body?: string;
}

/**
 * Sends one operation to JaaS and says what became of it: the address, the token, the repetitions
 * and the meaning of the answer. Goes on to the next base address only where a host is
 * `unreachable` (see `send`). Rejects only if `deps.onAttempt` does.
 */
export async function callJaas(operation: Operation, deps: ClientDeps): Promise<CallResult> {
  const counter: Counter = { tries: 0 };
  const [first, other] = basesOf(operation.kind, deps.setting, deps.remembered);
  const result = await callBase(operation, first, deps, counter);
  const goOn = other !== undefined && result.outcome.code === 'unreachable';
  return goOn ? callBase(operation, other, deps, counter) : result;
}

async function callBase(
  operation: Operation,
  base: Base,
  deps: ClientDeps,
  counter: Counter,
): Promise<CallResult> {
  const { kind } = operation;
  let offsetMs = clampOffset(deps.offsetMs);
  let learned: { offsetMs?: number } = {};
  let tries = NO_TRIES;
  let answer: Answer | undefined;
  let outcome: Outcome | undefined;
  for (;;) {
    const reply = await send(operation, base, deps, offsetMs, counter);
    const latest = outcomeOf(kind, base, reply);
    // A repetition that did not leave changes nothing: the answer to the try before it stands.
    if (outcome === undefined || latest.sent) outcome = latest;
    if ('failure' in reply) break;

    answer = reply.answer;
    const next = nextTry(kind, answer, tries, offsetMs);
    if (next.kind === 'stop') break;
    tries = next.tries;
    if (next.offsetMs !== undefined) {
      offsetMs = next.offsetMs;
      learned = { offsetMs };
    }
    if (next.afterMs > 0) await pause(next.afterMs, deps);
    if (deps.signal?.aborted || deps.halt?.aborted) break;
  }
  const { body } = answer ?? {};
  return {
    outcome,
    base,
    answered: answer !== undefined,
    ...learned,
    tries: counter.tries,
    ...(body === undefined ? {} : { body: redactedBody(body) }),
  };
}

/** A pause that the host can end; whether it was ended is asked of the signals. */
function pause(ms: number, { wait, signal, halt }: ClientDeps): Promise<void> {
  const signals = [signal, halt].filter((one) => one !== undefined);
  return wait(ms, AbortSignal.any(signals)).catch(() => undefined);
}
