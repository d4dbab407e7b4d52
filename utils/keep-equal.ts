/**
 * Returns `before` where both hold the same under every key, and else `after`: whoever looks whether an
 * object is another one then sees a change only where there is one. Lists are compared by their elements.
 * What is missing equals undefined.
 */
export function keepEqual<T extends object>(before: T | null | undefined, after: T): T {
  if (!before) return after;
  for (const key in after) if (after[key] !== before[key]) return after;
  for (const key in before) if (before[key] !== after[key]) return after;
  return before;
}
