import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import { keepEqual } from '~/utils/keep-equal';
import type { PersonElsewhere } from '~/utils/meeting/elsewhere';
import { distinguish, type Label } from '~/utils/meeting/labels';
import type { Leave } from '~/utils/meeting/leave';
import { type SortBy, usualOrder } from '~/utils/meeting/orders';
import type { RosterPerson } from '~/utils/meeting/roster-person';
import { searchRoster, sortRoster } from '~/utils/meeting/roster-view';
import type { Named } from '~/utils/meeting/snapshot';
import { looksLike } from '~/utils/names/confusables';

/** Everybody the panel lists, by list, in the host's order. */
export interface Everybody {
  readonly lobby: readonly Named[];
  readonly people: readonly RosterPerson[];
  readonly departed: readonly Leave[];
  readonly elsewhere: readonly PersonElsewhere[];
}

/** The same without those whom the search leaves out. */
export interface Shown {
  readonly waiting: readonly Named[];
  readonly here: readonly RosterPerson[];
  readonly left: readonly Leave[];
  readonly away: readonly PersonElsewhere[];
}

/** Remembers the order that the host chose for the next meeting. Neither method rejects. */
export interface OrderStore {
  load(): Promise<SortBy | null>;
  save(order: SortBy): Promise<void>;
}

/**
 * Follows the lists. Sorting and searching are redone only when what they depend on has changed.
 *
 * @param now in the clock of the people's times
 */
export function createLists(
  {
    people,
    departed,
    elsewhere,
    lobby,
  }: {
    readonly people: ReadonlySignal<readonly RosterPerson[]>;
    readonly departed: ReadonlySignal<readonly Leave[]>;
    readonly elsewhere: ReadonlySignal<readonly PersonElsewhere[]>;
    readonly lobby: ReadonlySignal<readonly Named[]>;
  },
  orders: OrderStore,
  now: () => number,
) {
  const query = signal('');
  const chosen = signal<SortBy | null>(null);
  let isChosenHere = false;
  void orders.load().then((order) => {
    if (!isChosenHere) chosen.value = order;
  });
  let most = 0;
  const sort = computed(() => {
    // A room that is about that large must not change its order with each join and leave.
    most = Math.max(most, people.value.length);
    return chosen.value ?? usualOrder(most);
  });

  const held = signal(false);
  const pinned = signal<ReadonlySet<string>>(new Set());

  let before: { readonly list: readonly RosterPerson[]; readonly by?: SortBy } = { list: [] };
  const sorted = computed(() => {
    const by = sort.value;
    const asBefore = inOrderOf(before.list, people.value);
    const options = { pinned: pinned.value, now: now() };
    const isKept = held.value && (by === before.by || chosen.value === null);
    const list = isKept ? asBefore : sortRoster(asBefore, by, options);
    before = { list, by: isKept ? (before.by ?? by) : by };
    return list;
  });
  let namesBefore: ShownNames = new Map();
  const names = computed(() => {
    const notHere = [...departed.value, ...elsewhere.value, ...lobby.value];
    namesBefore = showNames(people.value, notHere, namesBefore);
    return namesBefore;
  });

  return {
    query,
    sort,
    /** The host wants this order, here and in the next meeting. */
    order(by: SortBy): void {
      isChosenHere = true;
      chosen.value = by;
      void orders.save(by);
    },
    /** Participant ids of those who stand above all others: who is here although they were banned. */
    pinned,
    /**
     * The host points at a row, or has the focus on one: as long as that is so no row goes elsewhere,
     * whatever people call themselves meanwhile, and who comes is put at the end.
     */
    held,
    names,
    all: computed<Everybody>(() => ({
      lobby: lobby.value,
      people: sorted.value,
      departed: departed.value,
      elsewhere: elsewhere.value,
    })),
    shown: computed<Shown>(() => ({
      waiting: searchRoster(lobby.value, query.value),
      here: searchRoster(sorted.value, query.value),
      left: searchRoster(departed.value, query.value),
      away: searchRoster(elsewhere.value, query.value),
    })),
  };
}

/** Those who were there before in the order of then, which leaves little to sort; then the others. */
function inOrderOf(
  before: readonly RosterPerson[],
  people: readonly RosterPerson[],
): RosterPerson[] {
  const rest = new Map(people.map((person) => [person.id, person] as const));
  const ordered: RosterPerson[] = [];
  for (const { id } of before) {
    const person = rest.get(id);
    if (person && rest.delete(id)) ordered.push(person);
  }
  return [...ordered, ...rest.values()];
}

type Listed = RosterPerson | Leave | PersonElsewhere | Named;

/**
 * Tells everybody in the panel apart: a client can choose the id of somebody who has left, or who waits or
 * is in another room. Nothing that travels as XML holds the character in front, so no client makes such a key.
 */
export function rowKey(person: Listed): string {
  if ('me' in person) return person.id;
  if ('leftAt' in person) return `\0left ${person.id}`;
  return 'room' in person ? `\0away ${person.room}\0${person.id}` : `\0lobby ${person.id}`;
}

/** Somebody who can be selected: in the room, or known by a user id that can still be banned. */
export type Candidate =
  | { readonly in: 'room'; readonly person: RosterPerson }
  | { readonly in: 'lobby'; readonly person: Named }
  | { readonly in: 'past'; readonly person: Leave };

/** Not oneself; and of those who are not in the room, only whom a ban can reach. */
function isSelectable({ in: presence, person }: Candidate): boolean {
  return presence === 'room' ? !person.me : person.userId !== null;
}

/** All who can be selected, from the top of the panel to its end. */
export function candidates({
  lobby,
  people,
  departed,
}: Pick<Everybody, 'lobby' | 'people' | 'departed'>): Candidate[] {
  return [
    ...lobby.map((person) => ({ in: 'lobby', person }) as const),
    ...people.map((person) => ({ in: 'room', person }) as const),
    ...departed.map((person) => ({ in: 'past', person }) as const),
  ].filter(isSelectable);
}

/** Those of them whom the host sees, in that order. */
export function shownCandidates({ waiting, here, left }: Shown): Candidate[] {
  return candidates({ lobby: waiting, people: here, departed: left });
}

/** A person's name as the panel shows it. */
export interface ShownName extends Label {
  /** How many people in the room show this name or one that looks like it, this one included. */
  readonly namesakes: number;
}

/** By {@link rowKey}. */
export type ShownNames = ReadonlyMap<string, ShownName>;

/**
 * Names that tell everybody in the panel apart, also those who left and those who wait: a "Ban
 * Mallory" under one heading must not be taken for the one under another.
 *
 * @param before who is shown as before is the same object as before
 */
function showNames(
  here: readonly RosterPerson[],
  notHere: readonly (Leave | PersonElsewhere | Named)[],
  before: ShownNames,
): ShownNames {
  const labels = distinguish([...here, ...notHere], rowKey);

  const counts = new Map<string, number>();
  for (const person of here) {
    const looks = looksOf(labels.get(rowKey(person)));
    counts.set(looks, (counts.get(looks) ?? 0) + 1);
  }
  const shown = new Map<string, ShownName>();
  for (const [id, label] of labels) {
    const namesakes = counts.get(looksOf(label)) ?? 0;
    // Not label first: V8 takes far longer over objects that begin with what was spread.
    shown.set(id, keepEqual(before.get(id), { namesakes, ...label }, isSameName));
  }
  return shown;
}

/** Whoever has no name shares none. */
function looksOf(label: Label | undefined): string {
  return label?.nameless ? label.full : looksLike(label?.name ?? '');
}

function isSameName(a: ShownName, b: ShownName): boolean {
  return (
    a.name === b.name &&
    a.nameless === b.nameless &&
    a.full === b.full &&
    a.suspicious === b.suspicious &&
    a.namesakes === b.namesakes
  );
}
