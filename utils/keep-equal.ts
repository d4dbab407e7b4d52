/**
 * Returns `before` where it equals `now`: whoever compares objects by identity then finds something
 * new only where there is something new.
 *
 * @param equal compares what stands under each key, or each element of a list, unless it is given
 */
export function keepEqual<T extends object>(
  before: T | null | undefined,
  now: T,
  equal: (a: T, b: T) => boolean = haveSameValues,
): T {
  return before && equal(before, now) ? before : now;
}

/** What is missing equals undefined. */
function haveSameValues<T extends object>(a: T, b: T): boolean {
  for (const key in b) if (b[key] !== a[key]) return false;
  for (const key in a) if (a[key] !== b[key]) return false;
  return true;
}

/** Whether two plain values say the same, however deep; their keys must come in the same order. */
export function haveSameText(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether two lists hold equal items in the same order. */
export function haveSameItems<T>(
  a: readonly T[],
  b: readonly T[],
  equal: (a: T, b: T) => boolean,
): boolean {
  return a.length === b.length && a.every((item, i) => equal(item, b[i] as T));
}
