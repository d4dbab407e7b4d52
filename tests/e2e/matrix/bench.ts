import type { Page } from 'puppeteer-core';
import type { Action } from '~/utils/journal/action';
import type { MessageType, RequestOf, ResponseOf } from '~/utils/messages/protocol';
import type { Gavel } from '../support/gavel';
import { putRecords } from '../support/journal';

interface Scope {
  readonly chrome: { readonly runtime: { sendMessage(message: unknown): Promise<unknown> } };
}

export interface Confirming {
  readonly type: 'request.confirm' | 'token.ban';
  readonly payload: RequestOf<'request.confirm'> | RequestOf<'token.ban'>;
}

/**
 * A page of Gavel's origin that runs none of its code. From here is asked what the popup asks, for
 * many actions at once, and the journal is read as it lies on the disk.
 */
export class Bench {
  private constructor(private readonly page: Page) {}

  static async open(gavel: Gavel): Promise<Bench> {
    const page = await gavel.browser.newPage();
    await page.goto(gavel.url('manifest.json'));
    return new Bench(page);
  }

  /** Asks the background, which this wakes if it was stopped. */
  async ask<T extends MessageType>(type: T, payload: RequestOf<T>): Promise<ResponseOf<T>> {
    const reply = await this.page.evaluate(
      (message) => (globalThis as unknown as Scope).chrome.runtime.sendMessage(message),
      { type, payload } as const,
    );
    const { ok, value } = Object(reply) as { ok?: boolean; value?: ResponseOf<T> };
    if (ok !== true) throw new Error(`${type}: ${JSON.stringify(reply)}`);
    return value as ResponseOf<T>;
  }

  /**
   * Confirms all of these as a host does: once more where the meeting page could not be seen. Gives
   * back why not, for each that was not confirmed; what is not answered counts as `no answer`.
   */
  async confirm(all: readonly Confirming[]): Promise<string[]> {
    return this.page.evaluate(async (messages) => {
      const { runtime } = (globalThis as unknown as Scope).chrome;
      interface Reply {
        readonly value?: { readonly ok: boolean; readonly code?: string };
      }
      const ask = async (message: unknown) => {
        const reply = (await runtime.sendMessage(message).catch(() => undefined)) as Reply;
        return reply?.value?.ok ? null : (reply?.value?.code ?? 'no answer');
      };
      const answers = messages.map(async (message) => {
        const first = await ask(message);
        return first === 'changed' ? ask(message) : first;
      });
      return (await Promise.all(answers)).filter((why) => why !== null);
    }, all as Confirming[]);
  }

  /** The records of these ids as they lie in IndexedDB; what is not there is left out. */
  async records(ids: readonly string[]): Promise<Action[]> {
    return this.page.evaluate(async (wanted) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('gavel');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const store = db.transaction('actions').objectStore('actions');
      const read = (id: string) =>
        new Promise<unknown>((resolve, reject) => {
          const reading = store.get(id);
          reading.onsuccess = () => resolve(reading.result);
          reading.onerror = () => reject(reading.error);
        });
      const found = await Promise.all(wanted.map(read));
      db.close();
      return found.filter((record) => record !== undefined) as Action[];
    }, ids as string[]);
  }

  /** Puts records into the journal behind Gavel's back, and removes others. */
  async rewrite(put: readonly Action[], remove: readonly string[] = []): Promise<void> {
    await putRecords(this.page, put, remove);
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}
