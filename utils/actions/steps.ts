import { parseParticipantId } from '~/utils/jaas/ids';
import { readTokenToBan } from '~/utils/jaas/meeting-token';
import type { Operation } from '~/utils/jaas/operation';
import type { Outcome } from '~/utils/jaas/outcome';
import { conferenceFullName } from '~/utils/jaas/room';
import { parseUserId } from '~/utils/jaas/user-id';
import type { Action, ActionKind, Step, Target } from '~/utils/journal/action';
import { END_GRACE_MS } from './schedule';

const EMPTY = { startedAt: null, endedAt: null, outcome: null } as const;

/** Whether somebody can be removed: they have a participant id, and it can be sent. */
export function canRemove(target: Target | null): boolean {
  return parseParticipantId(target?.participantId) !== null;
}

/**
 * The requests of an action, in the order they are sent. The ban goes first: the other order
 * leaves a gap in which the person can come back. A ban alone disconnects nobody, so the kick is
 * what ends their presence; it needs a participant id, the ban a user id.
 */
export function planSteps(kind: ActionKind, target: Target | null, alsoRemove: boolean): Step[] {
  const step = (operation: Step['operation']): Step => ({ operation, state: 'waiting', ...EMPTY });
  switch (kind) {
    case 'ban': {
      const removable = alsoRemove && canRemove(target);
      return removable ? [step('ban-user'), step('kick')] : [step('ban-user')];
    }
    case 'remove':
      return [step('kick')];
    case 'ban-token':
      return [step('ban-token')];
    case 'call':
      return [step('dial-out')];
    case 'hang-up':
      return [step('hang-up')];
    case 'end-meeting':
    case 'test-key':
      return [step('end-meeting')];
  }
}

/** The index of the step to send next, or null when the action has nothing more to send. */
export function nextStep(action: Action): number | null {
  const index = action.steps.findIndex((step) => step.state === 'waiting');
  return index === -1 ? null : index;
}

/** Marks a step as about to leave. Written before the request is sent. */
export function beginStep(action: Action, index: number, now: number): Action {
  return withStep(action, index, { state: 'sending', startedAt: now });
}

/**
 * Writes down a step's outcome. A ban that failed or was refused does not keep the removal back, since the person
 * is still disrupting the meeting, and what refused the ban (something in front of one address, a right that bans
 * need) may let the removal pass. Only where no request can be signed would it fail for certain, and is skipped.
 */
export function endStep(action: Action, index: number, outcome: Outcome, now: number): Action {
  const ended = withStep(action, index, { state: outcome.result, endedAt: now, outcome });
  const steps = dooms(outcome)
    ? ended.steps.map(
        (step): Step => (step.state === 'waiting' ? { ...step, state: 'skipped' } : step),
      )
    : ended.steps;
  const over = steps.every((step) => step.state !== 'waiting' && step.state !== 'sending');
  return { ...ended, steps, ...(over ? { state: 'done', endedAt: now } : {}) };
}

/** Codes after which a further request of the same action fails for certain: it has the same key. */
const FATAL: ReadonlySet<Outcome['code']> = new Set(['no-key', 'no-token', 'signing-failed']);

function dooms(outcome: Outcome): boolean {
  return FATAL.has(outcome.code);
}

function withStep(action: Action, index: number, change: Partial<Step>): Action {
  return {
    ...action,
    steps: action.steps.map((step, at) => (at === index ? { ...step, ...change } : step)),
  };
}

/**
 * The request of one step, or null where it cannot be built from what is recorded: an id that no
 * path can carry, a room without an address, a token that went with a stopped worker.
 *
 * @param token what a token ban is about; never part of the record
 * @param now in milliseconds since 1970
 */
export function operationOf(
  action: Action,
  step: Step['operation'],
  token: string | null,
  now: number,
): Operation | null {
  const { appId, room, host } = action.meeting;
  switch (step) {
    case 'ban-user': {
      const parsed = parseUserId(action.target?.userId);
      return parsed.ok ? { kind: 'ban-user', appId, userId: parsed.userId } : null;
    }
    case 'ban-token': {
      const read = token === null ? null : readTokenToBan(token, { appId, now });
      return read?.ok ? { kind: 'ban-token', appId, token: read.token } : null;
    }
    case 'kick': {
      const participantId = parseParticipantId(action.target?.participantId);
      const conference = room === null ? null : conferenceFullName(appId, room, host);
      return participantId !== null && conference?.ok
        ? { kind: 'kick', appId, conference: conference.conference, participantId }
        : null;
    }
    case 'dial-out':
    case 'hang-up': {
      const { phone } = action;
      const conference = room === null ? null : conferenceFullName(appId, room, host);
      return phone !== undefined && conference?.ok
        ? { kind: step, appId, conference: conference.conference, phoneNumber: phone }
        : null;
    }
    case 'end-meeting': {
      const conference = room === null ? null : conferenceFullName(appId, room, host);
      return conference?.ok
        ? { kind: 'end-meeting', appId, conference: conference.conference }
        : null;
    }
  }
}

/**
 * How long after its confirmation a stopped worker still sends what was never sent, in
 * milliseconds. Later the host would not expect it any more: nothing is queued behind their back.
 */
export const RESUME_WITHIN_MS = 120_000;

/**
 * What a starting worker makes of a confirmed action that an earlier one left unfinished: a step
 * that was being sent is `unknown`, for nobody saw its answer; one that was not may still go out
 * if the host confirmed it a moment ago and everything for it is stored.
 */
export function recovered(action: Action, now: number): Action {
  let current = action;
  action.steps.forEach((step, index) => {
    if (step.state === 'sending') {
      current = endStep(current, index, lostOutcome('interrupted', action.base), now);
    }
  });
  const { schedule } = action;
  const since = Math.abs(now - (schedule?.dueAt ?? action.confirmedAt ?? 0));
  const late = since > (schedule ? END_GRACE_MS : RESUME_WITHIN_MS);
  if (!late && action.kind !== 'ban-token') return current;
  const steps = current.steps.map(
    (step): Step =>
      step.state === 'waiting'
        ? {
            ...step,
            state: 'failed',
            endedAt: now,
            outcome: lostOutcome(schedule ? 'missed' : 'not-sent', action.base),
          }
        : step,
  );
  return { ...current, steps, state: 'done', endedAt: current.endedAt ?? now };
}

/** What became of a step that nobody saw the answer to, or that is not sent any more. */
export function lostOutcome(
  code: 'interrupted' | 'not-sent' | 'missed',
  base: Action['base'],
): Outcome {
  return code === 'interrupted'
    ? { result: 'unknown', code, base, sent: true }
    : { result: 'failed', code, base, sent: false };
}
