/** Resolves after `ms`; resolves or rejects at once when the signal is aborted. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

export type Ended = 'timeout' | 'abandoned';

export interface Deadline {
  /** Aborted when the time is over or `outer` is aborted. */
  signal: AbortSignal;
  /** Resolves then, so that also what ignores the signal is not waited for. */
  over: Promise<null>;
  /** Why it is over; null as long as it is not. */
  why: () => Ended | null;
  /** Stops the clock. */
  clear: () => void;
}

/** A time limit for one exchange, in milliseconds, that `outer` can end early. */
export function deadline(ms: number, wait: Wait, outer?: AbortSignal): Deadline {
  const exchange = new AbortController();
  const clock = new AbortController();
  let why: Ended | null = null;
  const over = new Promise<null>((resolve) => {
    const end = (reason: Ended) => {
      if (clock.signal.aborted) return;
      why = reason;
      clock.abort();
      exchange.abort();
      resolve(null);
    };
    if (outer?.aborted) end('abandoned');
    outer?.addEventListener('abort', () => end('abandoned'), { signal: clock.signal });
    wait(ms, clock.signal).then(
      () => end('timeout'),
      // A `wait` that rejects when it is aborted has nothing more to say.
      () => undefined,
    );
  });
  return { signal: exchange.signal, over, why: () => why, clear: () => clock.abort() };
}
