import {
  HOST_TAG,
  MAX_JSON,
  MAX_PEOPLE,
  SNAPSHOT_EVENT,
  SNAPSHOT_VERSION,
} from '~/utils/meeting/snapshot';
import { readContents } from './contents';
import { attach, attempt, call, readState } from './jitsi';
import { recognise } from './phase';

/** Milliseconds. */
const COALESCE = 100;
const COALESCE_MORE = 900;
/** Who speaks, and microphones, wait so long for each other: of 500 people they change all the time. */
const LIVELY = 900;
const POLL = 250;
const POLL_MORE = 500;
const BEAT_FIRST = 1000;
const BEAT_MOST = 10_000;
const HEAR_EVERY = 50;

/**
 * Parts of the store whose replacement means something to us; each rarely changes, except the last
 * one (several times a second), which is watched only where conference events are missing.
 */
const WATCHED = [
  'base/conference',
  'base/connection',
  'base/jwt',
  // Of oneself no event of the conference tells a new name.
  'base/settings',
  'prejoin',
  'lobby',
  'visitors',
  'breakout-rooms',
  'base/participants',
];

/** Room for what stands in front of the contents. */
const HEADROOM = 128;

/**
 * Starts reading the page. It only looks: it calls getters and listens, changes nothing, accepts
 * nothing (but see below), and no exception of it ever reaches Jitsi.
 *
 * It publishes when the contents changed, at most ten times a second and less when reading is
 * expensive, and repeats itself after 1, 2, 4, 8, then every 10 s for a panel that came late.
 * It goes on for as long as the page lives, or until a newer reader speaks: an update of the extension
 * can bring one into an open page (Firefox does), and nobody else can end the old one.
 */
export function startReader(page: Page): void {
  const since = Math.floor(page.now());
  const mine = `{"v":${SNAPSHOT_VERSION},"reader":"${page.id}","since":${since},`;
  let ended = false;
  let due = false;
  let livelyDue = false;
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
    if (due || ended) return;
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

  /** The same for what can be a second late. */
  const scheduleLively = (): void => {
    if (livelyDue) return;
    livelyDue = true;
    page.later(() => {
      livelyDue = false;
      schedule();
    }, LIVELY);
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
      detach = attach(found, schedule, scheduleLively);
    }
    if (phase === 'joined') lastJoined = found;
    for (let cap = MAX_PEOPLE; ; cap >>= 1) {
      const body = page.stringify(readContents(state, recognised, !!detach, cap));
      if (body.length < MAX_JSON - HEADROOM || !cap) return body;
    }
  };

  const look = (): void => {
    if (ended) return;
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
      page.publish(`${mine}"seq":${seq},${body.slice(1)}`);
    });
    cost = page.now() - before;
  };

  const tick = (): void => {
    look();
    if (ended) return;
    // Where the store tells of its changes, there is no need to ask often. Else what one look has cost
    // says little: on a busy machine the first one can last for seconds, and people wait for the list.
    page.later(tick, unsubscribe ? beat : POLL + Math.min(cost * 100, POLL_MORE));
  };
  page.later(tick, POLL);

  let deafUntil = 0;
  const deafen = page.listen((said) => {
    // Its own ones are many. Of a page that floods the channel it looks at one now and then.
    if (page.now() < deafUntil || typeof said !== 'string' || said.startsWith(mine)) return;
    deafUntil = page.now() + HEAR_EVERY;
    const began = /^\{"v":\d+,"reader":"[^"]+","since":(\d+),/.exec(said)?.[1];
    if (began === undefined || Number(began) <= since) return;
    ended = true;
    deafen();
    detach?.();
    attempt(unsubscribe as () => void);
  });
}

/** What the reader needs of the page it is in. */
export interface Page {
  /** Tells this reader from any other one. */
  readonly id: string;
  /** Where `APP` will appear. */
  readonly root: unknown;
  /** The document has loaded. */
  readonly complete: () => boolean;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  /** Runs the callback once after so many milliseconds. */
  readonly later: (run: () => void, ms: number) => void;
  readonly stringify: (value: unknown) => string;
  /** Hands a snapshot, as JSON, to the panel, a moment later. Where none hears it, what is left of one is taken away. */
  readonly publish: (json: string) => void;
  /** Calls back with everything that is published; returns what ends that. Nothing is thrown into the page. */
  readonly listen: (hear: (said: unknown) => void) => () => void;
}

/**
 * Takes what the reader needs from the window, once. Called before any script of the page runs, so
 * that a page that replaces these functions later does not get between.
 */
export function capturePage(view: Window & typeof globalThis): Page {
  const { document, CustomEvent, performance } = view;
  const { apply } = view.Reflect;
  const { bind } = view.Function.prototype;
  const dispatch = document.dispatchEvent.bind(document);
  const listenTo = document.addEventListener.bind(document);
  const unlisten = document.removeEventListener.bind(document);
  const soon = view.queueMicrotask.bind(view);
  return {
    id: view.Math.random().toString(36).slice(2) || '0',
    root: view,
    complete: () => document.readyState === 'complete',
    now: performance.now.bind(performance),
    later: view.setTimeout.bind(view),
    stringify: view.JSON.stringify,
    // The browser itself calls what dispatches, so that no function of the reader's is on the stack of a
    // listener: it would name the extension, in Firefox even this very installation.
    publish: (detail) => {
      const said = new CustomEvent(SNAPSHOT_EVENT, { detail, cancelable: true });
      soon(apply(bind, dispatch, [undefined, said]));
      // Firefox ends the panel of a Gavel that was turned off, and leaves in the page what it had drawn.
      soon(() =>
        attempt(() => said.defaultPrevented || document.querySelector(HOST_TAG)?.remove()),
      );
    },
    listen: (hear) => {
      const onSaid = (event: Event): void =>
        void attempt(() => hear((event as CustomEvent<unknown>).detail));
      listenTo(SNAPSHOT_EVENT, onSaid);
      return () => unlisten(SNAPSHOT_EVENT, onSaid);
    },
  };
}
