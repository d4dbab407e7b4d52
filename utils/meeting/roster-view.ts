import { fold, memo } from '~/utils/names/confusables';
import type { RosterPerson } from './roster-person';

/** `joined` has the newest first: who came last is who a host in trouble looks for. */
export type SortBy = 'name' | 'joined' | 'role';

const ROLE_ORDER = { moderator: 0, participant: 1, none: 2 } as const;

/** Folding is the costly part; unchanged people are the same objects, so it is done once each. */
const folded = new WeakMap<object, string>();

/** Whoever can be searched for. */
type Found = Pick<RosterPerson, 'id' | 'name' | 'userId'> & { readonly tokenName?: string };

/** What is searched: both names and both ids, each on a line so that no match spans two. */
function haystack(one: Found): string {
  let text = folded.get(one);
  if (text === undefined) {
    text = [one.name, one.tokenName, one.userId, one.id].map((part) => fold(part ?? '')).join('\n');
    folded.set(one, text);
  }
  return text;
}

/** Costs more to make than to sort by. */
const collatorOf = memo(
  (locale) => new Intl.Collator(locale || undefined, { numeric: true, sensitivity: 'base' }),
);

/** By what somebody without a name goes. */
const idOf = ({ id, userId }: RosterPerson): string => userId ?? id;

/** A new list, myself first, in the order asked for; ties by name, then by id. */
export function sortRoster(
  people: readonly RosterPerson[],
  by: SortBy,
  locale = '',
): RosterPerson[] {
  const { compare } = collatorOf(locale);
  const byName = (a: RosterPerson, b: RosterPerson): number => {
    // Without a name at the end, whatever the alphabet, by what they go by in its place.
    if (a.name === null) return b.name === null ? compare(idOf(a), idOf(b)) : 1;
    return b.name === null ? -1 : compare(a.name, b.name);
  };
  const first = (a: RosterPerson, b: RosterPerson): number => {
    if (by === 'joined') return b.joinedAt - a.joinedAt;
    return by === 'role' ? ROLE_ORDER[a.role] - ROLE_ORDER[b.role] : 0;
  };
  return [...people].sort(
    (a, b) =>
      Number(b.me) - Number(a.me) ||
      first(a, b) ||
      byName(a, b) ||
      (a.id < b.id ? -1 : Number(a.id > b.id)),
  );
}

/**
 * Who matches all words of the query, by name, the token's name, user id or participant id, in the
 * given order. Works on departures, on people in the lobby and in other rooms too. A blank query matches everybody.
 */
export function searchRoster<T extends Found>(people: readonly T[], query: string): readonly T[] {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return people;
  return people.filter((one) => words.every((word) => haystack(one).includes(word)));
}
