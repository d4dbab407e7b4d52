import type { Page } from 'puppeteer-core';
import type { StoredAction } from '~/utils/journal/stored';

/** Puts records into the journal behind Gavel's back, and removes others; asked of one of Gavel's pages. */
export async function putRecords(
  page: Page,
  put: readonly StoredAction[],
  remove: readonly string[] = [],
): Promise<void> {
  await page.evaluate(
    async (records, ids) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('gavel');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const tx = db.transaction('actions', 'readwrite');
      for (const record of records) tx.objectStore('actions').put(record);
      for (const id of ids) tx.objectStore('actions').delete(id);
      await new Promise((resolve, reject) => {
        tx.oncomplete = resolve;
        tx.onabort = () => reject(tx.error);
      });
      db.close();
    },
    put as StoredAction[],
    remove as string[],
  );
}
