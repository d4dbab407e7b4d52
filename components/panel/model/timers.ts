import type { Later } from '~/utils/async';

/**
 * The clock and the timers of the page. Timers are numbered, and the page can clear those that are not
 * its own: what must happen looks at the clock as well.
 */
export interface Timing {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Runs something once, unless the panel is gone by then. */
  readonly later: Later;
}

/**
 * Makes work run at most once in so many milliseconds: at once where there was a pause, otherwise when
 * the time is up. Unlike `throttle`, it does not depend on its timer: where the page has cleared that, the
 * next call after the time is up makes up for it.
 *
 * @param work returns whether there was anything to do; otherwise the next call need not wait
 */
export function throttleByClock(
  work: () => boolean,
  everyMs: number,
  { now, later }: Timing,
): () => void {
  let workedAt = Number.NEGATIVE_INFINITY;
  let timed = false;

  function run(): void {
    timed = false;
    if (work()) workedAt = now();
  }

  return () => {
    const wait = workedAt + everyMs - now();
    if (wait <= 0) {
      run();
    } else if (!timed) {
      timed = true;
      later(run, wait);
    }
  };
}

/**
 * Returns a function that sets an alarm. Of several times the earliest counts; whoever is woken asks
 * anew when to look next.
 */
export function createAlarm(wake: () => void, { now, later }: Timing): (at: number) => void {
  let dueAt = Number.POSITIVE_INFINITY;

  function ring(): void {
    dueAt = Number.POSITIVE_INFINITY;
    wake();
  }

  return (at) => {
    // One that is overdue never came: the page has cleared its timer.
    if (at === Number.POSITIVE_INFINITY || (at >= dueAt && dueAt >= now())) return;
    dueAt = at;
    later(ring, Math.max(at - now(), 0));
  };
}
