/** How long a helper waits for what a person would see, in milliseconds. */
export const PATIENCE_MS = 10_000;

const LOOK_EVERY_MS = 50;

/**
 * Looks again and again until there is something; null when time is over. `look` may throw while a
 * page is on its way: the last such error is thrown when time is over.
 */
export async function waitFor<T>(
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  patienceMs = PATIENCE_MS,
): Promise<T | null> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const over = performance.now() >= deadline;
    try {
      const seen = await look();
      if (seen !== null && seen !== undefined && seen !== false) return seen;
      if (over) return null;
    } catch (error) {
      if (over) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
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
