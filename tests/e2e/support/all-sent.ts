import type { Evaluates } from './evaluates';
import type { World } from './open-world';
import { certainly } from './wait';

/** What {@link allSent} asks the page's host for; it stands among the page requests. */
export const FENCE_PATH = '/static/fence';

/**
 * Waits until whatever Gavel's background had set out to send has come to the simulator: nothing that
 * was confirmed is under way any more, and a request that the background began after that has been
 * answered. What is not in the record then was not sent, however slow the machine is.
 */
export async function allSent({ gavel }: World): Promise<void> {
  await allSentAsSeenFrom(() => gavel.worker());
}

/** The same, asked of the background or of a page of Gavel's, which have the same database. */
export async function allSentAsSeenFrom(from: () => Promise<Evaluates>): Promise<void> {
  const isIdle = async () => {
    const own = await from();
    return own.evaluate(async () => {
      const known = await indexedDB.databases();
      if (!known.some(({ name }) => name === 'gavel')) return true;
      // A method: around other functions with names `tsx` puts a helper, which is not in the browser.
      const idb = {
        asked<T>(request: IDBRequest<T>): Promise<T> {
          return new Promise((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
        },
      };
      const db = await idb.asked(indexedDB.open('gavel'));
      try {
        if (!db.objectStoreNames.contains('actions')) return true;
        const actions = db.transaction('actions').objectStore('actions');
        return (await idb.asked(actions.index('state').count('confirmed'))) === 0;
      } finally {
        db.close();
      }
    });
  };
  await certainly(isIdle, 'nothing is under way');
  const own = await from();
  // The simulator closes the connection after a HEAD: of one that stays open the browser would make use for
  // what Gavel sends next, and repeat that by itself where it breaks.
  await own.evaluate(
    (url) =>
      fetch(url, { method: 'HEAD', cache: 'no-store', credentials: 'omit' }).then(() => null),
    `https://8x8.vc${FENCE_PATH}`,
  );
}
