import { browser } from 'wxt/browser';
import * as z from 'zod';

const envelopeSchema = z.object({ v: z.literal(1), value: z.unknown() });

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
    const { [key]: found } = await browser.storage.session.get(key);
    const value = envelopeSchema.safeParse(found).data?.value;
    return schema.safeParse(value).data ?? fallback;
  }

  return {
    get,
    change(change) {
      const turn = queue.then(async () => {
        const after = change(await get());
        await browser.storage.session.set({ [key]: { v: 1, value: after } });
        return after;
      });
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}
