import { SNAPSHOT_EVENT } from '../channel';

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
