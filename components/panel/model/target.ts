import type { Look } from '~/utils/actions/look';
import type { Target } from '~/utils/journal/action';
import type { Departure, Roster } from '~/utils/meeting/roster';
import { type RosterPerson, sameUser } from '~/utils/meeting/roster-person';
import type { Named, Snapshot } from '~/utils/meeting/snapshot';
import type { Candidate } from './candidates';
import type { ShownNames } from './names';

/** Longer than any participant id of Jitsi (8 hex digits); what is longer is not sent. */
const PARTICIPANT_ID_LIMIT = 64;

/** Somebody in the room, as the target of a request. */
export function targetOf(person: RosterPerson, names: ShownNames): Target {
  const { id, userId, name, role, sharing, joinedAt } = person;
  return {
    participantId: id.length <= PARTICIPANT_ID_LIMIT ? id : null,
    userId,
    name,
    role,
    sharedBy: sharing,
    namesakes: names.get(id)?.namesakes ?? 1,
    joinedAt,
  };
}

/** Somebody who is not in the room: there is nobody to remove, so there is no participant id. */
export function absentTarget(one: Departure | Named, roster: Roster): Target {
  return {
    participantId: null,
    userId: one.userId,
    name: one.name,
    role: 'role' in one ? one.role : null,
    sharedBy: roster.people.filter(({ userId }) => sameUser(userId, one.userId)).length,
    namesakes: 0,
    joinedAt: 'joinedAt' in one ? one.joinedAt : null,
  };
}

/** Somebody of the selection. */
export function candidateTarget(it: Candidate, roster: Roster, names: ShownNames): Target {
  return it.in === 'room' ? targetOf(it.one, names) : absentTarget(it.one, roster);
}

/** What the background is told when it looks at a target again, right before it is confirmed. */
export function lookOf(snapshot: Snapshot | null, roster: Roster, names: ShownNames): Look {
  const me = roster.people.find((person) => person.me);
  return {
    phase: snapshot?.phase ?? 'no-jitsi',
    roomJid: snapshot?.roomJid ?? null,
    breakout: snapshot?.breakout ?? false,
    visitor: snapshot?.visitor ?? false,
    me: me ? { participantId: me.id, userId: me.userId } : null,
    participants: roster.people
      .filter((person) => !person.me && person.id.length <= PARTICIPANT_ID_LIMIT)
      .map((person) => targetOf(person, names)),
  };
}
