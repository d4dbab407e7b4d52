import { MAX_NAME } from './limits';
import { looksLike } from './looks-like';
import { safeId, shortId } from './safe-id';
import { safeName } from './safe-name';
import type { Named } from './snapshot-type';

/** How a person is called wherever people or assistive technology read it. */
export interface Label {
  /** The safe name, or the caller's words for "no name". */
  readonly name: string;
  /** A short user or participant id, where the name alone would not tell people apart. */
  readonly suffix: string | null;
  /** Name and, in brackets, suffix: the accessible name of the person. */
  readonly full: string;
  /** Somebody else here has the same or a look-alike name. */
  readonly alike: boolean;
  /** As in `SafeName`. */
  readonly suspicious: readonly string[];
}

type Person = Pick<Named, 'id' | 'name' | 'userId'>;

/** Suffixes tried in turn, from the most telling to the one that is unique for sure. */
const SUFFIXES: readonly ((one: Person) => string)[] = [
  (one) => shortId(one.userId ?? one.id),
  (one) => shortId(one.id),
  (one) => safeId(one.id),
];

const fullOf = (name: string, suffix: string | null): string =>
  suffix === null ? name : `${name} (${suffix})`;

function groupsBy<T>(list: readonly T[], key: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return [...groups.values()];
}

/**
 * Labels that tell everybody apart, by participant id. Who has an equal or look-alike name, or
 * none, gets the short user id behind it, and the participant id where that is the same too. A name
 * that imitates such a label makes all of them say more.
 *
 * @param people without repeated ids
 * @param noName what is shown for somebody without a name
 */
export function distinguish(people: readonly Person[], noName: string): Map<string, Label> {
  const rows = people.map((person) => {
    const { text, suspicious } = safeName(person.name);
    const level = text === null ? 0 : -1;
    // Compared by the raw name, where an invisible character counts for nothing.
    const looks = looksLike((text === null ? noName : (person.name ?? noName)).slice(0, MAX_NAME));
    return { person, name: text ?? noName, looks, suspicious, level, alike: false };
  });
  const suffixOf = ({ person, level }: (typeof rows)[number]): string | null =>
    SUFFIXES[level]?.(person) ?? null;

  for (const group of groupsBy(rows, ({ looks }) => looks)) {
    if (group.length < 2) continue;
    for (const row of group) {
      row.level = 0;
      row.alike = true;
    }
  }
  for (let round = 0; round < SUFFIXES.length; round++) {
    const labels = groupsBy(rows, (row) => looksLike(fullOf(row.name, suffixOf(row))));
    for (const group of labels) {
      if (group.length < 2) continue;
      for (const row of group) row.level = Math.min(row.level + 1, SUFFIXES.length - 1);
    }
  }
  return new Map(
    rows.map((row) => {
      const suffix = suffixOf(row);
      const { name, suspicious, alike, person } = row;
      return [person.id, { name, suffix, full: fullOf(name, suffix), alike, suspicious }] as const;
    }),
  );
}
