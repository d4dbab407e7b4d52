import type { Action, ActionKind } from '~/utils/journal/action';
import type { Preset } from '~/utils/meeting/presets';
import { marksOf } from './cautions';

/** From how many people on the host is asked to say that they mean all of them. */
const MANY = 20;

/** A request about many people in numbers. */
export interface Counts {
  readonly all: number;
  readonly banned: number;
  /** Where others are banned: those who are only removed. */
  readonly removedOnly: number;
  readonly moderators: number;
}

/** @param people the records that wait */
export function countsOf(kind: ActionKind, people: readonly Action[]): Counts {
  const banned = people.filter((action) => action.kind === 'ban').length;
  return {
    all: people.length,
    banned,
    removedOnly: kind === 'ban' ? people.length - banned : 0,
    moderators: people.filter(({ target }) => target?.role === 'moderator').length,
  };
}

/** What a host must say that they mean before so much is done at once; null where a look is enough. */
export function meantOf({ all, moderators }: Counts): 'moderators' | 'all' | null {
  if (moderators > 0) return 'moderators';
  return all >= MANY ? 'all' : null;
}

/** Those of a request who were chosen in one way. */
export interface Group {
  /** Null for those chosen by hand. */
  readonly chosenBy: Preset | null;
  readonly people: readonly Action[];
}

/**
 * People by why they were chosen, each group where its first one stands; null where all were chosen by hand, and
 * there is nothing to tell apart.
 */
export function groupsOf(people: readonly Action[]): readonly Group[] | null {
  const ways = [...new Set(people.map(wayOf))];
  if (ways.every((chosenBy) => chosenBy === null)) return null;
  return ways.map((chosenBy) => ({
    chosenBy,
    people: people.filter((one) => wayOf(one) === chosenBy),
  }));
}

function wayOf({ chosenBy }: Action): Preset | null {
  return chosenBy ?? null;
}

/** Where somebody stands in the list: first who needs a second look. */
export function rankOf(action: Action): number {
  if (action.changes.length > 0) return 0;
  if (action.target?.role === 'moderator') return 1;
  return marksOf(action).length > 0 ? 2 : 3;
}
