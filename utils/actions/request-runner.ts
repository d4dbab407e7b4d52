import { resolves } from '~/utils/async';
import type { Outcome } from '~/utils/jaas/outcome';
import type { Action, Step } from '~/utils/journal/action';
import type { Journal } from '~/utils/journal/journal';
import { isOneOfMany } from '~/utils/journal/request-id';
import { byRequest } from '~/utils/journal/request-summary';
import { type Backoff, backoffAfter, NO_BACKOFF } from './backoff';
import type { createRunner } from './runner';
import { RESUME_WITHIN_MS, recovered } from './steps';

export interface RequestRunnerDeps {
  readonly journal: Journal;
  readonly now: () => number;
  /**
   * Sends the steps of one record in order; rejects where one cannot be written down. The signal ends
   * the pauses before a repetition.
   */
  readonly runner: Pick<ReturnType<typeof createRunner>, 'run' | 'depart'>;
  /** How many people at the same time. */
  readonly atOnce: () => Promise<number>;
  readonly wait: (ms: number) => Promise<void>;
  /** Told of the records that were changed otherwise than by the runner. */
  readonly changed: (records: readonly Action[]) => void;
}

/** Where a request stands in this worker. */
interface Run {
  backoff: Backoff;
  /** Aborted when nobody may begin any more. */
  readonly halt: AbortController;
}

/** How often it is tried to write down that nobody is sent for any more. */
const WRITES = 3;

/**
 * Works confirmed requests through: one record alone at once; of many several at the same time, each
 * person's steps in order. There it pauses and gives up where JaaS does not serve it. It stops when
 * the host says so.
 */
export function createRequestRunner(deps: RequestRunnerDeps) {
  const { journal, now, runner, changed } = deps;
  const runs = new Map<string, { readonly run: Run; readonly end: Promise<void> }>();

  /**
   * Works a request through to its end. The same request asked for twice is worked through once.
   *
   * @param token what a token ban is about; it is in no record
   */
  function run(request: string, token: string | null = null): Promise<void> {
    return once(request, async (state) => {
      const records = await journal.ofRequest(request);
      await workThrough(request, records.filter(isConfirmed), state, token);
    });
  }

  /**
   * Sends what is being confirmed at this moment. One record alone is made ready while it is written
   * down and leaves as soon as it is; what cannot be written down is not sent.
   *
   * @param confirmed the records, where it is one with its first step `sending`
   * @param written resolves when they are on the disk
   */
  function depart(confirmed: readonly Action[], written: Promise<unknown>): Promise<void> {
    const [first] = confirmed;
    if (first === undefined) return Promise.resolve();
    return once(first.request, async (state) => {
      if (confirmed.length === 1) await runner.depart(first, written, state.halt.signal);
      else if (await resolves(written)) await workThrough(first.request, confirmed, state, null);
    });
  }

  function once(request: string, work: (state: Run) => Promise<void>): Promise<void> {
    const before = runs.get(request);
    if (before) return before.end;
    const state: Run = { backoff: NO_BACKOFF, halt: new AbortController() };
    const end = work(state).finally(() => runs.delete(request));
    runs.set(request, { run: state, end });
    return end;
  }

  async function workThrough(
    request: string,
    records: readonly Action[],
    state: Run,
    token: string | null,
  ): Promise<void> {
    const [only] = records;
    if (only && !isOneOfMany(only)) {
      await runner.run(only.id, token, state.halt.signal);
      return;
    }
    const workers = await deps.atOnce();
    const queue = records.map(({ id }) => id);
    const ends = await Promise.allSettled(
      Array.from({ length: Math.min(workers, queue.length) }, (_, number) =>
        work(queue, state, number),
      ),
    );
    const broken = ends.find((end) => end.status === 'rejected');
    if (broken) await close(request, 'not-sent');
    else if (state.backoff.over) await close(request, 'held-back');
    if (only) changed([only]);
    if (broken) throw broken.reason;
  }

  /** One person after the other, until there is nobody left or a reason to end. */
  async function work(queue: string[], state: Run, number: number): Promise<void> {
    for (;;) {
      await turn(queue, state, number);
      if (state.halt.signal.aborted || state.backoff.over) return;
      const next = queue.shift();
      if (next === undefined) return;
      const began = now();
      try {
        const outcomes = await runner.run(next, null, state.halt.signal);
        state.backoff = backoffAfter(state.backoff, outcomes, began, now());
      } catch (error) {
        // A journal that cannot be written is no better for the next person.
        state.halt.abort();
        throw error;
      }
    }
  }

  /** Until somebody may begin. While JaaS does not serve us, one at a time tries whether it does again. */
  async function turn(queue: readonly string[], state: Run, number: number): Promise<void> {
    for (;;) {
      const { errors, notBefore, over } = state.backoff;
      if (state.halt.signal.aborted || over || errors === 0 || queue.length === 0) return;
      const left = notBefore - now();
      if (number === 0 && left <= 0) return;
      await deps.wait(LOOK_MS);
    }
  }

  /** Lets nothing of a request begin any more. What is under way is waited for, and not repeated. */
  async function stop(request: string): Promise<void> {
    runs.get(request)?.run.halt.abort();
    changed(await close(request, 'cancelled'));
  }

  async function close(request: string, code: NotSent): Promise<readonly Action[]> {
    for (let left = WRITES - 1; ; left -= 1) {
      try {
        const decide = (records: readonly Action[]) => closed(records, code, now());
        return (await journal.updateRequest(request, decide)).changed;
      } catch (error) {
        if (left === 0) throw error;
      }
    }
  }

  /**
   * Recovers what an earlier worker left behind, or this one where its journal failed. What is being run
   * is left alone.
   *
   * @returns the requests that are certain to go on; the caller runs them
   */
  async function recover(): Promise<string[]> {
    const goOn: string[] = [];
    for (const [first] of byRequest(await journal.inState('confirmed'))) {
      if (first === undefined) continue;
      const { request } = first;
      const result = await journal.updateRequest(request, (records) =>
        runs.has(request) ? null : recoveredRequest(records, now()),
      );
      if (runs.has(request)) continue;
      changed(result.changed);
      if (result.actions.some(isConfirmed)) goOn.push(request);
    }
    return goOn;
  }

  return { run, depart, stop, recover, isRunning: (request: string) => runs.has(request) };
}

const isConfirmed = ({ state }: Action): boolean => state === 'confirmed';

/** How often a worker that waits looks whether it may go on, in milliseconds. */
const LOOK_MS = 250;

/** Why records of a confirmed request are not sent: the host stopped it, or it was given up. */
export type NotSent = Extract<Outcome['code'], 'cancelled' | 'held-back' | 'not-sent'>;

/**
 * What has not begun does not begin any more, and says why. A request that is under way goes on.
 *
 * @param now in milliseconds since 1970
 * @returns those that this changes
 */
export function closed(actions: readonly Action[], code: NotSent, now: number): Action[] {
  return actions.flatMap((action) => {
    if (action.state !== 'confirmed') return [];
    if (!action.steps.some(({ state }) => state === 'waiting')) return [];
    const steps = action.steps.map((step): Step => {
      return step.state === 'waiting' ? { ...step, ...unsent(action, code), endedAt: now } : step;
    });
    const over = steps.every(({ state }) => state !== 'sending');
    return { ...action, steps, ...(over ? { state: 'done', endedAt: now } : {}) };
  });
}

function unsent({ base }: Action, code: NotSent): Pick<Step, 'state' | 'outcome'> {
  const result = code === 'not-sent' ? 'failed' : 'refused';
  return { state: result, outcome: { result, code, base, sent: false } };
}

/**
 * Returns when something last happened to a request, in milliseconds since 1970: it was confirmed, one
 * of its steps left, or one was answered.
 */
export function lastSign(records: readonly Action[]): number {
  const times = records.flatMap(({ confirmedAt, steps }) => [
    confirmedAt ?? 0,
    ...steps.flatMap(({ startedAt, endedAt }) => [startedAt ?? 0, endedAt ?? 0]),
  ]);
  return times.reduce((last, at) => Math.max(last, at), 0);
}

/**
 * Returns what a starting worker makes of a request that an earlier one left unfinished: those of its
 * records that this changes. Whether it goes on is not counted from its confirmation, for one about
 * many people may run for many minutes, but from its last sign of life: the host saw it running until
 * then. A worker that the browser stopped is back within half a minute, and the longest that a request
 * waits by itself is a minute, so two minutes of silence mean that browser or device were off, and
 * then nothing is sent behind the host's back. A scheduled end has its own time.
 */
export function recoveredRequest(records: readonly Action[], now: number): Action[] {
  const isSilent = Math.abs(now - lastSign(records)) > RESUME_WITHIN_MS;
  return records.filter(isConfirmed).map((record) => {
    // As if it had been confirmed this moment, or too long ago.
    const confirmedAt = isSilent ? now - 2 * RESUME_WITHIN_MS : now;
    const after = recovered({ ...record, confirmedAt }, now);
    return { ...after, confirmedAt: record.confirmedAt };
  });
}
