import type { Outcome } from '~/utils/jaas/outcome';
import type { Action, ActionKind, Step, Target } from '~/utils/journal/action';

const EMPTY = { startedAt: null, endedAt: null, outcome: null } as const;

/**
 * The requests of an action, in the order they are sent. The ban goes first: the other order
 * leaves a gap in which the person can come back. A ban alone disconnects nobody, so the kick is
 * what ends their presence; it needs a participant id, the ban a user id.
 */
export function planSteps(kind: ActionKind, target: Target | null, alsoRemove: boolean): Step[] {
  const step = (operation: Step['operation']): Step => ({ operation, state: 'waiting', ...EMPTY });
  switch (kind) {
    case 'ban': {
      const removable = alsoRemove && target?.participantId != null;
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
 * Writes down a step's outcome. A ban that failed does not keep the removal back, since the person
 * is still disrupting the meeting; a token that JaaS refused, or a request that never left this
 * device, would fail the same way again, so what follows is skipped.
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

/** Codes after which a further request of the same action could only fail the same way. */
const DOOMED: ReadonlySet<Outcome['code']> = new Set([
  'token-refused',
  'not-allowed',
  'offline',
  'no-key',
  'signing-failed',
]);

function dooms(outcome: Outcome): boolean {
  return DOOMED.has(outcome.code);
}

function withStep(action: Action, index: number, change: Partial<Step>): Action {
  return {
    ...action,
    steps: action.steps.map((step, at) => (at === index ? { ...step, ...change } : step)),
  };
}
