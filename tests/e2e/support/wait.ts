/**
 * How long a helper waits for what a person would see, in milliseconds. It decides only how long a test
 * that fails takes: what comes late on a busy machine is as good as what comes at once.
 */
export const PATIENCE_MS = 60_000;

const LOOK_EVERY_MS = 40;

type Look<T> = () => Promise<T | null | undefined | false> | T | null | undefined | false;

/**
 * Looks again and again until there is something; null when time is over. `look` may throw while a
 * page is on its way: the last such error is thrown when time is over.
 */
export async function waitFor<T>(look: Look<T>, patienceMs = PATIENCE_MS): Promise<T | null> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const began = performance.now();
    const over = began >= deadline;
    try {
      const seen = await look();
      if (seen !== null && seen !== undefined && seen !== false) return seen;
      if (over) return null;
    } catch (error) {
      if (over) throw error;
    }
    // A look that is dear (a page of hundreds of people) leaves the page as much time as it took.
    await pause(Math.max(LOOK_EVERY_MS, performance.now() - began));
  }
}

/**
 * The same, for what a test cannot go on without.
 *
 * @param what is to come true, for the words of the failure
 * @throws when time is over
 */
export async function certainly<T>(look: Look<T>, what: string, patienceMs?: number): Promise<T> {
  const seen = await waitFor(look, patienceMs);
  if (seen === null) throw new Error(`Never came true: ${what}`);
  return seen;
}

/** The same promise; rejects when it takes longer than anybody here waits. */
export async function inTime<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing after ${PATIENCE_MS} ms.`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
