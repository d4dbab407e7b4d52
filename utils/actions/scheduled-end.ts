import { serial } from '~/utils/async';
import type { Action, Frame, Meeting, Schedule } from '~/utils/journal/action';
import { meetingKey } from '~/utils/journal/search';
import { isSameRoom } from './confirm';
import { addOnce } from './preconfirmed';
import {
  type Answered,
  KEY_REFUSALS,
  pendingAction,
  type RequestDeps,
  type RequestRefusal,
  signerOf,
} from './request';
import { dropped, isInReach, turnOf } from './schedule';
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
  // One after the other, or two would take each other's place.
  const inTurn = serial();

  /** Writes a new one down. It takes the place of what was set for this meeting before. */
  function set(request: ScheduledEndRequest): Promise<Answered> {
    return inTurn(() => setNow(request));
  }

  async function setNow(request: ScheduledEndRequest): Promise<Answered> {
    const { id, meeting, frame, dueAt, note } = request;
    const at = now();
    if (!isInReach(dueAt, at)) return refusal('bad-time');
    const key = await keyFor(meeting.appId);
    if (key.state !== 'ready') return refusal(KEY_REFUSALS[key.state]);
    const item = { kind: 'end-meeting', target: null } as const;
    const action: Action = {
      ...pendingAction({ meeting, frame }, item, { id }, at),
      state: 'scheduled',
      schedule: { dueAt, dropped: null },
      confirmedAt: at,
      ...signerOf(key),
      note,
      steps: planSteps('end-meeting', null, false),
    };
    const seen = await look(action);
    if (seen === 'absent') return refusal('not-in-meeting');
    if (!isSameRoom(action, seen)) return refusal('other-meeting');
    const answer = await addOnce(journal, action);
    if (answer.ok) await dropFor(meeting, 'replaced', id);
    return answer;
  }

  /** The meeting was ended, or another time was set for it: what waits for it is not sent. */
  async function dropFor(
    meeting: Action['meeting'],
    why: 'replaced' | 'ended-before',
    except: string | null = null,
  ): Promise<Action[]> {
    const key = meetingKey(meeting);
    const changed: Action[] = [];
    for (const other of await scheduled()) {
      if (other.id === except || meetingKey(other.meeting) !== key) continue;
      const result = await drop(other.id, why);
      if (result?.changed) changed.push(result.action);
    }
    return changed;
  }

  function drop(id: string, why: NonNullable<Schedule['dropped']>) {
    return journal.update(id, (action) =>
      action.state === 'scheduled' ? dropped(action, why, now()) : null,
    );
  }

  /**
   * Does what the time asks for: an end in its minute becomes a confirmed one, to be sent now; one
   * whose minute has gone by is over, with nothing sent.
   *
   * @returns those that changed; the caller sends the confirmed ones
   */
  async function runDue(): Promise<Action[]> {
    const changed: Action[] = [];
    const waiting = await scheduled();
    for (const [index, { id, meeting }] of waiting.entries()) {
      // A worker that was stopped may have left both, the one that was set last and what it replaces.
      const key = meetingKey(meeting);
      const isReplaced = waiting
        .slice(index + 1)
        .some((other) => meetingKey(other.meeting) === key);
      const result = isReplaced
        ? await drop(id, 'replaced')
        : await journal.update(id, (action) => atItsTurn(action, now()));
      if (result?.changed) changed.push(result.action);
    }
    return changed;
  }

  return { set, dropFor, runDue, scheduled };
}

function refusal(code: RequestRefusal): Answered {
  return { ok: false, code, records: [] };
}

function atItsTurn(action: Action, now: number): Action | null {
  if (action.state !== 'scheduled' || !action.schedule) return null;
  const turn = turnOf(action.schedule.dueAt, now);
  if (turn === 'wait') return null;
  const confirmed: Action = { ...action, state: 'confirmed' };
  return turn === 'send' ? confirmed : recovered(confirmed, now);
}
