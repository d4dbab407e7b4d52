import {
  closureOver,
  END_AGAIN_MS,
  isEndedAgain,
  isUnderWay,
  nextEndAt,
  settled,
  withEnd,
  withOutcome,
} from '~/utils/actions/closure';
import type { RunnerDeps } from '~/utils/actions/runner';
import { NOT_SENT, stubborn } from '~/utils/actions/runner';
import { serial } from '~/utils/async';
import type { Action } from '~/utils/journal/action';
import { closedUntil, isKeptClosed } from '~/utils/journal/closures';
import type { Journal } from '~/utils/journal/journal';
import { meetingKey } from '~/utils/journal/search';
import type { Phase } from '~/utils/meeting/snapshot';
import type { KeptClosed } from '~/utils/messages/protocol-pages';
import type { Meetings } from './meetings';
import type { RecordIds } from './record-ids';

export interface ClosureDeps {
  readonly journal: Pick<Journal, 'get' | 'update'>;
  readonly now: () => number;
  readonly send: RunnerDeps['send'];
  readonly meetings: Pick<Meetings, 'all'>;
  /** Records with a meeting that is or may have to be kept closed. */
  readonly kept: RecordIds;
  /** What ended in a way that the host is to be told of. */
  readonly unacknowledged: Pick<RecordIds, 'add'>;
  /** Has the worker woken at this time, in milliseconds since 1970; null lets it sleep. */
  readonly setAlarm: (when: number | null) => Promise<void>;
  /** Keeps the worker awake while something is awaited. */
  readonly keepAwake: <T>(work: () => Promise<T>) => Promise<T>;
  /** Told after each change of a record. */
  readonly changed: (action: Action) => void;
  readonly report: (error: unknown) => void;
}

export type Closures = ReturnType<typeof createClosures>;

/**
 * Keeps meetings closed after their end: has each ended again while its time runs. All of it stands in the journal,
 * so that a worker that was stopped, and a device that slept, go on where they were.
 */
export function createClosures(deps: ClosureDeps) {
  const { journal, now, kept } = deps;
  const inTurn = serial();
  /** The records for which an answer is awaited. */
  const sending = new Set<string>();

  /** Does what the time asks for, and has the worker woken when there is next something to do. */
  function runDue(): Promise<void> {
    return inTurn(async () => {
      const times: number[] = [];
      for (const id of await kept.ids()) {
        const action = await settle(id);
        if (action === null) await kept.remove(id);
        else if (isKeptClosed(action, now())) times.push(await attend(action));
      }
      await deps.setAlarm(times.length === 0 ? null : Math.min(...times));
    });
  }

  /** Returns a record as it is to be by now; null where its meeting is not kept closed any more. */
  async function settle(id: string): Promise<Action | null> {
    const before = await journal.get(id);
    if (before === null) return null;
    const asItIs = (action: Action) => settled(action, sending.has(id), now());
    const action = asItIs(before) === before ? before : await change(id, asItIs);
    if (action === null) return null;
    const { state, closure } = action;
    // Not confirmed yet, or its end is still under way.
    if (state === 'pending' || state === 'confirmed') return action;
    return (closure?.over === null && state === 'done') || isUnderWay(action) ? action : null;
  }

  /** Ends a meeting again where it is time, unless the host has come in. Returns when to look again. */
  async function attend(action: Action): Promise<number> {
    const at = nextEndAt(action);
    const until = closedUntil(action) ?? 0;
    if (sending.has(action.id) || now() < at) return Math.min(at, until);
    if (!(await isPaused(action))) endAgain(action.id).catch(deps.report);
    return Math.min(now() + END_AGAIN_MS, until);
  }

  /** The host would be sent out too, and is asked first. */
  async function isPaused({ meeting, closure }: Action): Promise<boolean> {
    if (closure?.withHost) return false;
    const key = meetingKey(meeting);
    const open = await deps.meetings.all();
    return open.some((one) => meetingKey(one.meeting) === key && COMES_IN.has(one.phase));
  }

  async function endAgain(id: string): Promise<void> {
    sending.add(id);
    try {
      await deps.keepAwake(() => sendEnd(id));
    } finally {
      sending.delete(id);
    }
    await runDue();
  }

  /** Written down before it is sent, and its outcome after. */
  async function sendEnd(id: string): Promise<void> {
    const isDue = (action: Action) => isKeptClosed(action, now()) && now() >= nextEndAt(action);
    const begun = await change(id, (action) => (isDue(action) ? withEnd(action, now()) : action));
    const index = (begun?.closure?.ends.length ?? 0) - 1;
    if (begun?.closure?.ends[index]?.state !== 'sending') return;
    const inFlight = { token: null, written: Promise.resolve(), halt: NO_REPETITION };
    const outcome = await deps.send(begun, 'end-meeting', inFlight).catch(() => NOT_SENT);
    const after = await stubborn(() =>
      change(id, (action) => withOutcome(action, index, outcome, now())),
    );
    if (after?.closure?.over?.why === 'refused') await deps.unacknowledged.add(id);
  }

  async function change(id: string, decide: (action: Action) => Action): Promise<Action | null> {
    const result = await journal.update(id, (action) => {
      const after = decide(action);
      return after === action ? null : after;
    });
    if (result?.changed) deps.changed(result.action);
    return result?.action ?? null;
  }

  /** Lets a meeting be opened again. What is under way goes on. */
  async function stop(id: string, why: 'stopped' | 'replaced' = 'stopped'): Promise<void> {
    await change(id, (action) => closureOver(action, why, now()));
    await runDue();
  }

  /** What keeps this meeting closed, however its address is written. */
  async function of(meeting: Action['meeting']): Promise<KeptClosed | null> {
    const key = meetingKey(meeting);
    return (await all()).find(({ action }) => meetingKey(action.meeting) === key) ?? null;
  }

  /** The meetings that are kept closed, oldest first. */
  async function all(): Promise<KeptClosed[]> {
    const found = await Promise.all((await kept.ids()).map((id) => journal.get(id)));
    const closed = found.filter((action): action is Action => {
      return action !== null && isKeptClosed(action, now());
    });
    return Promise.all(closed.map(async (action) => ({ action, paused: await isPaused(action) })));
  }

  return {
    runDue,
    stop,
    of,
    all,
    /** A request is about to be confirmed after which a meeting is kept closed. */
    expect: (id: string) => kept.add(id),
    /** The host is in the meeting, and wants it ended all the same. */
    async goOn(id: string): Promise<void> {
      await change(id, (action) =>
        isKeptClosed(action, now()) && action.closure
          ? { ...action, closure: { ...action.closure, withHost: true } }
          : action,
      );
      await runDue();
    },
    async stopOf(meeting: Action['meeting']): Promise<void> {
      const closed = await of(meeting);
      if (closed) await stop(closed.action.id);
    },
    /** What a change of any record means for the meetings that are kept closed. */
    async follow(action: Action): Promise<void> {
      const { closure, state, meeting } = action;
      if (closure === undefined || isEndedAgain(action) || state !== 'done') return;
      // What was confirmed last is what counts.
      const key = meetingKey(meeting);
      for (const { action: other } of isKeptClosed(action, now()) ? await all() : []) {
        const isSame = meetingKey(other.meeting) === key && other.id !== action.id;
        if (isSame && other.stagedAt <= action.stagedAt) await stop(other.id, 'replaced');
      }
      await runDue();
    },
  };
}

/** Each end is sent once, half a minute after the one before: the next one is its repetition. */
const NO_REPETITION = AbortSignal.abort();

/** Where a further end would meet the host. */
const COMES_IN: ReadonlySet<Phase> = new Set(['joining', 'lobby', 'password', 'joined', 'lost']);
