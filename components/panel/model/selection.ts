import { batch, computed, type ReadonlySignal, signal } from '@preact/signals-core';
import { sameUser } from '~/utils/meeting/identity';
import { type Choice, choose, isOffered, type Preset } from '~/utils/meeting/presets';
import type { Everybody, Shown } from './lists';
import { type Candidate, candidates, rowKey, shownCandidates } from './lists';

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
export function createSelection(
  all: ReadonlySignal<Everybody>,
  found: ReadonlySignal<Shown>,
  now: () => number,
) {
  const mine = computed(() => all.value.people.find(({ me }) => me)?.userId ?? null);
  const others = computed(() => all.value.people.filter(({ me }) => !me));
  const on = signal(false);
  /** Whom the host has selected, by `rowKey`, which says where they are too. */
  const picked = signal<Choice>(new Map());
  /** How many have dropped out since the host last changed the selection. */
  const dropped = signal(0);
  /** The way of choosing that the host has just used, where it selected nobody else. */
  const missed = signal<Preset | null>(null);
  /** Who was touched last: where a range begins, and whom *same user ID* and *name like* are about. */
  const anchor = signal<string | null>(null);

  /**
   * Only these are to be shown: who was selected when the host asked for it. Whoever is no longer selected stays, or
   * the next row would come under the pointer, and the box would go from under the focus.
   */
  const only = signal<Choice | null>(null);
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

  /** The one ticked last, while they are selected. */
  const like = computed(
    () => chosen.value.find(({ person }) => rowKey(person) === anchor.value)?.person ?? null,
  );

  function change(to: Choice): void {
    batch(() => {
      picked.value = to;
      dropped.value = 0;
      missed.value = null;
    });
  }

  function set(people: readonly Candidate[], checked: boolean): void {
    const next = new Map(picked.value);
    for (const { person } of people) {
      const key = rowKey(person);
      if (!checked) next.delete(key);
      else if (!next.has(key)) next.set(key, null);
    }
    change(next);
  }

  /** From the one touched last to this one, as the host sees them; this one alone without a last. */
  function range(to: number): readonly Candidate[] {
    const from = inSight.value.findIndex(({ person }) => rowKey(person) === anchor.value);
    return inSight.value.slice(from < 0 ? to : Math.min(from, to), Math.max(from, to) + 1);
  }

  return {
    /** Whether people can be selected now. */
    on,
    picked,
    only,
    shown,
    dropped,
    missed,
    chosen,
    bannable,
    tally,
    whole,
    like,

    start(): void {
      on.value = true;
    },

    /** Leaves the mode and forgets the selection. */
    leave(): void {
      batch(() => {
        anchor.value = null;
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
      anchor.value = key;
    },

    /** All in the room whom the host sees; or none of those they see, wherever they are. */
    pickAll(checked: boolean): void {
      set(
        checked ? inSight.value.filter(({ in: presence }) => presence === 'room') : inSight.value,
        checked,
      );
    },

    /** Whether this way of choosing says anything now. */
    offers(preset: Preset): boolean {
      return isOffered(preset, others.value, like.value);
    },

    /** Those in the room whom this way of choosing takes, whatever the search shows. */
    pickBy(preset: Preset): void {
      const people = others.value.map((person) => [rowKey(person), person] as const);
      const next = choose(picked.value, preset, people, { like: like.value, now: now() });
      batch(() => {
        change(next);
        if (![...next.values()].includes(preset)) missed.value = preset;
        if (only.value !== null) only.value = next;
      });
    },

    /** Shows only who is selected now, or everybody again. */
    turnOnly(): void {
      only.value = only.value === null ? picked.value : null;
    },

    /** The lists have changed: whoever is not where they were drops out. */
    dropMoved(): void {
      if (picked.value.size === 0) return;
      const there = new Set(candidates(all.value).map(({ person }) => rowKey(person)));
      const next = new Map([...picked.value].filter(([key]) => there.has(key)));
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
