import type { Phase } from '../page/protocol';

type Send = (phase: Phase) => void;

/** Scripted events of the browser pages that show a meeting, by hand of a test. */
export class PageControls {
  readonly #pages = new Map<symbol, Send>();

  /** Used by a page's connection; returns what takes it off again. */
  attach(send: Send): () => void {
    const key = Symbol('page');
    this.#pages.set(key, send);
    return () => this.#pages.delete(key);
  }

  get count(): number {
    return this.#pages.size;
  }

  /** Every page of the meeting goes through this phase. */
  setPhase(phase: Phase): void {
    for (const send of [...this.#pages.values()]) send(phase);
  }
}
