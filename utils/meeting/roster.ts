import { keepEqual } from '~/utils/keep-equal';
import { countUserIds, personOf, type RosterPerson, sameUser } from './roster-person';
import type { Me, Participant, Snapshot } from './snapshot';

/** How long somebody who left stays listed, in milliseconds. */
export const DEPARTED_FOR = 15 * 60_000;

/** Departures kept at most, newest first, so that any number of joins and leaves stays bounded. */
const MAX_LEAVES = 1000;

/** Somebody who left a short while ago. */
export interface Leave {
  readonly id: string;
  readonly name: string | null;
  readonly userId: string | null;
  readonly userIdUnreadable?: true;
  readonly role: Participant['role'];
  readonly kind: Participant['kind'];
  readonly joinedAt: number;
  /** When it was noticed. */
  readonly leftAt: number;
  /** False where I was away myself in between, so that `leftAt` is the latest possible time. */
  readonly witnessed: boolean;
  /** Participant id under which the same person is here again. */
  readonly backAs: string | null;
}

export interface Roster {
  /** Which room the memory is of. */
  readonly room: string | null;
  /** I am in that room now; otherwise `people` is empty and `known` is from before. */
  readonly present: boolean;
  /** Myself first, then as Jitsi lists them. */
  readonly people: readonly RosterPerson[];
  /** People of the last time that I was in the room, by participant id, without myself. */
  readonly known: ReadonlyMap<string, RosterPerson>;
  /** Newest first. */
  readonly leaves: readonly Leave[];
}

export const EMPTY_ROSTER: Roster = {
  room: null,
  present: false,
  people: [],
  known: new Map(),
  leaves: [],
};

function recent(leaves: readonly Leave[], now: number): readonly Leave[] {
  return keepEqual(
    leaves,
    leaves.filter((one) => now - one.leftAt < DEPARTED_FOR),
  );
}

function leaveOf(person: RosterPerson, leftAt: number, witnessed: boolean): Leave {
  const { id, name, userId, userIdUnreadable, role, kind, joinedAt } = person;
  return {
    id,
    name,
    userId,
    ...(userIdUnreadable && { userIdUnreadable }),
    role,
    kind,
    joinedAt,
    leftAt,
    witnessed,
    backAs: null,
  };
}

/** I am not in the room: whoever is missing has not left, I have. */
function away(roster: Roster, now: number): Roster {
  return {
    ...roster,
    present: false,
    people: [],
    leaves: recent(roster.leaves, now),
  };
}

/**
 * The roster after a snapshot. Pure; `now` is any steady clock in milliseconds.
 *
 * People are followed by participant id, which is new at every connection. Who was here and is
 * missing has left, except when I was the one who left, when I am in another room now, or when the
 * snapshot itself says that it does not list everybody.
 */
export function updateRoster(roster: Roster, snapshot: Snapshot, now: number): Roster {
  if (snapshot.phase !== 'joined') return away(roster, now);

  const room = snapshot.roomJid ?? `${snapshot.breakout ? 'breakout' : 'room'}:${snapshot.room}`;
  const same = room === roster.room;
  const before: ReadonlyMap<string, RosterPerson> = same ? roster.known : new Map();
  const { me } = snapshot;
  if (same && isSameLine(roster, snapshot)) return renewed(roster, snapshot, now);
  // Last wins where a hostile page repeats an id: ids key the rows.
  const here = new Map(snapshot.participants.map((one) => [one.id, one] as const));
  if (me) here.delete(me.id);

  let leaves = [...recent(roster.leaves, now)];
  const complete = snapshot.more === 0 && !snapshot.blind.includes('participants');
  if (complete) {
    const left = [...before.values()].filter(({ id }) => !here.has(id));
    leaves.unshift(...left.map((one) => leaveOf(one, now, roster.present)));
    leaves.length = Math.min(leaves.length, MAX_LEAVES);
  }

  const everybody = me ? [me, ...here.values()] : [...here.values()];
  const counts = countUserIds(everybody);
  const newcomers = [...here.values()].filter(({ id }) => !before.has(id));
  leaves = linkReturns(leaves, newcomers, here);
  const back = new Set(leaves.map(({ backAs }) => backAs));

  const people = everybody.map((one): RosterPerson => {
    const isMe = one === me;
    const was = isMe ? roster.people.find(({ id }) => id === one.id) : before.get(one.id);
    const known = {
      me: isMe,
      joinedAt: was?.joinedAt ?? now,
      sharing: one.userId === null ? 0 : (counts.get(one.userId.trim()) ?? 0),
      sharesMine: !isMe && sameUser(one.userId, me?.userId ?? null),
      returned: back.has(one.id) || (was?.returned ?? false),
    };
    return personOf(one, known, was);
  });
  const known = new Map(people.filter((one) => !one.me).map((one) => [one.id, one] as const));
  return { room, present: true, people, known, leaves };
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
function renewed(roster: Roster, { me, participants }: Snapshot, now: number): Roster {
  const leaves = recent(roster.leaves, now);
  const back = new Set(leaves.map(({ backAs }) => backAs));
  const known = new Map(roster.known);
  let differs = false;
  const people = roster.people.map((was, i) => {
    const one = me ? (participants[i - 1] ?? me) : participants[i];
    const returned = was.returned || back.has(was.id);
    const next = one
      ? personOf(one, returned === was.returned ? was : { ...was, returned }, was)
      : was;
    if (next === was) return was;
    differs = true;
    if (!next.me) known.set(next.id, next);
    return next;
  });
  return differs ? { ...roster, people, known, leaves } : { ...roster, leaves };
}

/** Notes for each departure whether that person is here again, and unlinks who left once more. */
function linkReturns(
  leaves: readonly Leave[],
  newcomers: readonly Participant[],
  here: ReadonlyMap<string, Participant>,
): Leave[] {
  if (leaves.length === 0) return [];
  const byUser = new Map<string, string>();
  for (const { id, userId } of newcomers) if (userId !== null) byUser.set(userId.trim(), id);
  return leaves.map((one) => {
    const still = one.backAs !== null && here.has(one.backAs) ? one.backAs : null;
    const again =
      still ??
      (here.has(one.id) ? one.id : null) ??
      (one.userId === null ? null : (byUser.get(one.userId.trim()) ?? null));
    return again === one.backAs ? one : { ...one, backAs: again };
  });
}

/**
 * The roster with departures that were noticed before, by an earlier panel of the same meeting. Who
 * is in the room by the same participant id or user id counts as back. Pure.
 *
 * @param kept newest first
 * @param now in the clock of `leftAt`, in milliseconds
 */
export function restoreLeaves(
  roster: Roster,
  kept: readonly Omit<Leave, 'backAs'>[],
  now: number,
): Roster {
  const known = new Set(roster.leaves.map(({ id }) => id));
  const restored = kept
    .filter((one) => !known.has(one.id) && now - one.leftAt < DEPARTED_FOR)
    .map((one): Leave => ({ ...one, backAs: idOfSame(roster.people, one) }));
  if (restored.length === 0) return roster;
  const leaves = [...roster.leaves, ...restored].sort((a, b) => b.leftAt - a.leftAt);
  return { ...roster, leaves };
}

function idOfSame(
  people: readonly RosterPerson[],
  { id, userId }: Pick<Leave, 'id' | 'userId'>,
): string | null {
  const others = people.filter(({ me }) => !me);
  const same =
    others.find((one) => one.id === id) ?? others.find((one) => sameUser(one.userId, userId));
  return same?.id ?? null;
}
