import { call, get } from './plain';

/** What of the page's world the rest of the reader looks into; all of it may be missing. */
export interface State {
  readonly app: unknown;
  readonly store: unknown;
  /** The whole state of Jitsi's store: undefined where the store cannot be read. */
  readonly all: unknown;
  /** `APP.conference._room`: set from joining on, and for a while after leaving. */
  readonly appRoom: unknown;
}

/** Looks up Jitsi's globals. `APP` exists for a moment without its `store` (jitsi-meet BaseApp). */
export function readState(root: unknown): State {
  const app = get(root, 'APP');
  const store = get(app, 'store');
  const all = call(store, 'getState');
  return { app, store, all, appRoom: get(app, 'conference', '_room') };
}

/** One feature's part of the state, e.g. `lobby` or `base/conference`. */
export function sliceOf(state: State, feature: string): unknown {
  return get(state.all, `features/${feature}`);
}
