import type { Me, Participant } from './snapshot';

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

/** Ids compare trimmed, because Jitsi trims one's own and leaves the others' as they are. */
export function sameUser(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.trim() === b.trim();
}

/** How often each (trimmed) user id is here. */
export function countUserIds(people: readonly (Participant | Me)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { userId } of people) {
    if (userId !== null) counts.set(userId.trim(), (counts.get(userId.trim()) ?? 0) + 1);
  }
  return counts;
}

/** What the roster adds to what is said of somebody. */
type Known = Pick<RosterPerson, 'me' | 'joinedAt' | 'sharing' | 'sharesMine' | 'returned'>;

/** The person as they are now; `was` itself where nothing differs. */
export function personOf(
  said: Participant | Me,
  { me, joinedAt, sharing, sharesMine, returned }: Known,
  was: RosterPerson | undefined,
): RosterPerson {
  const one: Participant = 'kind' in said ? said : { kind: 'person', ...said };
  if (
    was !== undefined &&
    was.id === one.id &&
    was.name === one.name &&
    was.userId === one.userId &&
    was.userIdUnreadable === one.userIdUnreadable &&
    was.role === one.role &&
    was.kind === one.kind &&
    was.botType === one.botType &&
    was.hand === one.hand &&
    was.me === me &&
    was.joinedAt === joinedAt &&
    was.sharing === sharing &&
    was.sharesMine === sharesMine &&
    was.returned === returned
  ) {
    return was;
  }
  // `kind` in front: what begins with what was spread takes V8 ten times as long to read afterwards.
  return { kind: 'person', ...said, me, joinedAt, sharing, sharesMine, returned };
}
