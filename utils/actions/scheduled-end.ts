import type { Action, Frame, Meeting, Schedule } from '~/utils/journal/action';
import { meetingKey } from '~/utils/journal/search';
import { isSameRoom } from './confirm';
import { type Answered, KEY_REFUSALS, type RequestDeps, stagedAction } from './request';
import { isInReach, turnOf } from './schedule-time';
import { planSteps, recovered } from './steps';

export type ScheduledEnds = ReturnType<typeof createScheduledEnds>;

/** What the popup has shown and asked before: which meeting, and when it is to end. */
export interface ScheduledEndRequest {
  /** Made by the popup, so that a double click is one. */
  readonly id: string;
  readonly meeting: Meeting;
  readonly frame: Frame;
  /** In milliseconds since 1970. */
  readonly dueAt: number;
  readonly note: string;
}

/**
 * Scheduled ends of meetings. They are confirmed when they are set and wait in the
 * journal as `scheduled`; at their time one transaction makes them `confirmed`, so that each is sent
 * once. The journal's times count; the alarm only sees to it that somebody looks.
 */
export function createScheduledEnds({ journal, now, keyFor, look }: Omit<RequestDeps, 'newId'>) {
  const scheduled = () => journal.inState('scheduled');
  let turn: Promise<unknown> = Promise.resolve();

  /**
   * Writes a new one down. It takes the place of what was set for this meeting before: one after the
   * other, or two would take each other's.
   */
  function set(request: ScheduledEndRequest): Promise<Answered> {
    const mine = turn.then(() => setNow(request));
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function setNow({
    id,
    meeting,
    frame,
    dueAt,
    note,
  }: ScheduledEndRequest): Promise<Answered> {
    const at = now();
    if (!isInReach(dueAt, at)) return { ok: false, code: 'bad-time', action: null };
    const key = await keyFor(meeting.appId);
    if (key.state !== 'ready') return { ok: false, code: KEY_REFUSALS[key.state], action: null };
    const action: Action = {
      ...stagedAction({ kind: 'end-meeting', meeting, frame, target: null }, id, at),
      state: 'scheduled',
      schedule: { dueAt, dropped: null },
      confirmedAt: at,
      keyId: key.keyId,
      note,
      steps: planSteps('end-meeting', null, false),
    };
    if (!isSameRoom(action, await look(action))) {
      return { ok: false, code: 'other-meeting', action: null };
    }
    try {
      await journal.add(action);
    } catch {
      const before = await journal.get(id).catch(() => null);
      return { ok: false, code: before ? 'already-confirmed' : 'journal-failed', action: before };
    }
    await dropFor(meeting, 'replaced', id);
    return { ok: true, action };
  }

  async function cancel(id: string): Promise<Answered> {
    const result = await drop(id, 'cancelled');
    if (result === null) return { ok: false, code: 'gone', action: null };
    const { action, changed } = result;
    if (changed || action.state === 'cancelled') return { ok: true, action };
    return { ok: false, code: 'already-confirmed', action };
  }

  /** The meeting was ended, or another time was set for it: what waits for it is not sent. */
  async function dropFor(
    meeting: Action['meeting'],
    why: 'replaced' | 'ended-before',
    except: string | null = null,
  ): Promise<Action[]> {
    const key = meetingKey(meeting);
    const dropped: Action[] = [];
    for (const other of await scheduled()) {
      if (other.id === except || meetingKey(other.meeting) !== key) continue;
      const result = await drop(other.id, why);
      if (result?.changed) dropped.push(result.action);
    }
    return dropped;
  }

  function drop(id: string, dropped: NonNullable<Schedule['dropped']>) {
    return journal.update(id, (action) =>
      action.state === 'scheduled' && action.schedule
        ? {
            ...action,
            state: dropped === 'replaced' ? 'replaced' : 'cancelled',
            schedule: { ...action.schedule, dropped },
            steps: action.steps.map((step) => ({ ...step, state: 'skipped' })),
            endedAt: now(),
          }
        : null,
    );
  }

  /**
   * Does what the time asks for: an end in its minute becomes a confirmed one, to be sent now; one
   * whose minute has gone by is over, with nothing sent.
   *
   * @returns those that changed; the caller sends the confirmed ones
   */
  async function settle(): Promise<Action[]> {
    const changed: Action[] = [];
    const waiting = await scheduled();
    for (const [index, { id, meeting }] of waiting.entries()) {
      // A worker that was stopped may have left both, the one that was set last and what it replaces.
      const key = meetingKey(meeting);
      const isReplaced = waiting.slice(index + 1).some((one) => meetingKey(one.meeting) === key);
      const result = isReplaced
        ? await drop(id, 'replaced')
        : await journal.update(id, (action) => atItsTurn(action, now()));
      if (result?.changed) changed.push(result.action);
    }
    return changed;
  }

  return { set, cancel, dropFor, settle, scheduled };
}

function atItsTurn(action: Action, now: number): Action | null {
  if (action.state !== 'scheduled' || !action.schedule) return null;
  const turn = turnOf(action.schedule.dueAt, now);
  if (turn === 'wait') return null;
  const confirmed: Action = { ...action, state: 'confirmed' };
  return turn === 'send' ? confirmed : recovered(confirmed, now);
}

/** Whether it is an end that was only meant so far, or that came to nothing more than that. */
export function isOnlyMeant({ state, schedule }: Action): boolean {
  return state === 'scheduled' || (schedule !== undefined && schedule.dropped !== null);
}

/** Whether a meant end is over and did not lead to the end of the meeting: the host is to be told. */
export function cameToNothing({ schedule, state, steps }: Action): boolean {
  return (
    schedule !== undefined && state === 'done' && steps.some((one) => one.state !== 'accepted')
  );
}
