import type { Change, Target } from '~/utils/journal/action';
import type { Look } from './look';

export type SecondLook =
  | { readonly kind: 'same' }
  /** Something that the host saw is different now: show `target` and ask again. */
  | { readonly kind: 'changed'; readonly target: Target; readonly changes: Change[] }
  | { readonly kind: 'yourself' }
  /** The meeting cannot be seen right now, which says nothing about the person. */
  | { readonly kind: 'unseen' };

/**
 * Looks for the target of a request again, right before it is confirmed. People come back under a
 * new participant id, and names change: what is sent is the id that was shown, or nothing.
 *
 * @param look what the meeting page shows now, or null where it does not answer
 */
export function lookAgain(target: Target, look: Look | null): SecondLook {
  if (isMyself(target, look)) return { kind: 'yourself' };
  if (target.participantId === null) return { kind: 'same' };
  if (look?.phase !== 'joined') return { kind: 'unseen' };
  const here = look.participants;
  const now = here.find((other) => other.participantId === target.participantId);
  if (now !== undefined) {
    const changes = changesBetween(target, now);
    return changes.length === 0 ? { kind: 'same' } : { kind: 'changed', target: now, changes };
  }
  const back =
    target.userId === null ? undefined : here.find((other) => other.userId === target.userId);
  if (back !== undefined) {
    return { kind: 'changed', target: back, changes: ['rejoined', ...renamed(target, back)] };
  }
  return { kind: 'changed', target: { ...target, participantId: null }, changes: ['gone'] };
}

/** Whether a target is the host: a participant id of theirs, or their user id, which a ban would meet. */
export function isMyself(target: Target, look: Look | null): boolean {
  const me = look?.me;
  if (!me) return false;
  if (target.participantId !== null && target.participantId === me.participantId) return true;
  // Jitsi trims the local user id and not those of others.
  return target.userId !== null && target.userId.trim() === me.userId?.trim();
}

function changesBetween(before: Target, now: Target): Change[] {
  const changes = renamed(before, now);
  if (before.userId !== now.userId) changes.push('user-id');
  if (before.role !== now.role) changes.push('role');
  return changes;
}

function renamed(before: Target, now: Target): Change[] {
  return before.name === now.name ? [] : ['renamed'];
}
