import { resolves } from '~/utils/async';
import type { Outcome } from '~/utils/jaas/outcome';
import type { Action, Step } from '~/utils/journal/action';
import type { Journal } from '~/utils/journal/journal';
import { beginStep, endStep, nextStep } from './steps';

/** What rejects before anything was sent: storage that could not be read. */
export const NOT_SENT: Outcome = { result: 'failed', code: 'not-sent', base: null, sent: false };

/** How often an outcome is tried to be written down. After that the next worker calls it unknown. */
const WRITES = 3;

/** How a step leaves. */
export interface InFlight {
  /** The token that is to be banned. */
  readonly token: string | null;
  /**
   * Resolves when the step is on the disk as `sending`. What the request needs may be made ready
   * before; nothing leaves before it, and nothing at all where it rejects.
   */
  readonly written: Promise<unknown>;
  /** Aborted when the host does not want to wait for a repetition any more. */
  readonly halt?: AbortSignal;
}

/** A step that is `sending`, or is just being written down as that. */
interface Begun {
  readonly action: Action;
  readonly index: number;
  readonly written: Promise<unknown>;
}

export interface RunnerDeps {
  readonly journal: Journal;
  readonly now: () => number;
  /** Sends one step and gives back what became of it; rejects only before anything was sent. */
  readonly send: (action: Action, step: Step['operation'], inFlight: InFlight) => Promise<Outcome>;
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
    return once(id, async () => sendSteps(id, await begin(id), token, halt));
  }

  /**
   * Sends what is being confirmed at this moment: made ready while it is written down, gone as soon as
   * it is. What cannot be written down is not sent; whoever writes it says so.
   *
   * @param action with its first step `sending`
   * @param written resolves when that is on the disk
   */
  function depart(
    action: Action,
    written: Promise<unknown>,
    halt?: AbortSignal,
  ): Promise<readonly Outcome[]> {
    const first = { action, index: action.steps.findIndex(isSending), written };
    return once(action.id, () => sendSteps(action.id, first, null, halt));
  }

  function once(id: string, work: () => Promise<readonly Outcome[]>): Promise<readonly Outcome[]> {
    const before = running.get(id);
    if (before) return before;
    const turn = work().finally(() => running.delete(id));
    running.set(id, turn);
    return turn;
  }

  async function sendSteps(
    id: string,
    first: Begun | null,
    token: string | null,
    halt?: AbortSignal,
  ): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    for (let begun = first; begun !== null; ) {
      const { action, index, written } = begun;
      const operation = action.steps[index]?.operation;
      if (operation === undefined) break;
      const inFlight = { token, written, ...(halt && { halt }) };
      const sending = send(action, operation, inFlight).catch(() => NOT_SENT);
      if (!(await resolves(written))) break;
      changed(action);
      const outcome = await sending;
      outcomes.push(outcome);
      begun = await stubborn(() => begin(id, (current) => endStep(current, index, outcome, now())));
    }
    return outcomes;
  }

  /**
   * Writes down that the next step is `sending`, in one transaction with what comes before it.
   *
   * @returns null where there is nothing more to send
   */
  async function begin(id: string, before = (action: Action) => action): Promise<Begun | null> {
    let index: number | null = null;
    const result = await journal.update(id, (action) => {
      const current = before(action);
      index = current.state === 'confirmed' ? nextStep(current) : null;
      if (index !== null) return beginStep(current, index, now());
      return current === action ? null : current;
    });
    if (!result?.changed) return null;
    if (index !== null) return { action: result.action, index, written: Promise.resolve() };
    changed(result.action);
    return null;
  }

  return { run, depart };
}

const isSending = ({ state }: Step): boolean => state === 'sending';

/** Tries to write a few times. */
export async function stubborn<T>(write: () => Promise<T>): Promise<T> {
  for (let left = WRITES - 1; ; left -= 1) {
    try {
      return await write();
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}
