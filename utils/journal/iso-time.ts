/** The last moment that a `Date` can hold, in milliseconds since 1970. */
const LAST = 8.64e15;

/** ISO 8601 in UTC with milliseconds; the empty text where there is no time, or none that is one. */
export function isoTime(at: number | null): string {
  return at === null || !(Math.abs(at) <= LAST) ? '' : new Date(at).toISOString();
}
