import { DEPARTED_FOR, type Departure, type Roster } from './roster';
import { type RosterPerson, sameUser } from './roster-person';

/**
 * The roster with departures that were noticed before, by an earlier panel of the same meeting. Who
 * is in the room by the same participant id or user id counts as back. Pure.
 *
 * @param kept newest first
 * @param now in the clock of `leftAt`, in milliseconds
 */
export function restoreDepartures(
  roster: Roster,
  kept: readonly Omit<Departure, 'backAs'>[],
  now: number,
): Roster {
  const known = new Set(roster.departures.map(({ id }) => id));
  const restored = kept
    .filter((one) => !known.has(one.id) && now - one.leftAt < DEPARTED_FOR)
    .map((one): Departure => ({ ...one, backAs: idOfSame(roster.people, one) }));
  if (restored.length === 0) return roster;
  const departures = [...roster.departures, ...restored].sort((a, b) => b.leftAt - a.leftAt);
  return { ...roster, departures };
}

function idOfSame(
  people: readonly RosterPerson[],
  { id, userId }: Pick<Departure, 'id' | 'userId'>,
): string | null {
  const others = people.filter(({ me }) => !me);
  const same =
    others.find((one) => one.id === id) ?? others.find((one) => sameUser(one.userId, userId));
  return same?.id ?? null;
}
