import { browser } from 'wxt/browser';
import type * as z from 'zod';

/** A value in `storage.session`: it outlives the worker and dies with the browser. */
export interface SessionItem<T> {
  /** The value, or the fallback where there is none or it does not parse. */
  get(): Promise<T>;
  /** Reads, changes and writes; changes of one item run one after the other. */
  change(change: (before: T) => T): Promise<T>;
}

/**
 * Defines one item of session storage. Only the background writes it, and there is one background,
 * so a queue in memory is enough to keep two changes from overwriting each other.
 */
export function sessionItem<S extends z.ZodType>(
  key: string,
  schema: S,
  fallback: z.output<S>,
): SessionItem<z.output<S>> {
  let queue: Promise<unknown> = Promise.resolve();

  async function get(): Promise<z.output<S>> {
    const stored = await browser.storage.session.get(key);
    return schema.safeParse(stored[key]).data ?? fallback;
  }

  return {
    get,
    change(change) {
      const turn = queue.then(async () => {
        const after = change(await get());
        await browser.storage.session.set({ [key]: after });
        return after;
      });
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}
