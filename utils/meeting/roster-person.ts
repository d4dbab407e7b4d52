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
  /** Nobody has spoken since they did, as far as Jitsi can tell. */
  readonly speaking: boolean;
  /** When somebody else began to speak after them, in milliseconds of the caller's clock; 0 for never. */
  readonly spokeAt: number;
}

/** What the roster adds to what is said of somebody. */
type Known = Pick<
  RosterPerson,
  | 'me'
  | 'joinedAt'
  | 'seenComing'
  | 'sharing'
  | 'shared'
  | 'sharesMine'
  | 'returned'
  | 'speaking'
  | 'spokeAt'
>;

/** What the roster knows of somebody's speaking. @param speaker as in the snapshot */
export function speakingOf(
  { id }: Pick<Participant, 'id'>,
  speaker: string | null,
  was: Pick<RosterPerson, 'speaking' | 'spokeAt'> | undefined,
  now: number,
): Pick<RosterPerson, 'speaking' | 'spokeAt'> {
  const speaking = id === speaker;
  return { speaking, spokeAt: was?.speaking && !speaking ? now : (was?.spokeAt ?? 0) };
}

/** The person as they are now; `was` itself where nothing differs. */
export function personOf(
  said: Participant | Me,
  known: Known,
  was: RosterPerson | undefined,
): RosterPerson {
  const { me, joinedAt, seenComing, sharing, shared, sharesMine, returned, speaking, spokeAt } =
    known;
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
    was.mic === one.mic &&
    was.cam === one.cam &&
    was.share === one.share &&
    was.me === me &&
    was.joinedAt === joinedAt &&
    was.seenComing === seenComing &&
    was.sharing === sharing &&
    was.shared === shared &&
    was.sharesMine === sharesMine &&
    was.returned === returned &&
    was.speaking === speaking &&
    was.spokeAt === spokeAt
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
    speaking,
    spokeAt,
  };
}
