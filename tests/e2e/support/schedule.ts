import type { Popup } from './popup';
import type { Surface } from './surface';

interface Scope {
  readonly chrome: {
    readonly runtime: {
      readonly sendMessage: (message: object) => Promise<{ ok: boolean; value?: unknown }>;
    };
  };
}

interface Meetings {
  readonly meetings: { readonly meeting: { readonly room: string }; readonly frame: object }[];
}

/**
 * Has an open meeting ended at a moment that no clock shows, as the popup asks for it at whole minutes.
 *
 * @param room as the simulator has it
 * @param dueAt in milliseconds since 1970
 */
export async function setEnd(popup: Popup, room: string, dueAt: number): Promise<void> {
  const answer = await popup.page.evaluate(
    async (wanted, at) => {
      const { runtime } = (globalThis as unknown as Scope).chrome;
      const { value } = await runtime.sendMessage({
        type: 'popup.state',
        payload: { tabId: null },
      });
      const found = (value as Meetings).meetings.find(
        ({ meeting }) => meeting.room.toLowerCase() === wanted.toLowerCase(),
      );
      const payload = { ...found, id: crypto.randomUUID(), dueAt: at, note: '' };
      const { id, frame, meeting, dueAt, note } = payload as Record<string, unknown>;
      return runtime.sendMessage({
        type: 'scheduled-end.set',
        payload: { id, frame, meeting, dueAt, note },
      });
    },
    room,
    dueAt,
  );
  const { value } = answer as { value?: { ok?: boolean } };
  if (value?.ok !== true) throw new Error(`Gavel did not take the time: ${JSON.stringify(answer)}`);
}

/** Moves the times of all ends that wait, in Gavel's own journal, as if the time had gone by. */
export async function dueAgain(page: Pick<Surface, 'page'>, dueAt: number): Promise<void> {
  const moved = await page.page.evaluate(async (at) => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await asked(indexedDB.open('gavel'));
    const tx = db.transaction('actions', 'readwrite');
    const store = tx.objectStore('actions');
    const waiting = await asked(store.index('state').getAll('scheduled'));
    for (const record of waiting) {
      store.put({ ...record, schedule: { ...record.schedule, dueAt: at } });
    }
    await new Promise((resolve) => {
      tx.oncomplete = resolve;
    });
    db.close();
    return waiting.length;
  }, dueAt);
  if (moved === 0) throw new Error('No end of a meeting waits for its time.');
}
