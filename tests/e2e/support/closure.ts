import type { Gavel } from './gavel';
import type { Surface } from './surface';
import { certainly } from './wait';

/**
 * Moves all that happened to meetings which are kept closed to an earlier time, in Gavel's own journal, and has the
 * next worker look at the clock: as if so many milliseconds had gone by.
 *
 * @param page one of Gavel's own
 */
export async function letPass(
  gavel: Pick<Gavel, 'stopWorker' | 'worker'>,
  page: Pick<Surface, 'page'>,
  ms: number,
): Promise<void> {
  const move = () =>
    page.page.evaluate(async (by) => {
      const asked = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const db = await asked(indexedDB.open('gavel'));
      const tx = db.transaction('actions', 'readwrite');
      const store = tx.objectStore('actions');
      const closed = (await asked(store.getAll())).filter(({ closure }) => closure?.over === null);
      const isOpen = ({ state }: { state: string }) => state === 'sending';
      // What is being written down is not to be overtaken.
      if (closed.length === 0 || closed.some(({ closure }) => closure.ends.some(isOpen)))
        return false;
      for (const { closure, endedAt, ...record } of closed) {
        const ends = closure.ends.map(({ startedAt, ...end }: { startedAt: number }) => {
          return { ...end, startedAt: startedAt - by };
        });
        store.put({ ...record, endedAt: endedAt - by, closure: { ...closure, ends } });
      }
      await new Promise((resolve) => {
        tx.oncomplete = resolve;
      });
      db.close();
      return true;
    }, ms);
  await certainly(move, 'a meeting is kept closed, and no end of it is under way');
  await gavel.stopWorker();
  await gavel.worker();
}
