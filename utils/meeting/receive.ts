import { parseSnapshot } from './parse-snapshot';
import type { Snapshot } from './snapshot';
import { SNAPSHOT_EVENT } from './snapshot';

/** Shortest time between two deliveries, in milliseconds: about 20 a second. */
const MIN_INTERVAL = 50;

/** A delivery that is late by this much, in milliseconds, does not come any more. */
const OVERDUE = 1000;

/** How the page's messages have been so far, for the panel to say when it cannot trust its eyes. */
export interface Reception {
  /** When the last valid snapshot arrived (repetitions count), in `now()` milliseconds. */
  readonly lastValidAt: number | null;
  /** Messages refused since the start. */
  readonly invalid: number;
  /** Messages refused since the last valid one; the panel says "cannot read" when it grows. */
  readonly invalidInRow: number;
  /**
   * How often the reader's counter went backwards, or a reader spoke that cannot be there. One reader only
   * counts up, so anything above zero means that somebody else publishes too.
   */
  readonly outOfOrder: number;
}

export interface ReceiveOptions {
  /** Ends the reception. */
  readonly signal: AbortSignal;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  /** Runs the callback once after so many milliseconds. */
  readonly later?: (run: () => void, ms: number) => void;
  /** Called when `invalid` or `outOfOrder` grew, at the same bounded rate as snapshots. */
  readonly onError?: (reception: Reception) => void;
}

function detailOf(event: Event): unknown {
  try {
    return (event as CustomEvent<unknown>).detail;
  } catch {
    return undefined; // Firefox may refuse to hand over an object of the page's world.
  }
}

/** A reader began before its panel by no more than this, in milliseconds: both are injected together. */
const TOGETHER = 1000;

type Voice = Pick<Snapshot, 'reader' | 'since'>;

/**
 * Whom to believe. After an update of the extension the old reader may still speak, which is no news, and
 * the panel's own one comes later. Once that has spoken, no newer one can be there.
 *
 * @param current who was believed last
 * @param startedAt when the panel began, by the clock of `since`
 * @returns `own`: believed from now on. `past`: left over. `strange`: somebody who pretends.
 */
export function judgeVoice(
  current: Voice | null,
  said: Voice,
  startedAt: number,
): 'own' | 'past' | 'strange' {
  const own = startedAt - TOGETHER;
  if (current === null) return 'own';
  if (said.reader === current.reader) return said.since === current.since ? 'own' : 'strange';
  if (said.since > current.since) return current.since < own ? 'own' : 'strange';
  return said.since < own ? 'past' : 'strange';
}

/**
 * Listens to the reader and hands on the newest snapshot, at most about 20 a second; those in
 * between are dropped unread, so that a page that floods costs no more than one that speaks.
 * Repetitions of the same text are noted in `lastValidAt` and not handed on. What another reader says is not.
 *
 * @returns a function that tells how reception has been.
 */
export function receiveSnapshots(
  target: EventTarget,
  onSnapshot: (snapshot: Snapshot) => void,
  { signal, now, later = (run, ms) => void setTimeout(run, ms), onError }: ReceiveOptions,
): () => Reception {
  let reception: Reception = { lastValidAt: null, invalid: 0, invalidInRow: 0, outOfOrder: 0 };
  const startedAt = now();
  let waiting: Event | null = null;
  let dueAt: number | null = null;
  let handledAt = Number.NEGATIVE_INFINITY;
  let lastText: unknown = null;
  let last: Snapshot | null = null;

  const handle = (): void => {
    dueAt = null;
    if (waiting === null || signal.aborted) return;
    // Only now: in Chromium reading it copies it out of the page's world, whatever its size.
    const detail = detailOf(waiting);
    waiting = null;
    handledAt = now();
    if (typeof detail === 'string' && detail === lastText) {
      reception = { ...reception, lastValidAt: handledAt, invalidInRow: 0 };
      return;
    }
    const snapshot = parseSnapshot(detail, last);
    if (snapshot === null) {
      const { invalid, invalidInRow } = reception;
      reception = { ...reception, invalid: invalid + 1, invalidInRow: invalidInRow + 1 };
      onError?.(reception);
      return;
    }
    const voice = judgeVoice(last, snapshot, startedAt);
    if (voice !== 'own') {
      if (voice === 'past') return;
      reception = { ...reception, outOfOrder: reception.outOfOrder + 1 };
      onError?.(reception);
      return;
    }
    const backwards = last?.reader === snapshot.reader && snapshot.seq < last.seq;
    lastText = detail;
    last = snapshot;
    reception = {
      ...reception,
      lastValidAt: handledAt,
      invalidInRow: 0,
      outOfOrder: reception.outOfOrder + (backwards ? 1 : 0),
    };
    onSnapshot(snapshot);
    if (backwards) onError?.(reception);
  };

  const onEvent = (event: Event): void => {
    // So that the reader knows that there is a panel still.
    event.preventDefault();
    waiting = event;
    const at = now();
    // Timers are numbered, so a page can clear this one: then the next event makes up for it.
    if (dueAt !== null && at < dueAt + OVERDUE) return;
    const wait = handledAt + MIN_INTERVAL - at;
    if (wait <= 0) {
      handle();
    } else {
      dueAt = at + Math.min(wait, MIN_INTERVAL);
      later(handle, Math.min(wait, MIN_INTERVAL));
    }
  };

  target.addEventListener(SNAPSHOT_EVENT, onEvent, { signal });
  return () => reception;
}
