/** Runs pieces of work one after the other, in the order in which they were asked for. */
export type Serial = <T>(work: () => Promise<T>) => Promise<T>;

/** Returns a queue. Work that fails rejects for whoever asked for it, and the next one runs. */
export function serial(): Serial {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** Runs pieces of work of one name one after the other; those of another name do not wait for them. */
export type Turns = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Returns a queue for each name, which is kept as long as something is in it. */
export function turns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(work);
    const over: Promise<unknown> = turn
      .catch(() => undefined)
      .then(() => last.get(name) === over && last.delete(name));
    last.set(name, over);
    return turn;
  };
}

/**
 * Makes work that is about the latest state of things run once at a time: for all who ask while it
 * runs, one more run follows, and that is the one they wait for.
 */
export function coalesce(work: () => Promise<void>): () => Promise<void> {
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

/** Runs a callback after so many milliseconds. */
export type Later = (run: () => void, ms: number) => void;

export interface ThrottleTimes {
  /** From the first item to its call, in milliseconds. */
  readonly firstMs: number;
  /** From one call to the next, in milliseconds. */
  readonly everyMs: number;
}

/**
 * Gathers items and hands them on together: the first a moment later, and what follows soon after at
 * most so often. The last item is always handed on.
 *
 * @param call given each item since the last call, once
 * @param keyOf what makes two items the same; the later one is kept
 */
export function throttle<T>(
  call: (items: readonly T[]) => void,
  keyOf: (item: T) => string,
  { firstMs, everyMs }: ThrottleTimes,
  later: Later = (run, ms) => void setTimeout(run, ms),
): (item: T) => void {
  const held = new Map<string, T>();
  let resting = false;

  function callWithHeld(): void {
    resting = held.size > 0;
    if (!resting) return;
    const items = [...held.values()];
    held.clear();
    later(callWithHeld, everyMs);
    call(items);
  }

  return (item) => {
    held.set(keyOf(item), item);
    if (resting) return;
    resting = true;
    later(callWithHeld, firstMs);
  };
}

/** Returns whether a promise resolves; never rejects. */
export function resolves(promise: Promise<unknown>): Promise<boolean> {
  return promise.then(
    () => true,
    () => false,
  );
}
