import * as z from 'zod';

const ITEM = 'untold-ends';
const itemSchema = z.object({ v: z.literal(1), ids: z.array(z.uuid()).max(100) });

/** As much of `browser.storage.local` as is needed here. */
interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

/**
 * Which meant ends came to nothing without the host having been told. What became of them stands in
 * the journal; this is only what the badge and the popup still have to say, also after a restart.
 */
export interface Untold {
  /** Ids of records, oldest first. */
  ids(): Promise<string[]>;
  add(id: string): Promise<void>;
  remove(id: string): Promise<void>;
}

/** @param exists whether there still is such a record: what was cleared away is nothing to tell */
export function openUntold(area: Area, exists: (id: string) => Promise<boolean>): Untold {
  let queue: Promise<unknown> = Promise.resolve();

  async function ids(): Promise<string[]> {
    const stored = itemSchema.safeParse((await area.get(ITEM))[ITEM]).data?.ids ?? [];
    const there = await Promise.all(stored.map(exists));
    return stored.filter((_, at) => there[at]);
  }

  function change(changed: (before: string[]) => string[]): Promise<void> {
    const turn = queue.then(async () => {
      await area.set({ [ITEM]: { v: 1, ids: changed(await ids()).slice(-100) } });
    });
    queue = turn.catch(() => undefined);
    return turn;
  }

  return {
    ids,
    add: (id) => change((before) => [...before.filter((one) => one !== id), id]),
    remove: (id) => change((before) => before.filter((one) => one !== id)),
  };
}
