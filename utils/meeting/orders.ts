/**
 * The orders of the list. `active`: who shares, who speaks, who spoke a short while ago, then the newest. `joined`
 * has the newest first: who came last is who a host in trouble looks for.
 */
export const ORDERS = ['active', 'joined', 'name', 'role'] as const;
export type SortBy = (typeof ORDERS)[number];

/** In a larger room, myself included, nobody is found by going through the names. */
const LARGE = 13;

/** The order in which a list is where the host has chosen none. */
export function usualOrder(people: number): SortBy {
  return people < LARGE ? 'name' : 'joined';
}
