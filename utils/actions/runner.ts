import type { Outcome } from '~/utils/jaas/outcome';
import type { Action, Step } from './action';
import type { Journal } from './journal';
import { recovered } from './recover';
import { beginStep, endStep, nextStep } from './steps';

/** What rejects before anything was sent: storage that could not be read. */
const NOT_SENT: Outcome = { result: 'failed', code: 'not-sent', base: null, sent: false };

/** How often an outcome is tried to be written down. After that the next worker calls it unknown. */
const WRITES = 3;

export interface RunnerDeps {
  readonly journal: Journal;
  readonly now: () => number;
  /** Sends one step and gives back what became of it; rejects only before anything was sent. */
  readonly send: (
    action: Action,
    step: Step['operation'],
    token: string | null,
    /** Aborted when the host does not want to wait for a repetition any more. */
    halt?: AbortSignal,
  ) => Promise<Outcome>;
  /** Told after every change of a record. */
  readonly changed: (action: Action) => void;
}

/**
 * Sends the steps of confirmed actions, one after the other. Each is written down as `sending`
 * before its request leaves and with its outcome after; a step that cannot be written down is not
 * sent.
 */
export function createRunner({ journal, now, send, changed }: RunnerDeps) {
  const running = new Map<string, Promise<readonly Outcome[]>>();

  /**
   * Runs an action to its end. The same action asked for twice runs once.
   *
   * @returns what became of the steps that this run sent
   */
  function run(
    id: string,
    token: string | null = null,
    halt?: AbortSignal,
  ): Promise<readonly Outcome[]> {
    const before = running.get(id);
    if (before) return before;
    const turn = sendSteps(id, token, halt).finally(() => running.delete(id));
    running.set(id, turn);
    return turn;
  }

  async function sendSteps(
    id: string,
    token: string | null,
    halt: AbortSignal | undefined,
  ): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    for (;;) {
      const begun = await begin(id);
      if (begun === null) return outcomes;
      changed(begun.action);
      const outcome = await send(begun.action, begun.operation, token, halt).catch(() => NOT_SENT);
      outcomes.push(outcome);
      const ended = await stubborn(() =>
        journal.update(id, (action) => endStep(action, begun.index, outcome, now())),
      );
      if (ended) changed(ended.action);
    }
  }

  async function begin(id: string) {
    let index: number | null = null;
    const result = await journal.update(id, (action) => {
      index = action.state === 'confirmed' ? nextStep(action) : null;
      return index === null ? null : beginStep(action, index, now());
    });
    const step = index === null ? undefined : result?.action.steps[index];
    if (!result?.changed || index === null || !step) return null;
    return { action: result.action, index: index as number, operation: step.operation };
  }

  /**
   * Settles what an earlier worker left behind, or this one where its journal failed, except batches
   * (see `createBatchRunner`). What is being run is left alone.
   *
   * @returns the ids of actions that are certain to go on; the caller runs them
   */
  async function recover(): Promise<string[]> {
    const goOn: string[] = [];
    for (const action of await journal.inState('confirmed')) {
      if (action.batch !== null) continue;
      const result = await journal.update(action.id, (current) =>
        running.has(current.id) ? null : recovered(current, now()),
      );
      if (!result || running.has(action.id)) continue;
      changed(result.action);
      if (result.action.state === 'confirmed') goOn.push(action.id);
    }
    return goOn;
  }

  return { run, recover };
}

async function stubborn<T>(write: () => Promise<T>): Promise<T> {
  for (let left = WRITES - 1; ; left -= 1) {
    try {
      return await write();
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}
