import type { DBSchema } from 'idb';
import { browser } from 'wxt/browser';
import * as z from 'zod';
import { connection } from './database';

/** Values by name, as in an area of `browser.storage`. */
export interface Store {
  /** Returns the values of these names, as far as there are any; null for all. */
  get(names: string | string[] | null): Promise<Record<string, unknown>>;
  /** Several values in one call are written together or not at all. */
  set(items: Record<string, unknown>): Promise<void>;
  remove(names: string | string[]): Promise<void>;
}

interface Items extends DBSchema {
  items: { key: string; value: unknown };
}

/** What was changed last in {@link ownStore}, in `storage.session`. */
const TOLD_ITEM = 'changed-items';

const toldSchema = z.object({ newValue: z.object({ names: z.array(z.string()) }) });

/**
 * What Gavel keeps: keys, settings, marks. In the extension's IndexedDB, which no content script of any
 * browser reaches: `storage.local` is open to them in Firefox (bug 1724754), to read and to write.
 *
 * IndexedDB tells nobody of a change. `storage.session` does, which wakes a background that was
 * stopped and is closed to content scripts in every browser; see {@link changedItems}.
 */
export function ownStore(): Store {
  const database = connection<Items>('gavel-items', 1, (db) => {
    db.createObjectStore('items');
  });

  /** All readers read for themselves, so that one who is not told is late, but never wrong. */
  async function tell(items: readonly string[]): Promise<void> {
    // Of several of one kind, such as keys, which one it was is not left lying about.
    const names = items.map((name) => name.replace(/:.*/s, ':'));
    const told = { names, by: crypto.randomUUID() };
    await browser.storage.session.set({ [TOLD_ITEM]: told }).catch(() => undefined);
  }

  return {
    async get(names) {
      const { store } = (await database()).transaction('items');
      const wanted = names === null ? await store.getAllKeys() : [names].flat();
      const values = await Promise.all(wanted.map((name) => store.get(name)));
      const found = wanted.map((name, at) => [name, values[at]] as const);
      return Object.fromEntries(found.filter(([, value]) => value !== undefined));
    },

    async set(items) {
      // What cannot be stored is refused here, before the others are on their way.
      structuredClone(items);
      const tx = (await database()).transaction('items', 'readwrite');
      const writes = Object.entries(items).map(([name, value]) => tx.store.put(value, name));
      await Promise.all([...writes, tx.done]);
      await tell(Object.keys(items));
    },

    async remove(names) {
      const gone = [names].flat();
      const tx = (await database()).transaction('items', 'readwrite');
      await Promise.all([...gone.map((name) => tx.store.delete(name)), tx.done]);
      await tell(gone);
    },
  };
}

/**
 * Returns the names of what Gavel keeps that has changed: in the session itself, or as an
 * {@link ownStore} of any page told, which are cut behind a colon. Empty for every other area: Gavel keeps nothing there.
 *
 * @param changes as `storage.onChanged` gives them
 */
export function changedItems(changes: Record<string, unknown>, area: string): readonly string[] {
  if (area !== 'session') return [];
  const { [TOLD_ITEM]: told, ...own } = changes;
  return [...Object.keys(own), ...(toldSchema.safeParse(told).data?.newValue.names ?? [])];
}
