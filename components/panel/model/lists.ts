import { computed, type ReadonlySignal } from '@preact/signals-core';
import type { Departure } from '~/utils/meeting/roster';
import type { RosterPerson } from '~/utils/meeting/roster-person';
import { type SortBy, searchRoster, sortRoster } from '~/utils/meeting/roster-view';
import type { Named } from '~/utils/meeting/snapshot';

/** Everybody the panel lists, by list, in the host's order. */
export interface Everybody {
  readonly lobby: readonly Named[];
  readonly people: readonly RosterPerson[];
  readonly departed: readonly Departure[];
}

/** The same without those whom the search leaves out. */
export interface Shown {
  readonly waiting: readonly Named[];
  readonly here: readonly RosterPerson[];
  readonly left: readonly Departure[];
}

/** Follows the lists. Sorting and searching are redone only when what they depend on has changed. */
export function createLists({
  people,
  departed,
  lobby,
  sort,
  query,
}: {
  readonly people: ReadonlySignal<readonly RosterPerson[]>;
  readonly departed: ReadonlySignal<readonly Departure[]>;
  readonly lobby: ReadonlySignal<readonly Named[]>;
  readonly sort: ReadonlySignal<SortBy>;
  readonly query: ReadonlySignal<string>;
}) {
  let before: readonly RosterPerson[] = [];
  const sorted = computed(() => {
    before = sortRoster(inOrderOf(before, people.value), sort.value);
    return before;
  });
  return {
    all: computed<Everybody>(() => ({
      lobby: lobby.value,
      people: sorted.value,
      departed: departed.value,
    })),
    shown: computed<Shown>(() => ({
      waiting: searchRoster(lobby.value, query.value),
      here: searchRoster(sorted.value, query.value),
      left: searchRoster(departed.value, query.value),
    })),
  };
}

/** Those who were there before in the order of then, which leaves little to sort; then the others. */
function inOrderOf(
  before: readonly RosterPerson[],
  people: readonly RosterPerson[],
): RosterPerson[] {
  const rest = new Map(people.map((one) => [one.id, one] as const));
  const ordered: RosterPerson[] = [];
  for (const { id } of before) {
    const one = rest.get(id);
    if (one && rest.delete(id)) ordered.push(one);
  }
  return [...ordered, ...rest.values()];
}
