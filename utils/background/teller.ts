/** How often something that keeps changing is told, in milliseconds. */
const TELL_EVERY_MS = 250;

/** For what the change itself sets going, such as a request to JaaS, in milliseconds. */
export const GO_AHEAD_MS = 50;

/**
 * Tells of a change a moment later, and of those that follow soon after together: a batch changes its
 * records hundreds of times, and each telling has pages and panels ask for everything again, which
 * would hold up what was confirmed. The last change is always told.
 *
 * @param tell told each of what has changed since it was told last, once
 * @param keyOf what makes two of them the same
 */
export function createTeller<T>(
  tell: (changed: readonly T[]) => void,
  keyOf: (one: T) => string,
  later: (run: () => void, ms: number) => void = (run, ms) => void setTimeout(run, ms),
) {
  const held = new Map<string, T>();
  let resting = false;

  function tellHeld(): void {
    resting = held.size > 0;
    if (!resting) return;
    const changed = [...held.values()];
    held.clear();
    later(tellHeld, TELL_EVERY_MS);
    tell(changed);
  }

  return (one: T): void => {
    held.set(keyOf(one), one);
    if (resting) return;
    resting = true;
    later(tellHeld, GO_AHEAD_MS);
  };
}
