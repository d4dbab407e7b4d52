import type { Action } from './action';
import { type ActivityFilter, matcherOf, type Searchable } from './search';

/** All records of one request, as the activity lists them: one line. */
export interface Listed {
  readonly request: string;
  /** Newest first; one at least. */
  readonly entries: readonly Searchable[];
  /** Nothing of it was ever sent, because nobody confirmed it or it was called off. */
  readonly neverSent: boolean;
}

/** One line that was found, and which of its records match. */
export interface Found {
  readonly listed: Listed;
  readonly matching: readonly Searchable[];
}

export interface Listing {
  readonly found: readonly Found[];
  /** How many lines match and are not shown, because nothing of them was ever sent. */
  readonly hidden: number;
}

/** A line a request, each where its first record is. */
export function listed(entries: readonly Searchable[]): Listed[] {
  const requests = new Map<string, Searchable[]>();
  for (const entry of entries) {
    const others = requests.get(entry.action.request);
    if (others) others.push(entry);
    else requests.set(entry.action.request, [entry]);
  }
  return Array.from(requests, ([request, own]) => ({
    request,
    entries: own,
    neverSent: own.every(({ action }) => wasNeverSent(action)),
  }));
}

/**
 * The lines with a record that matches.
 *
 * @param hides whether to leave out what was never sent; who asks for just that gets it all the same
 */
export function find(all: readonly Listed[], filter: ActivityFilter, hides: boolean): Listing {
  const matches = matcherOf(filter);
  const isHiding = hides && filter.outcome !== 'not-sent';
  const found: Found[] = [];
  let hidden = 0;
  for (const one of all) {
    const matching = one.entries.filter(matches);
    if (matching.length === 0) continue;
    if (isHiding && one.neverSent) hidden += 1;
    else found.push({ listed: one, matching });
  }
  return { found, hidden };
}

/** Lines of one day. */
export interface Day {
  /** The local day as `2026-11-28`; empty where a record's time is none. */
  readonly day: string;
  readonly found: readonly Found[];
}

/** The lines by the day on which they were asked for, in their order. */
export function byDay(found: readonly Found[]): Day[] {
  const days: { day: string; found: Found[] }[] = [];
  for (const one of found) {
    const day = dayOf(one.listed.entries[0]?.action.stagedAt ?? Number.NaN);
    const last = days.at(-1);
    if (last?.day === day) last.found.push(one);
    else days.push({ day, found: [one] });
  }
  return days;
}

/** The day of a time here, as `2026-11-28`; empty where it is no time. */
export function dayOf(at: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/**
 * Whether an action came to nothing before its time: nobody confirmed it, or it was called off. What was to be sent
 * and could not be is another thing, which the host wants to know.
 */
export function wasNeverSent({ state }: Pick<Action, 'state'>): boolean {
  return state === 'cancelled' || state === 'replaced' || state === 'expired';
}
