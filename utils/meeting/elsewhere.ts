import { haveSameItems, keepEqual } from '~/utils/keep-equal';
import type { Leave } from './leave';
import type { Elsewhere, Snapshot } from './snapshot';

/** Somebody in another room of this meeting, with what is known of them from when they were here. */
export interface PersonElsewhere extends Elsewhere {
  /** When first seen there, in milliseconds of the caller's clock. */
  readonly since: number;
  /** `userId` is of whoever left my room under this participant id: nobody tells who this is. */
  readonly assumed?: true;
}

/** Always the same, so that nothing is computed anew for another empty list. */
export const NOBODY_ELSEWHERE: readonly PersonElsewhere[] = [];

type Seen = Elsewhere & Pick<PersonElsewhere, 'since'>;

/** Tells people in other rooms apart, each of which has its own participant ids. */
const placeOf = ({ room, main, id }: Elsewhere): string => JSON.stringify([room, main, id]);

/** Who is in other rooms, once each, and since when. */
export function sinceWhen(
  before: readonly PersonElsewhere[],
  { others }: Snapshot,
  now: number,
): readonly Seen[] {
  if (others.length === 0) return NOBODY_ELSEWHERE;
  const known = new Map(before.map((one) => [placeOf(one), one.since]));
  const seen = new Map<string, Seen>();
  for (const one of others) {
    const place = placeOf(one);
    seen.set(place, { ...one, since: known.get(place) ?? now });
  }
  return [...seen.values()];
}

/** The same with their user ids also where only their time in my room has shown them. */
export function elsewhereOf(
  before: readonly PersonElsewhere[],
  others: readonly Seen[],
  leaves: readonly Leave[],
): readonly PersonElsewhere[] {
  if (others.length === 0) return NOBODY_ELSEWHERE;
  const left = new Map(leaves.map((leave) => [leave.movedAs, leave]));
  const now = others.map((one): PersonElsewhere => {
    const assumed = one.userId === null ? (left.get(one.id)?.userId ?? null) : null;
    return assumed === null ? one : { ...one, userId: assumed, assumed: true };
  });
  return keepEqual(before, now, (a, b) => haveSameItems(a, b, (x, y) => keepEqual(x, y) === x));
}
