import type { Look } from '~/utils/actions/request';
import { parseParticipantId } from '~/utils/jaas/ids';
import { userKey } from '~/utils/jaas/user-id';
import type { Target } from '~/utils/journal/action';
import type { PersonElsewhere } from '~/utils/meeting/elsewhere';
import { isShared, sameUser } from '~/utils/meeting/identity';
import type { Leave } from '~/utils/meeting/leave';
import type { Roster } from '~/utils/meeting/roster';
import type { RosterPerson } from '~/utils/meeting/roster-person';
import type { Named, Snapshot } from '~/utils/meeting/snapshot';
import type { ActionView, KeyState, PanelState } from '~/utils/messages/protocol-panel';
import type { Candidate, ShownNames } from './lists';
import type { Tally } from './selection';

/** The actions of this frame, by whom they are about. */
export interface ActionIndex {
  /** The newest about a participant; for people who are not here also by user id. */
  of(participantId: string, userId: string | null): ActionView | null;
  /** When JaaS accepted a ban of this user id, in milliseconds since 1970, or null. */
  bannedAt(userId: string | null): number | null;
  /** Whether JaaS accepted a ban of anybody. */
  readonly bans: boolean;
  /** The newest request to end this meeting. */
  readonly endMeeting: ActionView | null;
}

/** A request that the host took back says nothing about anybody. */
export function isSilent(action: ActionView): boolean {
  return action.state === 'cancelled' || action.state === 'replaced';
}

/** Whether something is being sent, so that asking for more has to wait. */
export function isRunning(action: ActionView | null): boolean {
  return action?.state === 'confirmed';
}

/** @param actions newest first */
export function indexActions(actions: PanelState['actions']): ActionIndex {
  const byParticipant = new Map<string, ActionView>();
  const byUser = new Map<string, ActionView>();
  const banned = new Map<string, number>();
  const relevant = actions.filter((action) => !isSilent(action));

  for (const action of relevant) {
    const { participantId = null, userId = null } = action.target ?? {};
    const user = userId === null ? undefined : userKey(userId);
    if (participantId !== null) {
      if (!byParticipant.has(participantId)) byParticipant.set(participantId, action);
    } else if (user !== undefined && !byUser.has(user)) {
      byUser.set(user, action);
    }
    const ban = action.steps.find(({ operation }) => operation === 'ban-user');
    if (user !== undefined && ban?.state === 'accepted' && !banned.has(user)) {
      banned.set(user, ban.endedAt ?? action.stagedAt);
    }
  }
  return {
    of: (participantId, userId) =>
      byParticipant.get(participantId) ?? byUser.get(userKey(userId ?? '')) ?? null,
    bannedAt: (userId) => banned.get(userKey(userId ?? '')) ?? null,
    bans: banned.size > 0,
    endMeeting: relevant.find(({ kind }) => kind === 'end-meeting') ?? null,
  };
}

/**
 * The newest about somebody who is here. One that names only a user id is about them where that is
 * nobody else's.
 */
export function actionAbout(
  actions: ActionIndex,
  { id, userId, shared }: Pick<RosterPerson, 'id' | 'userId' | 'shared'>,
): ActionView | null {
  return actions.of(id, shared ? null : userId);
}

/** Why a button does nothing now; each has its words under `panel.why`. */
export type Why =
  | 'noKey'
  | 'unsendableId'
  | 'yours'
  | 'running'
  | 'runningMeeting'
  | 'runningMany'
  | 'nobodySelected'
  | 'nobodyHere'
  | 'nobodyBannable';

/** A locked key is asked for at the confirmation; one that is missing or broken cannot be. */
export function keyMissing(key: KeyState | null): boolean {
  return key?.state === 'none' || key?.state === 'damaged';
}

/** Why somebody cannot be removed now, or null. What never changes is said first. */
export function whyNotRemove(
  { id }: Pick<Named, 'id'>,
  noKey: boolean,
  action: ActionView | null,
): Why | null {
  if (parseParticipantId(id) === null) return 'unsendableId';
  return whyNotAsk(noKey, action);
}

function whyNotAsk(noKey: boolean, action: ActionView | null): Why | null {
  if (noKey) return 'noKey';
  return isRunning(action) ? 'running' : null;
}

/**
 * Whether a ban can ever reach somebody. That there is no id does not say that they have none: Jitsi does not
 * always tell it of people in other rooms.
 */
export function canBeBanned({ userId }: Pick<Named, 'userId'>): boolean {
  return userId !== null;
}

/** Why somebody who can be banned cannot be now, or null. What never changes is said first. */
export function whyNotBan(
  person: Pick<RosterPerson, 'sharesMine'>,
  noKey: boolean,
  action: ActionView | null,
): Why | null {
  if (person.sharesMine) return 'yours';
  return whyNotAsk(noKey, action);
}

/** Why the meeting cannot be ended now, or null. */
export function whyNotEnd(noKey: boolean, action: ActionView | null): Why | null {
  if (noKey) return 'noKey';
  return isRunning(action) ? 'runningMeeting' : null;
}

/** Why nothing can be asked about many people now, or null. */
export function whyNotAnyMany(state: PanelState | null): Why | null {
  if (keyMissing(state?.key ?? null)) return 'noKey';
  return state?.batch?.running ? 'runningMany' : null;
}

/** Why a selection cannot be removed now, or null. @param blocked as {@link whyNotAnyMany} says */
export function whyNotRemoveMany({ all, here }: Tally, blocked: Why | null): Why | null {
  if (all === 0) return 'nobodySelected';
  return here === 0 ? 'nobodyHere' : blocked;
}

/** Why a selection cannot be banned now, or null. Some of it may only be removed. */
export function whyNotBanMany({ all, noUserId, yours }: Tally, blocked: Why | null): Why | null {
  if (all === 0) return 'nobodySelected';
  return all === noUserId + yours ? 'nobodyBannable' : blocked;
}

/** Somebody in the room, as the target of a request. */
export function targetOf(person: RosterPerson, names: ShownNames): Target {
  const { id, userId, name, tokenName, role, sharing, shared, seenComing, joinedAt } = person;
  return {
    participantId: id,
    userId,
    name,
    ...(tokenName !== undefined && { tokenName }),
    role,
    sharedBy: sharing,
    ...(shared && { shared }),
    ...(seenComing && { seenComing }),
    namesakes: names.get(id)?.namesakes ?? 1,
    joinedAt,
  };
}

/** Somebody who is not in the room: there is nobody to remove, so there is no participant id. */
export function absentTarget(person: Leave | Named | PersonElsewhere, roster: Roster): Target {
  return {
    participantId: null,
    userId: person.userId,
    name: person.name,
    ...('tokenName' in person && { tokenName: person.tokenName }),
    ...('room' in person && {
      elsewhere: { room: person.room, ...(person.assumed && { assumed: person.assumed }) },
    }),
    ...(isShared(person.userId, roster.userIds.shared) && { shared: true }),
    role: 'role' in person ? person.role : null,
    sharedBy: roster.people.filter(({ userId }) => sameUser(userId, person.userId)).length,
    namesakes: 0,
    joinedAt: 'joinedAt' in person ? person.joinedAt : null,
  };
}

/** Somebody of the selection. */
export function candidateTarget(candidate: Candidate, roster: Roster, names: ShownNames): Target {
  return candidate.in === 'room'
    ? targetOf(candidate.person, names)
    : absentTarget(candidate.person, roster);
}

/** What the background is told when it looks at a target again, right before it is confirmed. */
export function lookOf(snapshot: Snapshot | null, roster: Roster, names: ShownNames): Look {
  const me = roster.people.find((person) => person.me);
  return {
    phase: snapshot?.phase ?? 'no-jitsi',
    roomJid: snapshot?.roomJid ?? null,
    breakout: snapshot?.breakout ?? false,
    visitor: snapshot?.visitor ?? false,
    me: me
      ? { participantId: me.id, userId: me.userId, ...(me.name !== null && { name: me.name }) }
      : null,
    participants: roster.people
      .filter((person) => !person.me)
      .map((person) => targetOf(person, names)),
    elsewhere: roster.elsewhere.map(({ id, userId, assumed, room }) => ({
      participantId: id,
      userId: assumed ? null : userId,
      room,
    })),
  };
}
