import { SNAPSHOT_EVENT } from './channel';
import { MAX_JSON } from './limits';
import { SnapshotSchema } from './snapshot';
import type { Snapshot } from './snapshot-type';

/** Shortest time between two deliveries, in milliseconds: about 20 a second. */
const MIN_INTERVAL = 50;

/** How the page's messages have been so far, for the panel to say when it cannot trust its eyes. */
export interface Reception {
  /** When the last valid snapshot arrived (repetitions count), in `now()` milliseconds. */
  readonly lastValidAt: number | null;
  /** Messages refused since the start. */
  readonly invalid: number;
  /** Messages refused since the last valid one; the panel says "cannot read" when it grows. */
  readonly invalidInRow: number;
  /**
   * How often the reader's counter went backwards. One reader only counts up, so anything above
   * zero means that somebody else publishes too.
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
  readonly onTrouble?: (reception: Reception) => void;
}

/** Reads one message of the page. Null for whatever is not a snapshot; never throws. */
export function parseSnapshot(detail: unknown): Snapshot | null {
  if (typeof detail !== 'string' || detail.length > MAX_JSON) return null;
  try {
    const result = SnapshotSchema.safeParse(JSON.parse(detail));
    return result.success ? result.data : null;
  } catch {
    return null; // Not JSON, or nested so deeply that parsing gave up.
  }
}

function detailOf(event: Event): unknown {
  try {
    return (event as CustomEvent<unknown>).detail;
  } catch {
    return undefined; // Firefox may refuse to hand over an object of the page's world.
  }
}

/**
 * Listens to the reader and hands on the newest snapshot, at most about 20 a second; those in
 * between are dropped unread, so that a page that floods costs no more than one that speaks.
 * Repetitions of the same text are noted in `lastValidAt` and not handed on.
 *
 * @returns a function that tells how reception has been.
 */
export function receiveSnapshots(
  target: EventTarget,
  onSnapshot: (snapshot: Snapshot) => void,
  { signal, now, later = (run, ms) => void setTimeout(run, ms), onTrouble }: ReceiveOptions,
): () => Reception {
  let reception: Reception = { lastValidAt: null, invalid: 0, invalidInRow: 0, outOfOrder: 0 };
  let waiting: { detail: unknown } | null = null;
  let timer = false;
  let handledAt = Number.NEGATIVE_INFINITY;
  let lastText: unknown = null;
  let lastSeq = -1;

  const handle = (): void => {
    timer = false;
    if (waiting === null || signal.aborted) return;
    const { detail } = waiting;
    waiting = null;
    handledAt = now();
    if (detail === lastText) {
      reception = { ...reception, lastValidAt: handledAt, invalidInRow: 0 };
      return;
    }
    const snapshot = parseSnapshot(detail);
    if (snapshot === null) {
      const { invalid, invalidInRow } = reception;
      reception = { ...reception, invalid: invalid + 1, invalidInRow: invalidInRow + 1 };
      onTrouble?.(reception);
      return;
    }
    const backwards = snapshot.seq < lastSeq;
    lastText = detail;
    lastSeq = snapshot.seq;
    reception = {
      ...reception,
      lastValidAt: handledAt,
      invalidInRow: 0,
      outOfOrder: reception.outOfOrder + (backwards ? 1 : 0),
    };
    onSnapshot(snapshot);
    if (backwards) onTrouble?.(reception);
  };

  const onEvent = (event: Event): void => {
    const detail = detailOf(event);
    // An oversized text is not even kept while it waits.
    waiting = {
      detail: typeof detail === 'string' && detail.length <= MAX_JSON ? detail : undefined,
    };
    if (timer) return;
    const wait = handledAt + MIN_INTERVAL - now();
    if (wait <= 0) {
      handle();
    } else {
      timer = true;
      later(handle, Math.min(wait, MIN_INTERVAL));
    }
  };

  target.addEventListener(SNAPSHOT_EVENT, onEvent, { signal });
  return () => reception;
}
