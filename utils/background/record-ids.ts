import * as z from 'zod';
import { item, type StorageArea } from '~/utils/storage/item';

/** As many are remembered; the oldest are forgotten first. */
const MOST = 100;

/** Records that there is something left to do about, also after a restart. All else stands in the journal. */
export interface RecordIds {
  /** Oldest first. */
  ids(): Promise<string[]>;
  add(id: string): Promise<void>;
  remove(id: string): Promise<void>;
}

/**
 * Keeps ids of records.
 *
 * @param name of the entry in storage
 * @param exists whether there still is such a record: of what was cleared away there is nothing to do
 */
export function openRecordIds(
  area: StorageArea,
  name: string,
  exists: (id: string) => Promise<boolean>,
): RecordIds {
  const stored = item(area, name, z.array(z.uuid()).max(MOST), []);

  async function existing(ids: readonly string[]): Promise<string[]> {
    const there = await Promise.all(ids.map(exists));
    return ids.filter((_, at) => there[at]);
  }

  async function change(changed: (before: string[]) => string[]): Promise<void> {
    await stored.change(async (before) => changed(await existing(before)).slice(-MOST));
  }

  return {
    ids: async () => existing(await stored.get()),
    add: (id) => change((before) => [...before.filter((one) => one !== id), id]),
    remove: (id) => change((before) => before.filter((one) => one !== id)),
  };
}
