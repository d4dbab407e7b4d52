import type { Item } from '~/utils/storage/item';

/**
 * Drops what an item keeps of a tab that is closed: its number may be given to another one. Where nothing
 * is kept of it, nothing is written.
 */
export async function forgetTab<T>(item: Item<Record<string, T>>, tabId: number): Promise<void> {
  if (!(tabId in (await item.get()))) return;
  await item.change(({ [String(tabId)]: _gone, ...others }) => others);
}
