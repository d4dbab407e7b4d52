import { browser } from 'wxt/browser';
import * as z from 'zod';
import { serial } from '~/utils/async';

/** As much of an area of `browser.storage` as an item needs. */
export interface StorageArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

/** One stored value. Stored as `{ v: 1, value }`, so that a later form can be told from this one. */
export interface Item<T> {
  /** Returns the value, or the fallback where there is none or it cannot be read. */
  get(): Promise<T>;
  /** @throws where the value is not one of this item's */
  set(value: T): Promise<void>;
  /** Reads, changes and writes; returns what was written. Changes of one item run one after the other. */
  change(change: (before: T) => T | Promise<T>): Promise<T>;
}

/** An item as a page shows and sets it. */
export type Setting<T> = Pick<Item<T>, 'get' | 'set'>;

/** A setting that an organisation may have fixed: then its value counts, and nobody sets another. */
export interface FixableSetting<T> extends Setting<T> {
  /** Returns the value that counts, and whose it is. */
  look(): Promise<{ readonly value: T; readonly isFixed: boolean }>;
}

/** @param fixed the organisation's value; undefined where it has left that to the host */
export function fixable<T>(
  own: Setting<T>,
  fixed: () => Promise<T | undefined>,
): FixableSetting<T> {
  async function look() {
    const value = await fixed();
    if (value !== undefined) return { value, isFixed: true };
    return { value: await own.get(), isFixed: false };
  }

  return {
    look,
    get: async () => (await look()).value,
    async set(value) {
      if ((await fixed()) !== undefined) throw new Error('The organisation has fixed this.');
      await own.set(value);
    },
  };
}

const envelopeSchema = z.object({ v: z.literal(1), value: z.unknown() });

/**
 * Defines an item of a storage area. A queue in memory keeps two changes from overwriting each other,
 * so only one context may change an item: the background, or a page that is its only writer.
 *
 * @param unreadable the value where something is stored that is not one of this item's
 */
export function item<S extends z.ZodType>(
  area: StorageArea,
  key: string,
  schema: S,
  fallback: z.output<S>,
  unreadable: z.output<S> = fallback,
): Item<z.output<S>> {
  const queue = serial();

  async function get(): Promise<z.output<S>> {
    const { [key]: found } = await area.get(key);
    if (found === undefined) return fallback;
    const parsed = schema.safeParse(envelopeSchema.safeParse(found).data?.value);
    return parsed.success ? parsed.data : unreadable;
  }

  const write = (value: z.output<S>) => area.set({ [key]: { v: 1, value } });

  return {
    get,
    set: (value) => queue(async () => write(schema.parse(value))),
    change: (change) =>
      queue(async () => {
        const after = await change(await get());
        await write(after);
        return after;
      }),
  };
}

/** An item of `storage.session`: it outlives the worker and ends with the browser. */
export function sessionItem<S extends z.ZodType>(
  key: string,
  schema: S,
  fallback: z.output<S>,
): Item<z.output<S>> {
  const area: StorageArea = {
    get: (name) => browser.storage.session.get(name),
    set: (items) => browser.storage.session.set(items),
  };
  return item(area, key, schema, fallback);
}
