import type { Action } from './action';
import { meetingKey } from './search';

/**
 * Whether a call may still go on, as far as these records know: it was made or may have been, and no
 * later hang-up of the same number in the same meeting was accepted or found no such call.
 *
 * @param actions newest first
 */
export function mayHangUp(call: Action, actions: readonly Action[]): boolean {
  const [step] = call.steps;
  if (call.kind !== 'call' || step === undefined) return false;
  // A refusal is certain; after a fault or a missing answer the phone may ring all the same.
  if (step.state === 'refused' || step.outcome?.sent !== true) return false;
  const at = actions.findIndex(({ id }) => id === call.id);
  const later = actions.slice(0, at === -1 ? actions.length : at);
  return !later.some(
    (other) => other.kind === 'hang-up' && isSameCall(other, call) && isOver(other),
  );
}

function isSameCall(one: Action, other: Action): boolean {
  return one.phone === other.phone && meetingKey(one.meeting) === meetingKey(other.meeting);
}

function isOver({ steps }: Action): boolean {
  return steps.every(
    ({ state, outcome }) => state === 'accepted' || outcome?.code === 'no-such-call',
  );
}
