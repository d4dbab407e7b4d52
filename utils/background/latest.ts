/**
 * Makes work that is about the latest state of things run once at a time: of all who ask for it while
 * it runs, one more run follows, and that is the one they wait for.
 */
export function latest(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  function begin(): Promise<void> {
    next = null;
    running = work().finally(() => {
      // Where one more follows, whoever asks before it begins waits for that one.
      if (next === null) running = null;
    });
    return running;
  }

  return () => {
    if (running === null) return begin();
    next ??= running.then(begin, begin);
    return next;
  };
}
