import { batch, computed, type ReadonlySignal, signal } from '@preact/signals-core';
import { sameUser } from '~/utils/meeting/identity';
import type { Everybody, Shown } from './lists';
import { type Candidate, candidates, type Presence, rowKey, shownCandidates } from './lists';

/** Whom the host has selected, by `rowKey`. */
type Picked = ReadonlyMap<string, Presence>;

/** What there is to say of a selection before anything is asked. All are numbers of people. */
export interface Tally {
  readonly all: number;
  /** Selected, but left out by the search. */
  readonly hidden: number;
  /** In the room, so that they can be removed. */
  readonly here: number;
  /** Not in the room, so that they can only be banned. */
  readonly away: number;
  /** In the room, but without a user id: they can only be removed. */
  readonly noUserId: number;
  /** With the host's own user id: a ban would meet the host. */
  readonly yours: number;
}

/** Where the box over the list stands. */
export type Whole = 'all' | 'some' | 'none';

const NOBODY: Tally = { all: 0, hidden: 0, here: 0, away: 0, noUserId: 0, yours: 0 };

export type Selection = ReturnType<typeof createSelection>;

/**
 * The selection of many. Who leaves (or comes back, or is let in) drops out of it: the host selected
 * somebody in the room, or somebody who was not.
 */
export function createSelection(all: ReadonlySignal<Everybody>, found: ReadonlySignal<Shown>) {
  const mine = computed(() => all.value.people.find(({ me }) => me)?.userId ?? null);
  const on = signal(false);
  const picked = signal<Picked>(new Map());
  /** How many have dropped out since the host last changed the selection. */
  const dropped = signal(0);
  /** Where a range begins. */
  let anchor: string | null = null;

  /**
   * Only these are to be shown: who was selected when the host asked for it. Whoever is no longer selected stays, or
   * the next row would come under the pointer, and the box would go from under the focus.
   */
  const only = signal<Picked | null>(null);
  /** The lists as they are shown. */
  const shown = computed<Shown>(() => {
    const these = only.value;
    if (these === null) return found.value;
    const isOfThese = (person: Candidate['person']) => these.has(rowKey(person));
    const { here, left, waiting } = found.value;
    return {
      here: here.filter(isOfThese),
      left: left.filter(isOfThese),
      waiting: waiting.filter(isOfThese),
      away: [],
    };
  });

  const inSight = computed(() => shownCandidates(shown.value));
  /** Those selected, in the order of the lists. */
  const chosen = computed<Candidate[]>(() => {
    const now = picked.value;
    return now.size === 0
      ? []
      : candidates(all.value).filter(({ person }) => now.has(rowKey(person)));
  });

  /** Those of them whom a ban may be asked for: it must not meet the host. */
  const bannable = computed(() =>
    chosen.value.filter(({ person }) => !sameUser(person.userId, mine.value)),
  );

  const tally = computed<Tally>(() => {
    const people = chosen.value;
    // Most of the time, and then it follows nobody's coming and going.
    if (people.length === 0) return NOBODY;
    const idsInSight = new Set(inSight.value.map(({ person }) => rowKey(person)));
    const room = people.filter(({ in: presence }) => presence === 'room');
    return {
      all: people.length,
      hidden: people.filter(({ person }) => !idsInSight.has(rowKey(person))).length,
      here: room.length,
      away: people.length - room.length,
      noUserId: room.filter(({ person }) => person.userId === null).length,
      yours: people.length - bannable.value.length,
    };
  });

  /** Of those in the room whom the host sees. */
  const whole = computed<Whole>(() => {
    const now = picked.value;
    if (now.size === 0) return 'none';
    const room = inSight.value.filter(({ in: presence }) => presence === 'room');
    const some = inSight.value.some(({ person }) => now.has(rowKey(person)));
    if (!some) return 'none';
    return room.length > 0 && room.every(({ person }) => now.has(rowKey(person))) ? 'all' : 'some';
  });

  function change(to: Picked): void {
    batch(() => {
      picked.value = to;
      dropped.value = 0;
    });
  }

  function set(people: readonly Candidate[], checked: boolean): void {
    const next = new Map(picked.value);
    for (const { in: presence, person } of people) {
      if (checked) next.set(rowKey(person), presence);
      else next.delete(rowKey(person));
    }
    change(next);
  }

  /** From the one touched last to this one, as the host sees them; this one alone without a last. */
  function range(to: number): readonly Candidate[] {
    const from = inSight.value.findIndex(({ person }) => rowKey(person) === anchor);
    return inSight.value.slice(from < 0 ? to : Math.min(from, to), Math.max(from, to) + 1);
  }

  return {
    /** Whether people can be selected now. */
    on,
    picked,
    only,
    shown,
    dropped,
    chosen,
    bannable,
    tally,
    whole,

    start(): void {
      on.value = true;
    },

    /** Leaves the mode and forgets the selection. */
    leave(): void {
      anchor = null;
      batch(() => {
        on.value = false;
        only.value = null;
        change(new Map());
      });
    },

    /** @param ranging all between the one touched last and this one as well */
    pick(key: string, checked: boolean, ranging: boolean): void {
      const at = inSight.value.findIndex(({ person }) => rowKey(person) === key);
      const candidate = inSight.value[at];
      if (candidate === undefined) return;
      set(ranging ? range(at) : [candidate], checked);
      anchor = key;
    },

    /** All in the room whom the host sees; or none of those they see, wherever they are. */
    pickAll(checked: boolean): void {
      set(
        checked ? inSight.value.filter(({ in: presence }) => presence === 'room') : inSight.value,
        checked,
      );
    },

    /** Everybody in the room who is no moderator, seen or not, and nobody else. */
    pickExceptModerators(): void {
      const rest = candidates(all.value).filter(
        ({ in: presence, person }) => presence === 'room' && person.role !== 'moderator',
      );
      batch(() => {
        change(new Map(rest.map(({ in: presence, person }) => [rowKey(person), presence])));
        if (only.value !== null) only.value = picked.value;
      });
    },

    /** Shows only who is selected now, or everybody again. */
    turnOnly(): void {
      only.value = only.value === null ? picked.value : null;
    },

    /** The lists have changed: whoever is not where they were drops out. */
    dropMoved(): void {
      if (picked.value.size === 0) return;
      const now = new Map(
        candidates(all.value).map(({ in: presence, person }) => [rowKey(person), presence]),
      );
      const next = new Map(
        [...picked.value].filter(([key, presence]) => now.get(key) === presence),
      );
      const fewer = picked.value.size - next.size;
      if (fewer === 0) return;
      batch(() => {
        picked.value = next;
        dropped.value += fewer;
        // They have all gone, and with them what was to be seen.
        if (inSight.value.length === 0) only.value = null;
      });
    },
  };
}
