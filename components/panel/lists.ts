import { computed, type ReadonlySignal } from '@preact/signals-core';
import type { Departure, Roster, RosterPerson } from '~/utils/meeting/roster';
import { type SortBy, searchRoster, sortRoster } from '~/utils/meeting/roster-view';
import type { Named } from '~/utils/meeting/snapshot-type';

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
  roster,
  departed,
  lobby,
  sort,
  query,
}: {
  readonly roster: ReadonlySignal<Roster>;
  readonly departed: ReadonlySignal<readonly Departure[]>;
  readonly lobby: ReadonlySignal<readonly Named[]>;
  readonly sort: ReadonlySignal<SortBy>;
  readonly query: ReadonlySignal<string>;
}) {
  const people = computed(() => roster.value.people);
  const sorted = computed(() => sortRoster(people.value, sort.value));
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
