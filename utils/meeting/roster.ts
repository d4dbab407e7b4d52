import { userKey } from '~/utils/jaas/user-id';
import { elsewhereOf, NOBODY_ELSEWHERE, type PersonElsewhere, sinceWhen } from './elsewhere';
import {
  countUserIds,
  isShared,
  NO_USER_IDS,
  sameUser,
  seeUserIds,
  type UserIds,
  withShared,
} from './identity';
import {
  type KeptLeave,
  type Leave,
  linkLeaves,
  recentLeaves,
  withKeptLeaves,
  withNewLeaves,
} from './leave';
import { personOf, type RosterPerson, speakingOf } from './roster-person';
import type { Me, Participant, Snapshot } from './snapshot';

export interface Roster {
  /** Which room the memory is of. */
  readonly room: string | null;
  /** I am in that room now; otherwise `people` is empty and `known` is from before. */
  readonly present: boolean;
  /** Myself first, then as Jitsi lists them. */
  readonly people: readonly RosterPerson[];
  /** People of the last time that I was in the room, by participant id, without myself. */
  readonly known: ReadonlyMap<string, RosterPerson>;
  /** Newest first; of somebody who came and went several times the last. */
  readonly leaves: readonly Leave[];
  /** Who is in other rooms of this meeting. */
  readonly elsewhere: readonly PersonElsewhere[];
  /** What was seen of user ids, also in the rooms that I was in before. */
  readonly userIds: UserIds;
}

export const EMPTY_ROSTER: Roster = {
  room: null,
  present: false,
  people: [],
  known: new Map(),
  leaves: [],
  elsewhere: NOBODY_ELSEWHERE,
  userIds: NO_USER_IDS,
};

/** I am not in the room: whoever is missing has not left, I have. */
function away(roster: Roster, now: number): Roster {
  const known = new Map(roster.known);
  // When I am back they have not just spoken: that was now, as far as I know.
  for (const one of known.values()) {
    if (one.speaking) known.set(one.id, { ...one, speaking: false, spokeAt: now });
  }
  return {
    ...roster,
    known,
    present: false,
    people: [],
    elsewhere: NOBODY_ELSEWHERE,
    leaves: recentLeaves(roster.leaves, now),
  };
}

/**
 * The roster after a snapshot. Pure; `now` is any steady clock in milliseconds.
 *
 * People are followed by participant id, which is new at every connection; whether another one is the
 * same person is decided in `identity.ts`. Who was here and is missing has left, except when I was the
 * one who left, when I am in another room now, or when the snapshot itself says that it does not list
 * everybody.
 */
export function updateRoster(roster: Roster, snapshot: Snapshot, now: number): Roster {
  if (snapshot.phase !== 'joined') return away(roster, now);

  const room = snapshot.roomJid ?? `${snapshot.breakout ? 'breakout' : 'room'}:${snapshot.room}`;
  if (room !== roster.room) {
    // Of another room nothing is known, and nobody was seen coming to it.
    const fresh: Roster = { ...roster, room, known: new Map(), people: [], present: false };
    return changed(fresh, snapshot, now, roster.room === null ? 'unseen' : 'met');
  }
  return isSameLine(roster, snapshot)
    ? renewed(roster, snapshot, now)
    : changed(roster, snapshot, now, 'seen');
}

/**
 * @param coming of those who were not here at the last look. `seen`: they have come since then. `unseen`: they may
 *   have come before this panel began to look. `met`: I have come to their room
 */
function changed(
  roster: Roster,
  snapshot: Snapshot,
  now: number,
  coming: 'seen' | 'unseen' | 'met',
): Roster {
  const { room, known: before } = roster;
  const { me } = snapshot;
  // Last wins where a hostile page repeats an id: ids key the rows.
  const here = new Map(snapshot.participants.map((one) => [one.id, one] as const));
  if (me) here.delete(me.id);
  const everybody = me ? [me, ...here.values()] : [...here.values()];
  const counts = countUserIds(everybody);
  const userIds = seeUserIds(roster.userIds, counts, beside(snapshot), now);

  const complete = snapshot.more === 0 && !snapshot.blind.includes('participants');
  const left = complete ? [...before.values()].filter(({ id }) => !here.has(id)) : [];
  const newcomers = [...here.values()].filter(({ id }) => !before.has(id));
  const others = sinceWhen(roster.elsewhere, snapshot, now);
  const leaves = linkLeaves(
    withNewLeaves(recentLeaves(roster.leaves, now), left, now, roster.present),
    { here, newcomers, areMet: coming === 'met', others, shared: userIds.shared },
  );
  const back = backIn(leaves);

  const people = everybody.map((one): RosterPerson => {
    const isMe = one === me;
    const was = isMe ? roster.people.find(({ id }) => id === one.id) : before.get(one.id);
    const { userId } = one;
    const shared = isShared(userId, userIds.shared);
    const known = {
      me: isMe,
      joinedAt: was?.joinedAt ?? now,
      seenComing: was?.seenComing ?? coming === 'seen',
      sharing: userId === null ? 0 : (counts.get(userKey(userId)) ?? 0),
      shared,
      sharesMine: !isMe && sameUser(userId, me?.userId ?? null),
      returned: isReturned(one.id, shared, back, was),
      ...speakingOf(one, snapshot.speaker, was, now),
    };
    return personOf(one, known, was);
  });
  const known = new Map(people.filter((one) => !one.me).map((one) => [one.id, one] as const));
  // Whom an incomplete list leaves out may be here all the same.
  if (!complete) for (const [id, one] of before) if (!known.has(id)) known.set(id, one);
  const elsewhere = elsewhereOf(roster.elsewhere, others, leaves);
  return { room, present: true, people, known, leaves, elsewhere, userIds };
}

function beside({ others, lobby }: Snapshot) {
  return lobby.length === 0 ? others : [...others, ...lobby];
}

function backIn(leaves: readonly Leave[]): ReadonlySet<string | null> {
  return new Set(leaves.map(({ backAs }) => backAs));
}

/** Leaves are forgotten before people are; what turns out to be shared was no proof. */
function isReturned(
  id: string,
  shared: boolean,
  back: ReadonlySet<string | null>,
  was: RosterPerson | undefined,
): boolean {
  return back.has(id) || (!shared && (was?.returned ?? false));
}

/** Nobody came or went, and nobody's ids or place in the list differ: what most snapshots say. */
function isSameLine({ present, people }: Roster, { me, participants }: Snapshot): boolean {
  const first = me ? 1 : 0;
  return (
    present &&
    people.length === participants.length + first &&
    (people[0]?.me ?? false) === (me !== null) &&
    (me === null || isSame(people[0], me)) &&
    participants.every((one, i) => isSame(people[i + first], one))
  );
}

function isSame(was: RosterPerson | undefined, one: Participant | Me): boolean {
  return was?.id === one.id && was.userId === one.userId;
}

/** The roster where {@link isSameLine}: a new object only for who differs, and for what holds them. */
function renewed(roster: Roster, snapshot: Snapshot, now: number): Roster {
  const { me, participants } = snapshot;
  const others = sinceWhen(roster.elsewhere, snapshot, now);
  const userIds = seeUserIds(roster.userIds, countUserIds(roster.people), beside(snapshot), now);
  const leaves = linkLeaves(recentLeaves(roster.leaves, now), {
    here: roster.known,
    newcomers: [],
    areMet: false,
    others,
    shared: userIds.shared,
  });
  const back = backIn(leaves);
  const everybody = new Map(roster.known);
  let differs = false;
  const people = roster.people.map((was, i) => {
    const one = me ? (participants[i - 1] ?? me) : participants[i];
    const shared = isShared(was.userId, userIds.shared);
    const returned = isReturned(was.id, shared, back, was);
    const { speaking, spokeAt } = speakingOf(was, snapshot.speaker, was, now);
    const isAsBefore =
      returned === was.returned && shared === was.shared && speaking === was.speaking;
    const known = isAsBefore ? was : { ...was, returned, shared, speaking, spokeAt };
    const next = one ? personOf(one, known, was) : was;
    if (next === was) return was;
    differs = true;
    if (!next.me) everybody.set(next.id, next);
    return next;
  });
  const elsewhere = elsewhereOf(roster.elsewhere, others, leaves);
  const rest = { leaves, elsewhere, userIds };
  return differs ? { ...roster, ...rest, people, known: everybody } : { ...roster, ...rest };
}

/**
 * The roster with leaves that were noticed before, by an earlier panel of the same meeting. Who is in
 * the room counts as back where `isBack` says so. Pure.
 *
 * @param kept newest first
 * @param now in the clock of `leftAt`, in milliseconds
 */
export function restoreLeaves(roster: Roster, kept: readonly KeptLeave[], now: number): Roster {
  const shared = kept.flatMap((one) => (one.shared && one.userId !== null ? one.userId : []));
  const userIds = withShared(roster.userIds, shared);
  const others = roster.people.filter(({ me }) => !me);
  const leaves = withKeptLeaves(roster.leaves, kept, others, userIds.shared, now);
  return leaves === roster.leaves && userIds === roster.userIds
    ? roster
    : { ...roster, leaves, userIds };
}
