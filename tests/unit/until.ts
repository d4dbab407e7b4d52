/** Taken when this file is loaded: a test may put timers and a clock of its own in their place. */
const immediately = globalThis.setImmediate;
const now = performance.now.bind(performance);

/** How long a test that fails waits before it says so, in milliseconds. One that passes never does. */
const PATIENCE_MS = 30_000;

/**
 * One turn of the event loop. What was under way and waited for nothing but promises has come to its
 * end by then, by the order of the queues and on any machine: so after it, what did not happen does
 * not happen any more.
 */
export function turn(): Promise<void> {
  return new Promise((resolve) => immediately(resolve));
}

/**
 * Looks again after each turn of the event loop until there is something, and gives it back. For what
 * takes real work that nobody can be asked to hold: WebCrypto, IndexedDB, sockets, processes.
 *
 * @param what says in words what a test that fails has waited for; the code of `look` when left out
 */
export async function until<T>(
  look: () => Sought<T> | Promise<Sought<T>>,
  what: string = look.toString(),
): Promise<T> {
  const givenUpAt = now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== undefined && seen !== false) return seen;
    if (now() > givenUpAt) throw new Error(`Waited in vain for: ${what}`);
    await turn();
  }
}

type Sought<T> = T | null | undefined | false;
