import { looksLike } from '~/utils/names/confusables';
import { inLogicalOrder } from '~/utils/names/direction';
import { NAME_LIMIT } from '~/utils/names/limits';
import { safeId, safeName, shortId } from '~/utils/names/safe-name';
import type { Named } from './snapshot';

/** How a person is called wherever people or assistive technology read it. */
export interface Label {
  /** The safe name; of somebody without one a short id, the user id where there is one. */
  readonly name: string;
  /** There is no name, so that `name` is an id: rooms may hide everybody's. */
  readonly nameless: boolean;
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

/** What tells people apart best: a short id, the user's where there is one. */
const idAsName = (one: Person): string => shortId(one.userId ?? one.id);

/** Suffixes tried in turn, from the most telling to the one that is unique for sure. */
const SUFFIXES: readonly ((one: Person) => string)[] = [
  idAsName,
  (one) => shortId(one.id),
  (one) => safeId(one.id),
];

const fullOf = (name: string, suffix: string | null): string =>
  suffix === null ? name : `${name} (${suffix})`;

/** Marks everybody who is not the only one with their key. */
function markAlike<T>(list: readonly T[], key: (one: T) => string, mark: (one: T) => void): void {
  const keys = list.map(key);
  const counts = new Map<string, number>();
  for (const one of keys) counts.set(one, (counts.get(one) ?? 0) + 1);
  if (counts.size === list.length) return;
  list.forEach((one, i) => {
    if ((counts.get(keys[i] ?? '') ?? 0) > 1) mark(one);
  });
}

/**
 * Labels that tell everybody apart. Who has no name goes by a short id. Who has an
 * equal or look-alike name gets the short user id behind it, and the participant id where that is the
 * same too. A name that imitates such a label, or an id, makes all of them say more.
 *
 * @param keyOf under what each label stands: the participant id where none is repeated
 */
export function distinguish<T extends Person>(
  people: readonly T[],
  keyOf: (one: T) => string = ({ id }) => id,
): Map<string, Label> {
  const rows = people.map((person) => {
    const { text, suspicious } = safeName(person.name);
    const nameless = text === null;
    const name = text ?? inLogicalOrder(idAsName(person));
    // Compared by the raw name, where an invisible character counts for nothing.
    const looks = looksLike((nameless ? name : (person.name ?? '')).slice(0, NAME_LIMIT));
    return { person, name, nameless, looks, suspicious, level: -1, alike: false };
  });
  const suffixOf = ({ person, level }: (typeof rows)[number]): string | null =>
    SUFFIXES[level]?.(person) ?? null;

  markAlike(
    rows,
    ({ looks }) => looks,
    (row) => {
      // The first suffix would repeat an id that stands for the name.
      row.level = row.nameless ? 1 : 0;
      row.alike = true;
    },
  );
  const labelled = (row: (typeof rows)[number]) => looksLike(fullOf(row.name, suffixOf(row)));
  for (let round = 0, more = true; more && round < SUFFIXES.length; round += 1) {
    more = false;
    markAlike(rows, labelled, (row) => {
      if (row.level === SUFFIXES.length - 1) return;
      row.level += 1;
      more = true;
    });
  }
  return new Map(
    rows.map((row) => {
      const id = suffixOf(row);
      const suffix = id === null ? null : inLogicalOrder(id);
      const { name, nameless, suspicious, alike, person } = row;
      const full = fullOf(name, suffix);
      return [keyOf(person), { name, nameless, suffix, full, alike, suspicious }] as const;
    }),
  );
}
