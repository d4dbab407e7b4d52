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
  const { document, CustomEvent, setTimeout, performance } = view;
  const { stringify } = view.JSON;
  const { apply } = view.Reflect;
  const { dispatchEvent } = document;
  const { now } = performance;
  return {
    root: view,
    complete: () => document.readyState === 'complete',
    now: () => apply(now, performance, []),
    later: (run, ms) => void apply(setTimeout, view, [run, ms]),
    stringify: (value) => stringify(value),
    publish: (json) =>
      void apply(dispatchEvent, document, [new CustomEvent(SNAPSHOT_EVENT, { detail: json })]),
  };
}
