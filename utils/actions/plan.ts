import { parseUserId } from '~/utils/jaas/user-id';
import type { Action, Change, Target } from '~/utils/journal/action';
import { sameUser } from '~/utils/meeting/identity';
import type { Look, RequestItem } from './request';
import { canRemove } from './steps';

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
 * sent, where that is also the host's, and where only a removal is asked for, a person is removed; that
 * needs a participant id.
 *
 * @param look what the meeting page shows now, to leave the host out of it; null where it is not seen
 */
export function planPeople(items: readonly RequestItem[], look: Look | null): Plan {
  const people: RequestItem[] = [];
  const leftOut: LeftOut[] = [];
  const participants = new Set<string>();
  const banned = new Set<string>();
  for (const item of items) {
    const { kind, target } = item;
    if (target === null) continue;
    const { participantId, userId } = target;
    if (participantId !== null && participants.has(participantId)) continue;
    if (participantId !== null) participants.add(participantId);
    const self = meetsMyself(kind, target, look);
    if (self === 'yourself') {
      leftOut.push({ ...item, why: 'yourself' });
    } else if (self === null && canBan(kind, userId, banned)) {
      banned.add(userId);
      people.push(item);
    } else if (canRemove(target)) {
      people.push({ ...item, kind: 'remove', ...(self !== null && { changes: [self] }) });
    } else if (userId === null || !banned.has(userId)) {
      leftOut.push({ ...item, why: 'gone' });
    }
  }
  return { people, leftOut };
}

/** Whether somebody is banned: once a user id. @param banned those that are banned already */
export function canBan(
  kind: RequestItem['kind'],
  userId: string | null,
  banned: ReadonlySet<string>,
): userId is string {
  return kind === 'ban' && userId !== null && parseUserId(userId).ok && !banned.has(userId);
}

/**
 * Whether a request would meet the host, and in what: a removal goes by the participant id, a ban by
 * the user id, which others may carry too.
 */
export function meetsMyself(
  kind: RequestItem['kind'],
  { participantId, userId }: Target,
  look: Look | null,
): 'yourself' | 'meets-you' | null {
  const me = look?.me;
  if (!me) return null;
  if (participantId !== null && participantId === me.participantId) return 'yourself';
  if (kind !== 'ban' || !sameUser(userId, me.userId)) return null;
  return participantId === null ? 'yourself' : 'meets-you';
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

/** Why somebody is only removed where others are banned: each has its words. */
export type RemovedOnly = 'same-id' | 'your-id' | 'no-user-id';

/** @param banned the user ids that the same request bans */
export function whyRemovedOnly(action: Action, banned: ReadonlySet<string>): RemovedOnly {
  if (action.told.includes('meets-you')) return 'your-id';
  const isBannable = parseUserId(action.target?.userId).ok;
  return isCovered(action, banned) || isBannable ? 'same-id' : 'no-user-id';
}
