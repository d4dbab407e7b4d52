import type { Frame, Page } from 'puppeteer-core';

/** What the simulator's meeting page tells about itself, as far as tests of the states ask. */
export interface Simulated {
  /** Uncaught errors, such as an exception in somebody's conference listener. */
  readonly errors: readonly string[];
  /** Listeners of each conference object that the page made, oldest first. */
  readonly listeners: readonly number[];
}

interface Scope {
  readonly __sim: {
    readonly errors: readonly string[];
    readonly conferences: readonly { listenerCount(event: string): number }[];
  };
}

/** An event that the simulated web app itself does not listen to, so that listeners of it are Gavel's. */
const GAVELS_OWN = 'conference.bot_type_changed';

export async function simulated(page: Page | Frame): Promise<Simulated> {
  return page.evaluate((event) => {
    const { errors, conferences } = (globalThis as unknown as Scope).__sim;
    return { errors, listeners: conferences.map((one) => one.listenerCount(event)) };
  }, GAVELS_OWN);
}
