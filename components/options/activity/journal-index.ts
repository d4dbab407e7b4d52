import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Loaded } from '~/components/options/use-loaded';
import { coalesce, throttle } from '~/utils/async';
import type { Journal, JournalRecord } from '~/utils/journal/journal';
import { inChunks, isEnded, READ_AT_ONCE } from '~/utils/journal/retention';
import { type Searchable, searchable } from '~/utils/journal/search';
import type { FixableSetting } from '~/utils/storage/item';

/** The journal as far as it has been read. */
export interface JournalIndex {
  /** Newest first. */
  readonly entries: readonly Searchable[];
  /** Records that cannot be read. */
  readonly damaged: number;
  /** Records in all, read or not. */
  readonly total: number;
  /** Whether everything has been read. */
  readonly complete: boolean;
}

/** Read first, so that the screen is there before the rest of a long journal. */
const FIRST = 100;

/** Records, and the keys that they were asked for by. */
type Reading = readonly [keys: readonly string[], records: readonly JournalRecord[]];

/** How often it is told how far the reading has come, since all that is on the screen is drawn anew. */
const TELL_EVERY_MS = 250;

/** An ended action can still learn that the person was seen leaving; after this long no more. */
const UNCHANGED_AFTER_MS = 3_600_000;

/**
 * Keeps the journal in memory in the form that is searched. A refresh reads what is new and what
 * can have changed; asked for during another, one more follows.
 *
 * @param told called with what is there, at first more than once
 */
export function createJournalIndex(
  journal: ActivityPort['journal'],
  now: () => number,
  told: (journalIndex: JournalIndex) => void,
) {
  const known = new Map<string, Searchable | null>();
  let complete = false;
  /** When it was last told, in milliseconds since 1970. */
  let toldAt = 0;

  async function readOnce(): Promise<void> {
    const keys = await journal.keys();
    forget(new Set(keys));
    const wanted = keys.filter((key) => !isUnchanging(known.get(key), now()));
    for await (const [some, records] of readings(wanted)) {
      take(some, records);
      if (!complete && Math.abs(now() - toldAt) >= TELL_EVERY_MS) tell(keys);
    }
    complete = true;
    tell(keys);
  }

  /** The newest first; then what is left, for the first time in whatever order is read soonest. */
  async function* readings(keys: readonly string[]): AsyncGenerator<Reading> {
    const [first, others] = [keys.slice(0, FIRST), keys.slice(FIRST)];
    yield [first, await journal.read(first)];
    if (complete || others.length < READ_AT_ONCE) {
      for (const some of inChunks(others, READ_AT_ONCE)) yield [some, await journal.read(some)];
      return;
    }
    let after: string | null = null;
    do {
      const page: JournalRecord[] = await journal.page(after, READ_AT_ONCE);
      yield [page.map(({ key }) => key), page];
      after = page.at(-1)?.key ?? null;
    } while (after !== null);
  }

  function forget(left: ReadonlySet<string>): void {
    for (const key of known.keys()) if (!left.has(key)) known.delete(key);
  }

  function take(keys: readonly string[], records: readonly JournalRecord[]): void {
    // What was deleted between the two readings is not among the records.
    for (const key of keys) known.delete(key);
    for (const { key, action } of records) known.set(key, action && searchable(action));
  }

  function tell(keys: readonly string[]): void {
    toldAt = now();
    const found = keys.map((key) => known.get(key));
    const entries = found.filter((entry) => entry !== undefined && entry !== null);
    const damaged = found.filter((entry) => entry === null).length;
    told({
      entries,
      damaged,
      total: complete ? entries.length + damaged : keys.length,
      complete,
    });
  }

  return {
    /** @throws when the journal cannot be read; what was told before still stands */
    refresh: coalesce(readOnce),
  };
}

function isUnchanging(entry: Searchable | null | undefined, now: number): boolean {
  if (!entry) return false;
  const { action } = entry;
  return isEnded(action) && now - (action.endedAt ?? action.stagedAt) > UNCHANGED_AFTER_MS;
}

/** A batch of bans changes a record many times a second; the screen follows this often. */
const FOLLOW_MS = 200;

/** The journal, kept up to date. */
export function useJournalIndex(
  { journal, watch }: ActivityPort,
  now: () => number,
): Loaded<JournalIndex> {
  const [loaded, setLoaded] = useState<Loaded<JournalIndex>>({ state: 'loading' });

  const journalIndex = useMemo(
    () => createJournalIndex(journal, now, (value) => setLoaded({ state: 'ready', value })),
    [journal, now],
  );

  const refresh = useMemo(
    () => () => void journalIndex.refresh().catch(() => setLoaded({ state: 'failed' })),
    [journalIndex],
  );

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = throttle<null>(
      refresh,
      () => '',
      { firstMs: FOLLOW_MS, everyMs: FOLLOW_MS },
      // One at a time, so that the last one is the one to stop.
      (run, ms) => {
        timer = setTimeout(run, ms);
      },
    );
    refresh();
    const stop = watch(() => follow(null));
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [refresh, watch]);

  return loaded;
}

/** A file to be saved where the browser saves downloads. */
export interface ExportFile {
  readonly name: string;
  readonly type: string;
  /** The text in parts, written as UTF-8. */
  readonly parts: readonly string[];
}

/** What the activity reads and does outside itself. */
export interface ActivityPort {
  readonly journal: Pick<Journal, 'keys' | 'read' | 'page' | 'remove'>;
  /** For how many days activity is kept. */
  readonly retention: FixableSetting<number | null>;
  save(file: ExportFile): void;
  watch(changed: () => void): () => void;
}
