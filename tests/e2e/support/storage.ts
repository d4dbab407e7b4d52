import type { Evaluates } from './evaluates';

type Items = Record<string, unknown>;

interface Area {
  get(keys: null): Promise<Items>;
  set(items: Items): Promise<void>;
}

interface Scope {
  readonly chrome: { readonly storage: { readonly local: Area; readonly session: Area } };
}

/** What Gavel keeps, what ends with the browser, or what a content script can read in some browsers. */
type Place = 'items' | 'session' | 'local';

/** Everything in one of the places; asked of one of Gavel's pages or of its background. */
export async function storedIn(from: Evaluates, place: Place): Promise<Items> {
  if (place === 'items') return (await inStore(from, { set: {}, remove: [] })) as Items;
  return from.evaluate(
    (name) => (globalThis as unknown as Scope).chrome.storage[name].get(null),
    place,
  );
}

/** Puts items over what is in a place, as somebody with the developer tools could. */
export async function overwrite(
  from: Evaluates,
  place: 'items' | 'session',
  items: Items,
): Promise<void> {
  if (place === 'items') {
    await inStore(from, { set: items, remove: [] });
    return;
  }
  await from.evaluate(
    (changed) => (globalThis as unknown as Scope).chrome.storage.session.set(changed),
    items,
  );
}

/** How many keys Gavel has stored, readable or not. */
export async function countKeys(from: Evaluates): Promise<number> {
  return (await keyNames(from)).length;
}

/** Removes all keys behind Gavel's back. */
export async function forgetKeys(from: Evaluates): Promise<void> {
  await inStore(from, { set: {}, remove: await keyNames(from) });
}

/** Gavel's own names of its stored keys. */
export async function keyIds(from: Evaluates): Promise<string[]> {
  return (await keyNames(from)).map((name) => name.slice('key:'.length));
}

async function keyNames(from: Evaluates): Promise<string[]> {
  const names = Object.keys(await storedIn(from, 'items'));
  return names.filter((name) => name.startsWith('key:'));
}

/**
 * Writes into Gavel's own store behind its back, and tells it that something changed, as one of its
 * pages does. Returns what is in it then.
 */
async function inStore(
  from: Evaluates,
  change: { readonly set: Items; readonly remove: readonly string[] },
): Promise<unknown> {
  return from.evaluate(async ({ set, remove }) => {
    const open = indexedDB.open('gavel-items');
    // Where Gavel has not made it yet, it is not made here either.
    open.onupgradeneeded = () => open.transaction?.abort();
    const db = await new Promise<IDBDatabase | null>((resolve) => {
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => resolve(null);
    });
    if (db === null) return {};
    const transaction = db.transaction('items', 'readwrite');
    const store = transaction.objectStore('items');
    for (const [name, value] of Object.entries(set)) store.put(value, name);
    for (const name of remove) store.delete(name);
    const [names, values] = [store.getAllKeys(), store.getAll()];
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    db.close();
    const told = [...Object.keys(set), ...remove];
    if (told.length > 0) {
      const { session } = (globalThis as unknown as Scope).chrome.storage;
      await session.set({ 'changed-items': { names: told, by: crypto.randomUUID() } });
    }
    return Object.fromEntries(names.result.map((name, at) => [String(name), values.result[at]]));
  }, change);
}
