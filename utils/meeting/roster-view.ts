import { fold, memo } from '~/utils/names/confusables';
import type { SortBy } from './orders';
import type { RosterPerson } from './roster-person';

/** Who spoke so long ago is no longer active, in milliseconds. */
const ACTIVE_FOR_MS = 60_000;

/** What somebody does now, the most noticeable first. */
function activity({ share, speaking, spokeAt }: RosterPerson, now: number): number {
  if (share) return 0;
  if (speaking) return 1;
  return spokeAt > 0 && now - spokeAt < ACTIVE_FOR_MS ? 2 : 3;
}

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

/** What an order depends on besides the people. */
interface OrderOptions {
  /** Participant ids of those who stand above all others. */
  readonly pinned?: ReadonlySet<string>;
  /** In the clock of `joinedAt`. */
  readonly now?: number;
  readonly locale?: string;
}

/**
 * A new list in the order asked for; ties by name, then by id. Myself last: the list is for what can be done about
 * others, and where a row or two fit they are the ones.
 */
export function sortRoster(
  people: readonly RosterPerson[],
  by: SortBy,
  { pinned, now = 0, locale = '' }: OrderOptions = {},
): RosterPerson[] {
  const { compare } = collatorOf(locale);
  const byName = (a: RosterPerson, b: RosterPerson): number => {
    // Without a name at the end, whatever the alphabet, by what they go by in its place.
    if (a.name === null) return b.name === null ? compare(idOf(a), idOf(b)) : 1;
    return b.name === null ? -1 : compare(a.name, b.name);
  };
  const isPinned = ({ id }: RosterPerson): number => Number(pinned?.has(id) ?? false);
  const first = (a: RosterPerson, b: RosterPerson): number => {
    const active = by === 'active' ? activity(a, now) - activity(b, now) : 0;
    if (active !== 0) return active;
    if (by === 'joined' || by === 'active') return b.joinedAt - a.joinedAt;
    return by === 'role' ? ROLE_ORDER[a.role] - ROLE_ORDER[b.role] : 0;
  };
  return [...people].sort(
    (a, b) =>
      Number(a.me) - Number(b.me) ||
      isPinned(b) - isPinned(a) ||
      first(a, b) ||
      byName(a, b) ||
      (a.id < b.id ? -1 : Number(a.id > b.id)),
  );
}

/** What a query looks for: each of these, in any order. */
export function wordsOf(query: string): string[] {
  return fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
}

/**
 * Who matches all words of the query, by name, the token's name, user id or participant id, in the
 * given order. Works on departures, on people in the lobby and in other rooms too. A blank query matches everybody.
 */
export function searchRoster<T extends Found>(people: readonly T[], query: string): readonly T[] {
  const words = wordsOf(query);
  if (words.length === 0) return people;
  return people.filter((one) => words.every((word) => haystack(one).includes(word)));
}
