import type { Me, Participant } from './snapshot';

/** Somebody in the room, myself included. An unchanged person stays the same object. */
export interface RosterPerson extends Omit<Participant, 'kind'> {
  readonly kind: Participant['kind'];
  readonly me: boolean;
  /** When first seen, in milliseconds of the caller's clock; for those here before me, when I came. */
  readonly joinedAt: number;
  /** I saw them come; false of those who were here when I came. */
  readonly seenComing: boolean;
  /** How many people here carry this user id, myself included: a ban meets them all. 0 without one. */
  readonly sharing: number;
  /** This user id was seen on two people at one time, now or before: it is not one person's. */
  readonly shared: boolean;
  /** Carries my own user id, so that a ban would meet me. */
  readonly sharesMine: boolean;
  /** They left a short while ago and came again, as far as `isBack` can tell. */
  readonly returned: boolean;
}

/** What the roster adds to what is said of somebody. */
type Known = Pick<
  RosterPerson,
  'me' | 'joinedAt' | 'seenComing' | 'sharing' | 'shared' | 'sharesMine' | 'returned'
>;

/** The person as they are now; `was` itself where nothing differs. */
export function personOf(
  said: Participant | Me,
  { me, joinedAt, seenComing, sharing, shared, sharesMine, returned }: Known,
  was: RosterPerson | undefined,
): RosterPerson {
  const one: Participant = 'kind' in said ? said : { kind: 'person', ...said };
  if (
    was !== undefined &&
    was.id === one.id &&
    was.name === one.name &&
    was.tokenName === one.tokenName &&
    was.userId === one.userId &&
    was.userIdUnreadable === one.userIdUnreadable &&
    was.role === one.role &&
    was.kind === one.kind &&
    was.botType === one.botType &&
    was.hand === one.hand &&
    was.me === me &&
    was.joinedAt === joinedAt &&
    was.seenComing === seenComing &&
    was.sharing === sharing &&
    was.shared === shared &&
    was.sharesMine === sharesMine &&
    was.returned === returned
  ) {
    return was;
  }
  // `kind` in front: what begins with what was spread takes V8 ten times as long to read afterwards.
  return {
    kind: 'person',
    ...said,
    me,
    joinedAt,
    seenComing,
    sharing,
    shared,
    sharesMine,
    returned,
  };
}
