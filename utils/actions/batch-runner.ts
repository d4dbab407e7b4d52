import type { Outcome } from '~/utils/jaas/outcome';
import type { Action, Step } from '~/utils/journal/action';
import type { Journal } from '~/utils/journal/journal';
import { type Backoff, backoffAfter, NO_BACKOFF } from './backoff';
import { RESUME_WITHIN_MS, recovered } from './steps';

export interface BatchRunnerDeps {
  readonly journal: Journal;
  readonly now: () => number;
  /**
   * Sends the steps of one person in order; rejects where one cannot be written down. `halt` ends the
   * pauses before a repetition.
   */
  readonly runOne: (id: string, halt: AbortSignal) => Promise<readonly Outcome[]>;
  /** How many people at the same time. */
  readonly atOnce: () => Promise<number>;
  readonly wait: (ms: number) => Promise<void>;
  /** Told after a change of several records. */
  readonly changed: (action: Action) => void;
}

/** Where a batch stands in this worker. */
interface Run {
  backoff: Backoff;
  /** Aborted when nobody may begin any more. */
  readonly halt: AbortController;
}

/** How often it is tried to write down that nobody is sent for any more. */
const WRITES = 3;

/**
 * Works confirmed batches through: several people at the same time, each person's steps in order.
 * It pauses and gives up where JaaS does not serve it, and stops when the host says so.
 */
export function createBatchRunner(deps: BatchRunnerDeps) {
  const { journal, now, runOne, changed } = deps;
  const runs = new Map<string, { readonly run: Run; readonly end: Promise<void> }>();

  /** Works a batch through to its end. The same batch asked for twice is worked through once. */
  function run(batch: string): Promise<void> {
    const before = runs.get(batch);
    if (before) return before.end;
    const state: Run = { backoff: NO_BACKOFF, halt: new AbortController() };
    const end = workThrough(batch, state).finally(() => runs.delete(batch));
    runs.set(batch, { run: state, end });
    return end;
  }

  async function workThrough(batch: string, state: Run): Promise<void> {
    const workers = await deps.atOnce();
    const actions = await journal.ofBatch(batch);
    const people = actions.filter((action) => action.state === 'confirmed').map(({ id }) => id);
    const queue = [...people];
    const ends = await Promise.allSettled(
      Array.from({ length: Math.min(workers, people.length) }, (_, number) =>
        work(queue, state, number),
      ),
    );
    const broken = ends.find((end) => end.status === 'rejected');
    if (broken) await close(batch, 'not-sent');
    else if (state.backoff.over) await close(batch, 'held-back');
    const [one] = actions;
    if (one) changed(one);
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
        const outcomes = await runOne(next, state.halt.signal);
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

  /** Lets nobody of a batch begin any more. A request that is under way is waited for, and not repeated. */
  async function stop(batch: string): Promise<void> {
    runs.get(batch)?.run.halt.abort();
    const changedActions = await close(batch, 'cancelled');
    const [one] = changedActions;
    if (one) changed(one);
  }

  async function close(batch: string, code: NotSent): Promise<readonly Action[]> {
    for (let left = WRITES - 1; ; left -= 1) {
      try {
        return (await journal.updateAll(batch, (actions) => closed(actions, code, now()))).changed;
      } catch (error) {
        if (left === 0) throw error;
      }
    }
  }

  /**
   * Settles what an earlier worker left behind, or this one where its journal failed. What is being run
   * is left alone.
   *
   * @returns the batches that are certain to go on; the caller runs them
   */
  async function recover(): Promise<string[]> {
    const goOn: string[] = [];
    const open = await journal.inState('confirmed');
    for (const batch of new Set(open.flatMap((action) => action.batch ?? []))) {
      const result = await journal.updateAll(batch, (actions) =>
        runs.has(batch) ? null : recoveredBatch(actions, now()),
      );
      if (runs.has(batch)) continue;
      const [one] = result.changed;
      if (one) changed(one);
      if (result.actions.some(({ state }) => state === 'confirmed')) goOn.push(batch);
    }
    return goOn;
  }

  return { run, stop, recover, isRunning: (batch: string) => runs.has(batch) };
}

/** How often a worker that waits looks whether it may go on, in milliseconds. */
const LOOK_MS = 250;

/** Why people of a confirmed batch are not sent for: the host stopped it, or it was given up. */
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
 * When something last happened to a batch, in milliseconds since 1970: it was confirmed, a request
 * of it left, or one was answered.
 */
export function lastSign(actions: readonly Action[]): number {
  const times = actions.flatMap(({ confirmedAt, steps }) => [
    confirmedAt ?? 0,
    ...steps.flatMap(({ startedAt, endedAt }) => [startedAt ?? 0, endedAt ?? 0]),
  ]);
  return times.reduce((last, at) => Math.max(last, at), 0);
}

/**
 * What a starting worker makes of a batch that an earlier one left unfinished. Whether it goes on is
 * not counted from its confirmation, for a batch may run for many minutes, but from its last sign of
 * life: the host saw it running until then. A worker that the browser stopped is back within half a
 * minute, and the longest that a batch waits by itself is a minute, so two minutes of silence mean
 * that browser or device were off, and then nothing is sent behind the host's back.
 *
 * @returns those that this changes
 */
export function recoveredBatch(actions: readonly Action[], now: number): Action[] {
  const silent = Math.abs(now - lastSign(actions)) > RESUME_WITHIN_MS;
  return actions.flatMap((action) => {
    if (action.state !== 'confirmed') return [];
    // As if it had been confirmed this moment, or too long ago.
    const at = silent ? now - 2 * RESUME_WITHIN_MS : now;
    const after = recovered({ ...action, confirmedAt: at }, now);
    return { ...after, confirmedAt: action.confirmedAt };
  });
}
