import { userKey } from '~/utils/jaas/user-id';
import type { Action, Change, Target } from '~/utils/journal/action';
import { isBack, isOnePersons, type Sighting } from '~/utils/meeting/identity';
import { canBan, meetsMyself } from './plan';
import type { Look, RequestItem } from './request';
import { canRemove } from './steps';

/** What a second look at the target of a request has found. */
export interface Found {
  /** The target as it is now. */
  readonly target: Target;
  /** In what it differs from what was shown; empty where it does not. */
  readonly changes: readonly Change[];
}

/**
 * Looks for the target of a request again, right before it is confirmed. Who is whom is decided as
 * everywhere (`identity.ts`): the participant id is the one who was shown, whatever they call themselves
 * now; under another one it is they only where nobody else can be.
 *
 * @param look what the meeting page shows now, or null where it does not answer
 */
export function recheck(
  { kind, target }: RequestItem & { target: Target },
  look: Look | null,
): Found {
  const self = meetsMyself(kind, target, look);
  if (self !== null) return { target, changes: [self] };
  const { participantId } = target;
  if (participantId === null) return { target, changes: [] };
  // That the meeting cannot be seen says nothing about the person.
  if (look?.phase !== 'joined') return { target, changes: ['unseen'] };
  const { participants, elsewhere } = look;
  const left = { id: participantId, userId: target.userId };
  const shared = sharedIn(target, participants);
  const now = participants.find((other) => other.participantId === participantId);
  if (now !== undefined) {
    const changes = changesBetween(target, now);
    // Clients can choose the id of somebody who has left.
    const isProven = now.userId !== target.userId || isOnePersons(now.userId, shared);
    if (cameAfter(target, now) && !isProven) changes.push('reused');
    return { target: now, changes };
  }
  const gone = { ...target, participantId: null };
  // Before anybody who came: where one of the same user id is in each room, neither is taken for sure.
  const there = elsewhere.find((other) => isThere(left, sighted(other), shared));
  if (there !== undefined) {
    return { target: { ...gone, elsewhere: { room: there.room } }, changes: ['moved'] };
  }
  const back = participants.find(
    (other) => cameAfter(target, other) && isBack(left, sighted(other), shared),
  );
  return back === undefined
    ? { target: gone, changes: ['gone'] }
    : { target: back, changes: ['rejoined', ...renamed(target, back)] };
}

function sighted({ participantId, userId }: Pick<Target, 'participantId' | 'userId'>): Sighting {
  return { id: participantId ?? '', userId };
}

/** Jitsi does not always tell who somebody in another room is. Nothing is sent because of it. */
function isThere(left: Sighting, there: Sighting, shared: ReadonlySet<string>): boolean {
  return (left.id === there.id && there.userId === null) || isBack(left, there, shared);
}

/** The user ids that are known to be of more than one, here or when the target was shown. */
function sharedIn(target: Target, participants: Look['participants']): ReadonlySet<string> {
  const shared = participants.filter((one) => one.shared);
  if (target.shared || target.sharedBy > 1) shared.push(target);
  return new Set(shared.flatMap(({ userId }) => (userId === null ? [] : userKey(userId))));
}

/** Nobody takes a target's place who was not seen coming after it. */
function cameAfter(target: Target, other: Target): boolean {
  const { joinedAt, seenComing } = other;
  return seenComing === true && joinedAt !== null && joinedAt > (target.joinedAt ?? 0);
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

/** The records of a request after everybody was read again. */
export interface Rechecked {
  /** As they are to be shown where `ask`, else as they are to be sent. */
  readonly actions: readonly Action[];
  /** Whether the host has to be asked again. */
  readonly ask: boolean;
}

/** What was shown is not in the room any more: nobody is, or who is there now was not shown. */
const ABSENT: ReadonlySet<Change> = new Set(['gone', 'moved', 'rejoined', 'reused', 'user-id']);

/** Of these there is somebody to ask about anew. */
const OTHER: ReadonlySet<Change> = new Set(['rejoined', 'reused', 'user-id']);

/**
 * Reads everybody of a waiting request again, right before it is confirmed. What has changed is told
 * once: a request in which somebody renames themselves twice a second would otherwise never be
 * confirmed. After that what was shown goes through, ids as they were shown, and less of it where
 * somebody is not here any more: they can still be banned, and are not removed.
 *
 * @param waiting the records that wait
 * @param look what the meeting page shows now; null where it does not answer
 * @param now in milliseconds since 1970
 * @param records all records of the request, for what the host was told of those that are closed by now
 */
export function recheckAll(
  waiting: readonly Action[],
  look: Look | null,
  now: number,
  records: readonly Action[] = waiting,
): Rechecked {
  const told = new Set(records.flatMap((action) => action.told));
  const taken = new Set(waiting.map(({ target }) => target?.participantId ?? null));
  const found = waiting.map((action) => findAgain(action, look, taken));
  const isNews = found.some((one) => one?.changes.some((change) => !told.has(change)));
  const only = waiting.length === 1 ? waiting[0] : undefined;
  // Of a removal alone nothing would be left.
  const isOther = only?.kind === 'remove' && found[0]?.changes.some((one) => OTHER.has(one));
  const ask = isNews || isOther === true;
  const banned = new Set<string>();
  const actions = waiting.map((action, at) => {
    const one = found[at];
    if (!one) return whatRemains(action, [], banned, now);
    const seen = ask ? shown(action, one) : stillMeant(action, one);
    return whatRemains(seen, one.changes, banned, now);
  });
  return { actions, ask: ask || !actions.some(({ state }) => state === 'pending') };
}

/** Null where a request is about nobody. */
function findAgain(
  action: Action,
  look: Look | null,
  taken: ReadonlySet<string | null>,
): Found | null {
  const { kind, target } = action;
  if (target === null) return null;
  const found = recheck({ kind, target }, look);
  // Whether a ban would meet the host is not known where the page does not say who that is.
  const isBlind = kind === 'ban' && action.frame !== null && !look?.me;
  if (isBlind && found.changes.length === 0) return { target, changes: ['unseen'] };
  // "Back" under an id that is somebody else's of this request is that other one, with the same user id.
  const isOther = found.changes.includes('rejoined') && taken.has(found.target.participantId);
  return isOther ? { target: { ...target, participantId: null }, changes: ['gone'] } : found;
}

/** As the host is shown it: what is true now, and what is new about it. */
function shown(action: Action, { target, changes }: Found): Action {
  if (changes.length === 0) return action;
  const told = [...new Set([...action.told, ...changes])];
  return { ...action, target, changes: [...changes], told };
}

/** As it is sent without asking again: nothing that was not shown. */
function stillMeant(action: Action, { changes }: Found): Action {
  if (action.target === null || !changes.some((change) => ABSENT.has(change))) return action;
  return { ...action, target: { ...action.target, participantId: null }, changes: [...changes] };
}

/** What can still be done about this person, now that ids and presence may be others. */
function whatRemains(
  action: Action,
  changes: readonly Change[],
  banned: Set<string>,
  now: number,
): Action {
  const { target, kind } = action;
  if (kind !== 'ban' && kind !== 'remove') return action;
  const closed = { ...action, state: 'cancelled', endedAt: now } as const;
  if (changes.includes('yourself') || target === null) return closed;
  const { userId } = target;
  if (!changes.includes('meets-you') && canBan(kind, userId, banned)) {
    banned.add(userId);
    return action;
  }
  if (!canRemove(target)) return closed;
  return kind === 'remove' ? action : { ...action, kind: 'remove' };
}
