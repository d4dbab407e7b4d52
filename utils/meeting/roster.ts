import type { Me, Participant, Snapshot } from './snapshot-type';

/** How long somebody who left stays listed, in milliseconds. */
export const DEPARTED_FOR = 15 * 60_000;

/** Departures kept at most, newest first, so that join-and-leave floods stay bounded. */
const MAX_DEPARTURES = 1000;

/** Somebody in the room, myself included. An unchanged person stays the same object. */
export interface RosterPerson extends Omit<Participant, 'kind'> {
  readonly kind: Participant['kind'];
  readonly me: boolean;
  /** When first seen, in milliseconds of the caller's clock; for those here before me, when I came. */
  readonly joinedAt: number;
  /** How many people here carry this user id, myself included: a ban meets them all. 0 without one. */
  readonly sharing: number;
  /** Carries my own user id, so that a ban would meet me. */
  readonly sharesMine: boolean;
  /** Somebody with the same user id (or the same participant id) left a short while ago. */
  readonly returned: boolean;
}

/** Somebody who left a short while ago. */
export interface Departure {
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
  readonly departures: readonly Departure[];
  /** Participant ids that are new or differ from the roster before. */
  readonly changed: ReadonlySet<string>;
}

export const EMPTY_ROSTER: Roster = {
  room: null,
  present: false,
  people: [],
  known: new Map(),
  departures: [],
  changed: new Set(),
};

/** Ids compare trimmed, because Jitsi trims one's own and leaves the others' as they are. */
export function sameUser(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.trim() === b.trim();
}

/** How often each (trimmed) user id is here. */
function countUserIds(people: readonly (Participant | Me)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { userId } of people) {
    if (userId !== null) counts.set(userId.trim(), (counts.get(userId.trim()) ?? 0) + 1);
  }
  return counts;
}

const FIELDS = [
  'id',
  'name',
  'userId',
  'userIdUnreadable',
  'role',
  'kind',
  'botType',
  'hand',
  'me',
  'joinedAt',
  'sharing',
  'sharesMine',
  'returned',
] as const satisfies readonly (keyof RosterPerson)[];

const equal = (a: RosterPerson, b: RosterPerson): boolean => FIELDS.every((f) => a[f] === b[f]);

function recent(departures: readonly Departure[], now: number): readonly Departure[] {
  return departures.every((one) => now - one.leftAt < DEPARTED_FOR)
    ? departures
    : departures.filter((one) => now - one.leftAt < DEPARTED_FOR);
}

function departure(person: RosterPerson, leftAt: number, witnessed: boolean): Departure {
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
    departures: recent(roster.departures, now),
    changed: new Set(roster.people.map(({ id }) => id)),
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
  // Last wins where a hostile page repeats an id: ids key the rows.
  const here = new Map(snapshot.participants.map((one) => [one.id, one] as const));
  if (me) here.delete(me.id);

  let departures = [...recent(roster.departures, now)];
  const complete = snapshot.more === 0 && !snapshot.blind.includes('participants');
  if (complete) {
    const left = [...before.values()].filter(({ id }) => !here.has(id));
    departures.unshift(...left.map((one) => departure(one, now, roster.present)));
    departures.length = Math.min(departures.length, MAX_DEPARTURES);
  }

  const everybody = me ? [me, ...here.values()] : [...here.values()];
  const counts = countUserIds(everybody);
  const newcomers = [...here.values()].filter(({ id }) => !before.has(id));
  departures = linkReturns(departures, newcomers, here);
  const back = new Set(departures.map(({ backAs }) => backAs));

  const old = new Map(roster.people.map((one) => [one.id, one] as const));
  const changed = new Set<string>();
  const people = everybody.map((one): RosterPerson => {
    const isMe = one === me;
    const was = isMe ? old.get(one.id) : before.get(one.id);
    const next: RosterPerson = {
      kind: 'person',
      ...one,
      me: isMe,
      joinedAt: was?.joinedAt ?? now,
      sharing: one.userId === null ? 0 : (counts.get(one.userId.trim()) ?? 0),
      sharesMine: !isMe && sameUser(one.userId, me?.userId ?? null),
      returned: back.has(one.id) || (was?.returned ?? false),
    };
    if (was && equal(was, next)) {
      if (!old.has(one.id)) changed.add(one.id);
      return was;
    }
    changed.add(one.id);
    return next;
  });
  for (const { id } of roster.people) if (!here.has(id) && id !== me?.id) changed.add(id);

  const known = new Map(people.filter((one) => !one.me).map((one) => [one.id, one] as const));
  return { room, present: true, people, known, departures, changed };
}

/** Notes for each departure whether that person is here again, and unlinks who left once more. */
function linkReturns(
  departures: readonly Departure[],
  newcomers: readonly Participant[],
  here: ReadonlyMap<string, Participant>,
): Departure[] {
  if (departures.length === 0) return [];
  const byUser = new Map<string, string>();
  for (const { id, userId } of newcomers) if (userId !== null) byUser.set(userId.trim(), id);
  return departures.map((one) => {
    const still = one.backAs !== null && here.has(one.backAs) ? one.backAs : null;
    const again =
      still ??
      (here.has(one.id) ? one.id : null) ??
      (one.userId === null ? null : (byUser.get(one.userId.trim()) ?? null));
    return again === one.backAs ? one : { ...one, backAs: again };
  });
}
