import type { Action, Schedule } from '~/utils/journal/action';
import { standingOf } from '~/utils/journal/evidence';

/** How late a scheduled end may still be sent, in milliseconds. */
export const END_GRACE_MS = 60_000;

/** How long before its end a meeting is warned, in milliseconds. */
export const WARN_BEFORE_MS = 5 * 60_000;

/** How far ahead an end may be meant: a day, which lasts 25 hours when the clocks are put back. */
export const LATEST_MS = 25 * 3_600_000;

const MINUTE_MS = 60_000;
const CLOCK = /^([01][0-9]|2[0-3]):([0-5][0-9])$/;

/**
 * The next moment at which the clock of this device reads `clock`. It is looked for minute by minute,
 * so that a time which a change of the clocks skips or repeats needs no rule of its own.
 *
 * @param clock `HH:MM` in local time, as an input of type `time` gives it
 * @param now in milliseconds since 1970
 * @returns milliseconds since 1970; null where no such time comes within a day
 */
export function nextOccurrence(clock: string, now: number): number | null {
  const [, hours, minutes] = CLOCK.exec(clock) ?? [];
  if (hours === undefined) return null;
  const first = Math.floor(now / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  for (let at = first; at <= now + LATEST_MS; at += MINUTE_MS) {
    const date = new Date(at);
    if (date.getHours() === Number(hours) && date.getMinutes() === Number(minutes)) return at;
  }
  return null;
}

/**
 * The whole minute nearest to so many minutes from now, so that the clock which the host reads is right to the second.
 * All but the minutes in milliseconds since 1970.
 */
export function inMinutes(minutes: number, now: number): number {
  return Math.round((now + minutes * MINUTE_MS) / MINUTE_MS) * MINUTE_MS;
}

/** Whether an end may be meant for this time. Both in milliseconds since 1970. */
export function isInReach(dueAt: number, now: number): boolean {
  return dueAt > now && dueAt <= now + LATEST_MS;
}

/** What is to be done about a scheduled end. */
export type Turn = 'wait' | 'send' | 'missed';

/** Sent in its minute or not at all: who was there then may be gone, and others may have come. */
export function turnOf(dueAt: number, now: number): Turn {
  if (now < dueAt) return 'wait';
  return now - dueAt <= END_GRACE_MS ? 'send' : 'missed';
}

/** Whether the meeting is to be warned now. */
export function isSoon(dueAt: number, now: number): boolean {
  return now >= dueAt - WARN_BEFORE_MS;
}

/**
 * When there is next something to do about one of these times: to warn, or to send.
 *
 * @returns milliseconds since 1970, which may be in the past; null where there is nothing
 */
export function nextAlarm(dueTimes: readonly number[], now: number): number | null {
  if (dueTimes.length === 0) return null;
  return Math.min(
    ...dueTimes.map((dueAt) => (isSoon(dueAt, now) ? dueAt : dueAt - WARN_BEFORE_MS)),
  );
}

/** Returns a scheduled end that is not sent any more, and why. @param now in milliseconds since 1970 */
export function dropped(
  action: Action,
  why: NonNullable<Schedule['dropped']>,
  now: number,
): Action {
  if (action.schedule === undefined) return action;
  return {
    ...action,
    state: why === 'replaced' ? 'replaced' : 'cancelled',
    schedule: { ...action.schedule, dropped: why },
    steps: action.steps.map((step) => ({ ...step, state: 'skipped' })),
    endedAt: now,
  };
}

/** Whether it is an end that was only meant so far, or that came to nothing more than that. */
export function isOnlyMeant({ state, schedule }: Action): boolean {
  return state === 'scheduled' || (schedule !== undefined && schedule.dropped !== null);
}

/** Whether a meant end is over and did not lead to the end of the meeting: the host is to be told. */
export function cameToNothing(action: Action): boolean {
  const { schedule, state } = action;
  return schedule !== undefined && state === 'done' && !hasCome(action);
}

/** Whether all that was asked for has come about, by JaaS's word or by what the meeting shows. */
export function hasCome(action: Action): boolean {
  return action.steps.every((step) => standingOf(step, action) === 'accepted');
}
