import { userKey } from '~/utils/jaas/user-id';
import { keepEqual } from '~/utils/keep-equal';
import { isBack, mayHaveMoved, type Sighting, type UserIds } from './identity';
import type { RosterPerson } from './roster-person';
import type { Participant } from './snapshot';

/** How long somebody who left stays listed, in milliseconds. */
export const DEPARTED_FOR = 15 * 60_000;

/** Leaves kept at most, newest first, so that any number of joins and leaves stays bounded. */
const MAX_LEAVES = 1000;

/** Somebody who left a short while ago. */
export interface Leave {
  readonly id: string;
  readonly name: string | null;
  readonly tokenName?: string;
  readonly userId: string | null;
  readonly userIdUnreadable?: true;
  readonly role: Participant['role'];
  readonly kind: Participant['kind'];
  readonly joinedAt: number;
  /** When it was noticed. */
  readonly leftAt: number;
  /** False where I was away myself in between, so that `leftAt` is the latest possible time. */
  readonly witnessed: boolean;
  /** Their user id was seen on two people at one time: nobody is taken for them by it. */
  readonly shared?: true;
  /** Participant id under which the same person is here again. */
  readonly backAs: string | null;
  /** Participant id under which the same person is in another room of this meeting. */
  readonly movedAs: string | null;
}

/** A leave as it is kept for a reload; whether they are back or elsewhere is found out anew. */
export type KeptLeave = Omit<Leave, 'backAs' | 'movedAs'>;

/** Those of the last quarter of an hour; the same list where that is all of them. */
export function recentLeaves(leaves: readonly Leave[], now: number): readonly Leave[] {
  return keepEqual(
    leaves,
    leaves.filter((one) => now - one.leftAt < DEPARTED_FOR),
  );
}

function leaveOf(person: RosterPerson, leftAt: number, witnessed: boolean): Leave {
  const { id, name, tokenName, userId, userIdUnreadable, role, kind, joinedAt, shared } = person;
  return {
    id,
    name,
    ...(tokenName !== undefined && { tokenName }),
    userId,
    ...(userIdUnreadable && { userIdUnreadable }),
    role,
    kind,
    joinedAt,
    leftAt,
    witnessed,
    ...(shared && { shared }),
    backAs: null,
    movedAs: null,
  };
}

/**
 * With those who have just left, newest first. Of somebody who had left before and was back only the
 * last is kept: JaaS refuses a banned client only after it has joined, and it tries again some times.
 */
export function withNewLeaves(
  leaves: readonly Leave[],
  left: readonly RosterPerson[],
  now: number,
  witnessed: boolean,
): readonly Leave[] {
  if (left.length === 0) return leaves;
  const gone = new Set(left.map(({ id }) => id));
  return [
    ...left.map((one) => leaveOf(one, now, witnessed)),
    ...leaves.filter(({ id, backAs }) => !gone.has(id) && (backAs === null || !gone.has(backAs))),
  ].slice(0, MAX_LEAVES);
}

/** Who is in a meeting now, as far as it matters for those who left. */
export interface Present {
  /** Those in my room, by participant id, without myself. */
  readonly here: ReadonlyMap<string, Sighting>;
  /** Those of them who were not here at the last look. */
  readonly newcomers: readonly Sighting[];
  /** I have come to them, so that they may have been there all the time. */
  readonly areMet: boolean;
  /** Those in other rooms, and since when they are seen there, in milliseconds. */
  readonly others: readonly (Sighting & { readonly since: number })[];
  /** As in {@link UserIds}. */
  readonly shared: UserIds['shared'];
}

/**
 * Says of each leave where that person is now. Who was in another room and is here again never left
 * the meeting, so nothing is kept of it.
 */
export function linkLeaves(leaves: readonly Leave[], present: Present): readonly Leave[] {
  if (leaves.length === 0) return leaves;
  const { here, newcomers, areMet, others, shared } = present;
  const came = byUserId(newcomers);
  const [away, awayById] = [byUserId(others), new Map(others.map((one) => [one.id, one]))];
  return keepEqual(
    leaves,
    leaves.flatMap((one): readonly Leave[] => {
      const is = (other: Sighting | undefined) =>
        other !== undefined && isBack(one, other, shared) ? other.id : null;
      const userId = one.userId === null ? '' : userKey(one.userId);
      const still = is(here.get(one.backAs ?? one.id));
      const mayBeBack = !areMet || one.movedAs !== null;
      const again = still ?? (mayBeBack ? is(came.get(userId)) : null);
      if (again !== null && one.movedAs !== null) return [];
      const there = awayById.get(one.id);
      const moved = is(away.get(userId)) ?? (there && mayHaveMoved(one, there) ? there.id : null);
      const movedAs = again === null ? moved : null;
      const isAsBefore = again === one.backAs && movedAs === one.movedAs;
      return [isAsBefore ? one : { ...one, backAs: again, movedAs }];
    }),
  );
}

function byUserId<T extends Sighting>(people: readonly T[]): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const one of people) if (one.userId !== null) found.set(userKey(one.userId), one);
  return found;
}

/**
 * Leaves with those that an earlier panel of the same meeting had noticed.
 *
 * @param people who is here, without myself
 * @param now in the clock of `leftAt`, in milliseconds
 */
export function withKeptLeaves(
  leaves: readonly Leave[],
  kept: readonly KeptLeave[],
  people: readonly Sighting[],
  shared: UserIds['shared'],
  now: number,
): readonly Leave[] {
  const known = new Set(leaves.map(({ id }) => id));
  const restored = kept
    .filter((one) => !known.has(one.id) && now - one.leftAt < DEPARTED_FOR)
    .map((one): Leave => ({ ...one, backAs: null, movedAs: null }));
  if (restored.length === 0) return leaves;
  const here = new Map(people.map((one) => [one.id, one] as const));
  const linked = linkLeaves(restored, {
    here,
    newcomers: people,
    areMet: false,
    others: [],
    shared,
  });
  return [...leaves, ...linked].sort((a, b) => b.leftAt - a.leftAt);
}
