import { MAX_JSON, MAX_PEOPLE, SNAPSHOT_EVENT, SNAPSHOT_VERSION } from '~/utils/meeting/snapshot';
import { readContents } from './contents';
import { attach, attempt, call, readState } from './jitsi';
import { recognise } from './phase';

/** Milliseconds. */
const COALESCE = 100;
const COALESCE_MORE = 900;
const POLL = 250;
const BEAT_FIRST = 1000;
const BEAT_MOST = 10_000;

/**
 * Parts of the store whose replacement means something to us; each rarely changes, except the last
 * one (several times a second), which is watched only where conference events are missing.
 */
const WATCHED = [
  'base/conference',
  'base/connection',
  'base/jwt',
  'prejoin',
  'lobby',
  'visitors',
  'breakout-rooms',
  'base/participants',
];

/** Room for the version and the number in front of the contents. */
const HEADROOM = 64;

/**
 * Starts reading the page. It only looks: it calls getters and listens, changes nothing, accepts
 * nothing, and no exception of it ever reaches Jitsi.
 *
 * It publishes when the contents changed, at most ten times a second and less when reading is
 * expensive, and repeats itself after 1, 2, 4, 8, then every 10 s for a panel that came late.
 * It goes on for as long as the page lives.
 */
export function startReader(page: Page): void {
  let due = false;
  let cost = 0;
  let beat = BEAT_FIRST;

  let store: unknown;
  let unsubscribe: unknown;
  let seen: unknown[] = [];
  let conference: unknown;
  let detach: (() => void) | undefined;
  let lastJoined: unknown;

  let seq = 0;
  let lastBody = '';
  let lastPublishedAt = 0;

  /** Asks for one reading; a burst of events asks for it together. */
  const schedule = (): void => {
    if (due) return;
    due = true;
    // Never more than about a twentieth of a core, whatever the meeting does.
    page.later(
      () => {
        due = false;
        look();
      },
      COALESCE + Math.min(cost * 20, COALESCE_MORE),
    );
  };

  /** Runs after every action of Jitsi's store, five times a second in a quiet call. */
  const onStore = (): void =>
    void attempt(() => {
      const slices = WATCHED.map(readState(page.root).feature);
      if (detach) slices.pop();
      if (slices.some((slice, i) => slice !== seen[i])) schedule();
      seen = slices;
    });

  const contents = (): string => {
    const state = readState(page.root);
    if (state.store !== store) {
      attempt(unsubscribe as () => void);
      store = state.store;
      unsubscribe = call(store, 'subscribe', onStore);
    }
    const recognised = recognise(state, lastJoined, page.complete());
    const [phase, found] = recognised;
    if (found !== conference) {
      detach?.();
      conference = found;
      detach = attach(found, schedule);
    }
    if (phase === 'joined') lastJoined = found;
    for (let cap = MAX_PEOPLE; ; cap >>= 1) {
      const body = page.stringify(readContents(state, recognised, !!detach, cap));
      if (body.length < MAX_JSON - HEADROOM || !cap) return body;
    }
  };

  const look = (): void => {
    const before = page.now();
    attempt(() => {
      const body = contents();
      const repeat = body === lastBody;
      // A timer may fire a hair early.
      if (repeat && before - lastPublishedAt < beat - COALESCE) return;
      if (repeat) beat = Math.min(beat * 2, BEAT_MOST);
      else seq += 1;
      lastBody = body;
      lastPublishedAt = before;
      page.publish(`{"v":${SNAPSHOT_VERSION},"seq":${seq},${body.slice(1)}`);
    });
    cost = page.now() - before;
  };

  const tick = (): void => {
    look();
    // Where the store tells of its changes, there is no need to ask often.
    page.later(tick, unsubscribe ? beat : POLL + cost * 100);
  };
  page.later(tick, POLL);
}

/** What the reader needs of the page it is in. */
export interface Page {
  /** Where `APP` will appear. */
  readonly root: unknown;
  /** The document has loaded. */
  readonly complete: () => boolean;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  /** Runs the callback once after so many milliseconds. */
  readonly later: (run: () => void, ms: number) => void;
  readonly stringify: (value: unknown) => string;
  /** Hands a snapshot, as JSON, to whoever listens. */
  readonly publish: (json: string) => void;
}

/**
 * Takes what the reader needs from the window, once. Called before any script of the page runs, so
 * that a page that replaces these functions later does not get between.
 */
export function capturePage(view: Window & typeof globalThis): Page {
  const { document, CustomEvent, performance } = view;
  const dispatch = document.dispatchEvent.bind(document);
  return {
    root: view,
    complete: () => document.readyState === 'complete',
    now: performance.now.bind(performance),
    later: view.setTimeout.bind(view),
    stringify: view.JSON.stringify,
    publish: (detail) => void dispatch(new CustomEvent(SNAPSHOT_EVENT, { detail })),
  };
}
