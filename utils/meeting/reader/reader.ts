import { SNAPSHOT_VERSION } from '../channel';
import { MAX_JSON, MAX_PEOPLE } from '../limits';
import { attach } from './attach';
import type { Page } from './page';
import { recognise } from './phase';
import { attempt, call, get } from './plain';
import { readContents } from './read';
import { readState, type State } from './state';

/** Milliseconds. */
const COALESCE = 100;
const COALESCE_MOST = 1000;
const POLL_FIRST = 250;
const POLL_MOST = 2000;
const BEAT_FIRST = 1000;
const BEAT_MOST = 10_000;
const PATIENCE = 15_000;

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
 * Starts reading the page. It looks only: it calls getters and listens, changes nothing, accepts
 * nothing, and no exception of it ever reaches Jitsi.
 *
 * It publishes when the contents changed, at most ten times a second and less when reading is
 * expensive, and repeats itself after 1, 2, 4, 8, then every 10 s for a panel that came late.
 *
 * @returns what stops it and takes its listeners away
 */
export function startReader(page: Page): () => void {
  const startedAt = page.now();
  let stopped = false;
  let due = false;
  let cost = 0;
  let poll = POLL_FIRST;
  let beat = BEAT_FIRST;

  let store: unknown;
  let unsubscribe: unknown;
  let seen: unknown[] = [];
  let conference: unknown;
  let detach: (() => void) | null = null;
  let lastJoined: unknown;

  let seq = 0;
  let lastBody = '';
  let lastPublishedAt = startedAt;

  /** Asks for one reading; a burst of events asks for it together. */
  const schedule = (): void => {
    if (due || stopped) return;
    due = true;
    // Never more than about a twentieth of a core, whatever the meeting does.
    page.later(
      () => {
        due = false;
        look();
      },
      Math.min(Math.max(COALESCE, cost * 20), COALESCE_MOST),
    );
  };

  /** Runs after every action of Jitsi's store, five times a second in a quiet call. */
  const onStore = (): void => {
    if (due || stopped) return;
    attempt(() => {
      const all = call(store, 'getState');
      let changed = false;
      for (let i = 0; i < WATCHED.length - (detach ? 1 : 0); i++) {
        const now = get(all, `features/${WATCHED[i]}`);
        if (now !== seen[i]) changed = true;
        seen[i] = now;
      }
      if (changed) schedule();
    });
  };

  const follow = (state: State): void => {
    if (state.store === store) return;
    attempt(() => typeof unsubscribe === 'function' && unsubscribe());
    store = state.store;
    seen = [];
    unsubscribe = call(store, 'subscribe', onStore);
  };

  const attachTo = (found: unknown): void => {
    if (found === conference) return;
    detach?.();
    conference = found;
    detach = found ? attach(found, schedule) : null;
  };

  const contents = (): string => {
    const state = readState(page.root);
    follow(state);
    const recognised = recognise(state, { lastJoined, complete: page.complete() });
    attachTo(recognised.conference);
    if (recognised.phase === 'joined') lastJoined = recognised.conference;
    const condition = {
      attached: detach !== null,
      waitedLong: page.now() - startedAt > PATIENCE,
    };
    for (let cap = MAX_PEOPLE; ; cap >>= 1) {
      const body = page.stringify(readContents(state, recognised, condition, cap));
      if (body.length < MAX_JSON - HEADROOM || cap === 0) return body;
    }
  };

  const look = (): void => {
    if (stopped) return;
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
    if (stopped) return;
    look();
    poll = Math.min(poll * 1.5, POLL_MOST);
    page.later(tick, store ? beat : poll);
  };
  page.later(tick, POLL_FIRST);

  return () => {
    stopped = true;
    detach?.();
    attempt(() => typeof unsubscribe === 'function' && unsubscribe());
  };
}
