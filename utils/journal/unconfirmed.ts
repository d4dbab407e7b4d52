import type { IDBPDatabase } from 'idb';
import type { Action, Frame } from './action';
import { type JournalSchema, readAction } from './records';
import { endedIn, toStored } from './stored';

type Database = IDBPDatabase<JournalSchema>;

/** Records looked at in one go: what is left over is found the next time. */
const AT_ONCE = 5000;

/** See {@link import('./journal').Journal.unconfirmed}. */
export async function endedBefore(db: Database, before: number): Promise<string[]> {
  const range = IDBKeyRange.upperBound(before, true);
  return requestsOf(await db.getAllFromIndex('actions', 'unconfirmedAt', range, AT_ONCE));
}

/** See {@link import('./journal').Journal.unconfirmedBeyond}. */
export async function endedBeyond(db: Database, frame: Frame, most: number): Promise<string[]> {
  const index = db.transaction('actions').store.index('unconfirmedIn');
  const surplus = (await index.count(endedIn(frame))) - most;
  if (surplus <= 0) return [];
  const newest = await index.openCursor(endedIn(frame), 'prev');
  const kept = readAction(newest?.value)?.request;
  // The newest stays whole, however many it is about: its page still says what became of it.
  return requestsOf(await index.getAll(endedIn(frame), surplus)).filter((one) => one !== kept);
}

function requestsOf(values: readonly unknown[]): string[] {
  return [...new Set(values.flatMap((value) => readAction(value)?.request ?? []))];
}

/** See {@link import('./journal').Journal.removeUnconfirmed}. */
export async function remove(db: Database, request: string): Promise<void> {
  const tx = db.transaction('actions', 'readwrite');
  tx.done.catch(() => undefined);
  const all = await tx.store.index('request').getAll(request);
  const actions = all.map(readAction).filter((action) => action !== null);
  await Promise.all(
    actions.every(isUnconfirmed)
      ? actions.map(({ id }) => tx.store.delete(id))
      : // Who was left out of what others of it were confirmed for belongs to that.
        actions.filter(isUnconfirmed).map((action) => tx.store.put(unmarked(action))),
  );
  await tx.done;
}

/** Whether it is over and nobody confirmed it. */
function isUnconfirmed({ confirmedAt, endedAt }: Action): boolean {
  return confirmedAt === null && endedAt !== null;
}

/** As it is stored where it is not looked for here any more. */
function unmarked(action: Action) {
  const { unconfirmed: _, ...stored } = toStored(action);
  return stored;
}
