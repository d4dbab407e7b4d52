import { parseUserId } from '~/utils/jaas/user-id';
import type { Action, Change, Target } from '~/utils/journal/action';
import type { BatchKind } from '~/utils/journal/batch-summary';
import type { Look } from './request';

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

/** What is asked for about one person of a batch. */
export interface BatchItem {
  readonly kind: BatchKind;
  readonly target: Target;
}

/** Somebody who cannot be part of a batch: the host, or nothing is left that could be done. */
interface LeftOut extends BatchItem {
  readonly why: Extract<Change, 'yourself' | 'gone'>;
}

export interface Plan {
  readonly people: readonly BatchItem[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Who of these is banned and who is only removed. Everybody is in it once. A user id is banned once,
 * since a ban is about the id: whoever else carries it is removed. Without a user id that can be
 * sent, and in a batch of removals, a person is removed; that needs a participant id.
 *
 * @param look what the meeting page shows now, to leave the host out of it; null where it is not seen
 */
export function planBatch(items: readonly BatchItem[], look: Look | null): Plan {
  const people: BatchItem[] = [];
  const leftOut: LeftOut[] = [];
  const participants = new Set<string>();
  const banned = new Set<string>();
  for (const { kind, target } of items) {
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

/** A batch after its people were read again. */
export interface SecondLooks {
  readonly actions: readonly Action[];
  /** Whether something is different from what the host saw. */
  readonly different: boolean;
}

/**
 * Reads everybody of a waiting batch again, right before it is confirmed. Who has left can still be
 * banned, and is not removed any more; who turns out to be the host is left out.
 *
 * @param waiting those of the batch that wait
 * @param look what the meeting page shows now; null where it does not answer
 * @param now in milliseconds since 1970
 */
export function lookAgainAtAll(
  waiting: readonly Action[],
  look: Look | null,
  now: number,
): SecondLooks {
  const taken = new Set(waiting.map(({ target }) => target?.participantId ?? null));
  const seen = waiting.map((action) => readAgain(action, look, taken));
  const banned = new Set<string>();
  const actions = seen.map((action) => onlyOnce(action, banned, now));
  return { actions, different: actions.some((action, at) => action !== waiting[at]) };
}

function readAgain(action: Action, look: Look | null, taken: ReadonlySet<string | null>): Action {
  const { target } = action;
  if (target === null) return action;
  const second = lookAgain(target, look);
  switch (second.kind) {
    case 'same':
      return action;
    case 'yourself':
      return { ...action, changes: ['yourself'] };
    case 'unseen':
      return action.changes.includes('unseen') ? action : { ...action, changes: ['unseen'] };
    case 'changed': {
      const other = second.target.participantId;
      // "Back" under an id that is somebody else's of this batch is that other one, with the same user id.
      const isOther = second.changes.includes('rejoined') && taken.has(other);
      return isOther
        ? { ...action, target: { ...target, participantId: null }, changes: ['gone'] }
        : { ...action, target: second.target, changes: second.changes };
    }
  }
}

/** What can still be done about this person, now that user ids and presence may be others. */
function onlyOnce(action: Action, banned: Set<string>, now: number): Action {
  const { target, kind, changes } = action;
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

/** The user ids that a batch bans. */
export function bannedIn(actions: readonly Action[]): ReadonlySet<string> {
  return new Set(
    actions.flatMap(({ kind, target }) => (kind === 'ban' && target?.userId ? target.userId : [])),
  );
}

/** Whether this person is only removed because somebody else's ban is about the same user id. */
export function isCovered({ kind, target }: Action, banned: ReadonlySet<string>): boolean {
  return kind === 'remove' && target?.userId != null && banned.has(target.userId);
}
