import { call, get } from './jitsi';

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
