import type { Page, WebWorker } from 'puppeteer-core';

type Items = Record<string, unknown>;

interface Area {
  get(keys: null): Promise<Items>;
  set(items: Items): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

interface Scope {
  readonly chrome: { readonly storage: { readonly local: Area; readonly session: Area } };
}

/** Everything in one of Gavel's storage areas; asked of one of its pages or of its background. */
export async function storedIn(from: Page | WebWorker, area: 'local' | 'session'): Promise<Items> {
  return from.evaluate(
    (name) => (globalThis as unknown as Scope).chrome.storage[name].get(null),
    area,
  );
}

/** Puts items over what a storage area holds, as somebody with the developer tools could. */
export async function overwrite(
  from: Page | WebWorker,
  area: 'local' | 'session',
  items: Items,
): Promise<void> {
  await from.evaluate(
    (name, changed) => (globalThis as unknown as Scope).chrome.storage[name].set(changed),
    area,
    items,
  );
}

/** How many keys Gavel has stored, readable or not. */
export async function countKeys(from: Page | WebWorker): Promise<number> {
  return (await keyNames(from)).length;
}

/** Removes all keys behind Gavel's back. */
export async function forgetKeys(from: Page | WebWorker): Promise<void> {
  const names = await keyNames(from);
  await from.evaluate(
    (items) => (globalThis as unknown as Scope).chrome.storage.local.remove(items),
    names,
  );
}

/** Gavel's own names of its stored keys. */
export async function keyIds(from: Page | WebWorker): Promise<string[]> {
  return (await keyNames(from)).map((name) => name.slice('key:'.length));
}

async function keyNames(from: Page | WebWorker): Promise<string[]> {
  const names = Object.keys(await storedIn(from, 'local'));
  return names.filter((name) => name.startsWith('key:'));
}
