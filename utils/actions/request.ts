import type { PhoneNumber } from '~/utils/jaas/phone-number';
import type { Action, ActionKind, Frame, Target } from '~/utils/journal/action';
import { sameFrame } from '~/utils/journal/frame';
import { CONFIRM_WITHIN_MS } from '~/utils/journal/limits';
import { sameMeeting } from '~/utils/journal/same-meeting';

/** What somebody asks for, before it is written down. */
export interface Request {
  readonly kind: ActionKind;
  readonly meeting: Action['meeting'];
  readonly frame: Frame | null;
  readonly target: Target | null;
  readonly base?: Action['base'];
  readonly batch?: Action['batch'];
  /** For a call, and for the end of one. */
  readonly phone?: PhoneNumber | undefined;
}

/** A new record that waits for its confirmation. */
export function stagedAction(request: Request, id: string, now: number): Action {
  return {
    v: 1,
    id,
    kind: request.kind,
    state: 'staged',
    meeting: request.meeting,
    frame: request.frame,
    target: request.target,
    token: null,
    ...(request.phone === undefined ? {} : { phone: request.phone }),
    keyId: null,
    base: request.base ?? null,
    note: '',
    stagedAt: now,
    expiresAt: now + CONFIRM_WITHIN_MS,
    confirmedAt: null,
    endedAt: null,
    steps: [],
    leftAt: null,
    backAt: null,
    changes: [],
    batch: request.batch ?? null,
  };
}

/** Whether a waiting action asks for the same as a new request: then there is nothing to add. */
export function asksTheSame(action: Action, request: Request): boolean {
  return (
    action.kind === request.kind &&
    sameMeeting(action.meeting, request.meeting) &&
    sameFrame(action.frame, request.frame) &&
    action.target?.participantId === request.target?.participantId &&
    action.target?.userId === request.target?.userId &&
    action.phone === request.phone &&
    action.base === (request.base ?? null) &&
    action.batch === (request.batch ?? null)
  );
}

/** A step back that clocks are corrected by, in milliseconds; a longer one was made by somebody. */
const CORRECTION_MS = 2000;

/** Whether a request may not be confirmed any more. A clock that was set back ends it too. */
export function isExpired(action: Action, now: number): boolean {
  if (action.state !== 'staged') return false;
  return now >= action.expiresAt || now < action.stagedAt - CORRECTION_MS;
}
