import { MAX_ID } from '~/utils/meeting/snapshot';
import { NAME_LIMIT } from '~/utils/names/limits';

/*
 * Looking into objects of the page without ever throwing into it: any property may be a getter that
 * throws, any method may have been renamed. What comes out is plain data or undefined.
 */

type Loose = Readonly<Record<string, unknown>> | null | undefined;

/** Runs `look`; undefined if it throws. */
export function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** What a path of keys leads to; undefined where it ends early or a getter throws. */
export function get(from: unknown, ...path: string[]): unknown {
  // Not by `attempt`: of 500 people there is much to look at.
  try {
    for (const key of path) from = (from as Loose)?.[key];
    return from;
  } catch {
    return undefined;
  }
}

/** Calls a method of anything; undefined where there is none or it throws. */
export function call(on: unknown, method: string, ...args: unknown[]): unknown {
  try {
    return (on as Record<string, (...args: unknown[]) => unknown>)[method]?.(...args);
  } catch {
    return undefined;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && !!value.trim();

/** A name for reading: text that is not blank, cut to what is read of one. */
export const nameOf = (value: unknown): string | null =>
  isText(value) ? value.slice(0, NAME_LIMIT) : null;

/** An id, whole or not at all: a cut one could be another's. */
export const idOf = (value: unknown): string | null =>
  isText(value) && value.length <= MAX_ID ? value : null;

/** Values of a Map, an array or a plain object of the page; empty for anything else. */
export const valuesOf = (list: unknown): unknown[] =>
  attempt(() => [
    ...((call(list, 'values') ?? Object.values(list as object)) as Iterable<unknown>),
  ]) ?? [];

/** Keys and values of a plain object of the page; empty for anything else. */
export const pairsOf = (list: unknown): [key: string, value: unknown][] =>
  attempt(() => Object.entries(list as object)) ?? [];

/**
 * The endpoint id in somebody's address in a room: all behind the first slash. A client may choose
 * one with further slashes in it (RFC 7622, 3.4).
 */
export const resourceOf = (jid: string): string | null => idOf(/\/(.*)/s.exec(jid)?.[1]);

/** What of the page's world the rest of the reader looks into; all of it may be missing. */
export interface State {
  readonly app: unknown;
  readonly store: unknown;
  /** `APP.conference._room`: set from joining on, and for a while after leaving. */
  readonly room: unknown;
  /** One feature's part of the store, e.g. `lobby` or `base/conference`. */
  readonly feature: (name: string) => unknown;
}

/** Looks up Jitsi's globals. `APP` exists for a moment without its `store` (jitsi-meet BaseApp). */
export function readState(root: unknown): State {
  const app = get(root, 'APP');
  const store = get(app, 'store');
  const all = call(store, 'getState');
  return {
    app,
    store,
    room: get(app, 'conference', '_room'),
    feature: (name) => get(all, `features/${name}`),
  };
}

/**
 * Everything after which the people in the room may differ (lib-jitsi-meet JitsiConferenceEvents).
 * All else is read from the store, which tells of its changes itself.
 */
const EVENTS = [
  'userJoined',
  'userLeft',
  'displayNameChanged',
  'roleChanged',
  'bot_type_changed',
  'participant_property_changed',
];

/** The same for what differs all the time, in a lively meeting every second. */
const LIVELY_EVENTS = ['dominantSpeaker', 'participant_source_updated'];

/**
 * Listens to a conference object. Its emitter guards nothing: a listener that throws would stop
 * Jitsi's own, so `onEvent` is guarded here; and `off` without a listener would throw in Jitsi.
 *
 * @param onLively called for who speaks, and for microphones, cameras and screens
 * @returns what ends it, or undefined where the object has no events
 */
export function attach(
  conference: unknown,
  onEvent: () => void,
  onLively: () => void,
): (() => void) | undefined {
  // Fresh ones each time: the same function attached twice would be called twice.
  const listener = (): void => void attempt(onEvent);
  const livelyOne = (): void => void attempt(onLively);
  const each = (method: string): void => {
    for (const event of EVENTS) call(conference, method, `conference.${event}`, listener);
    for (const event of LIVELY_EVENTS) call(conference, method, `conference.${event}`, livelyOne);
  };
  if (!get(conference, 'on')) return undefined;
  each('on');
  return () => each('off');
}
