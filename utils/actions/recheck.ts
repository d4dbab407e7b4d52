import { parseUserId } from '~/utils/jaas/user-id';
import type { Action, Change, Target } from '~/utils/journal/action';
import type { Look, RequestItem } from './request';

export type Recheck =
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
export function recheck(target: Target, look: Look | null): Recheck {
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
function isMyself(target: Target, look: Look | null): boolean {
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

/** Somebody who cannot be part of a request: the host, or nothing is left that could be done. */
interface LeftOut extends RequestItem {
  readonly why: Extract<Change, 'yourself' | 'gone'>;
}

export interface Plan {
  readonly people: readonly RequestItem[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Returns who of these is banned and who is only removed. Everybody is in it once. A user id is banned
 * once, since a ban is about the id: whoever else carries it is removed. Without a user id that can be
 * sent, and where only a removal is asked for, a person is removed; that needs a participant id.
 *
 * @param look what the meeting page shows now, to leave the host out of it; null where it is not seen
 */
export function planPeople(items: readonly RequestItem[], look: Look | null): Plan {
  const people: RequestItem[] = [];
  const leftOut: LeftOut[] = [];
  const participants = new Set<string>();
  const banned = new Set<string>();
  for (const { kind, target } of items) {
    if (target === null) continue;
    const { participantId, userId } = target;
    if (participantId !== null && participants.has(participantId)) continue;
    if (participantId !== null) participants.add(participantId);
    if (isMyself(target, look)) {
      leftOut.push({ kind, target, why: 'yourself' });
    } else if (kind === 'ban' && userId !== null && parseUserId(userId).ok && !banned.has(userId)) {
      banned.add(userId);
      people.push({ kind, target });
    } else if (participantId !== null) {
      people.push({ kind: 'remove', target });
    } else if (userId === null || !banned.has(userId)) {
      leftOut.push({ kind, target, why: 'gone' });
    }
  }
  return { people, leftOut };
}

/** The records of a request after everybody was read again. */
export interface Rechecked {
  readonly actions: readonly Action[];
  /** Whether something is different from what the host saw. */
  readonly different: boolean;
}

/**
 * Reads everybody of a waiting request again, right before it is confirmed. Who has left can still be
 * banned, and is not removed any more; who turns out to be the host is left out.
 *
 * @param waiting the records that wait
 * @param look what the meeting page shows now; null where it does not answer
 * @param now in milliseconds since 1970
 */
export function recheckAll(waiting: readonly Action[], look: Look | null, now: number): Rechecked {
  const taken = new Set(waiting.map(({ target }) => target?.participantId ?? null));
  const seen = waiting.map((action) => recheckOne(action, look, taken));
  const banned = new Set<string>();
  const actions = seen.map((action) => onlyOnce(action, banned, now));
  return { actions, different: actions.some((action, at) => action !== waiting[at]) };
}

function recheckOne(action: Action, look: Look | null, taken: ReadonlySet<string | null>): Action {
  const { target } = action;
  if (target === null) return action;
  const found = recheck(target, look);
  switch (found.kind) {
    case 'same':
      return action;
    case 'yourself':
      return { ...action, changes: ['yourself'] };
    case 'unseen':
      return action.changes.includes('unseen') ? action : { ...action, changes: ['unseen'] };
    case 'changed': {
      const other = found.target.participantId;
      // "Back" under an id that is somebody else's of this request is that other one, with the same user id.
      const isOther = found.changes.includes('rejoined') && taken.has(other);
      return isOther
        ? { ...action, target: { ...target, participantId: null }, changes: ['gone'] }
        : { ...action, target: found.target, changes: found.changes };
    }
  }
}

/** What can still be done about this person, now that user ids and presence may be others. */
function onlyOnce(action: Action, banned: Set<string>, now: number): Action {
  const { target, kind, changes } = action;
  if (kind !== 'ban' && kind !== 'remove') return action;
  const closed = { ...action, state: 'cancelled', endedAt: now } as const;
  if (changes.includes('yourself') || target === null) return closed;
  const { participantId, userId } = target;
  if (kind === 'ban' && userId !== null && parseUserId(userId).ok && !banned.has(userId)) {
    banned.add(userId);
    return action;
  }
  if (participantId === null) return closed;
  return kind === 'remove' ? action : { ...action, kind: 'remove' };
}

/** Returns the user ids that a request bans. */
export function bannedIn(actions: readonly Action[]): ReadonlySet<string> {
  return new Set(
    actions.flatMap(({ kind, target }) => (kind === 'ban' && target?.userId ? target.userId : [])),
  );
}

/** Whether this person is only removed because somebody else's ban is about the same user id. */
export function isCovered({ kind, target }: Action, banned: ReadonlySet<string>): boolean {
  return kind === 'remove' && target?.userId != null && banned.has(target.userId);
}
