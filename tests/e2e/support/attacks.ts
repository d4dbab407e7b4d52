import type { CDPSession, Page } from 'puppeteer-core';
import type { Evaluates } from './evaluates';
import type { World } from './open-world';
import { waitFor } from './wait';

interface Context {
  readonly id: number;
  readonly name: string;
  readonly origin: string;
  readonly auxData?: { readonly frameId?: string };
}

/** Runs code and gives back its value; what it throws comes back as `refused: …`. */
export type Run = (code: string) => Promise<unknown>;

/** Runs code where Gavel's content script runs: what somebody could do who had taken it over. */
export async function asContentScript(world: World, page: Page): Promise<Run> {
  const session: CDPSession = await page.createCDPSession();
  const contexts: Context[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    contexts.push(context);
  });
  await session.send('Runtime.enable');
  const origin = `chrome-extension://${world.gavel.extensionId}`;
  const own = await waitFor(() => contexts.find((context) => context.origin === origin));
  if (!own) throw new Error(`No content script of Gavel's among ${JSON.stringify(contexts)}`);
  return async (code) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      contextId: own.id,
      expression: `(async () => { ${code} })().catch((error) => 'refused: ' + error.message)`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result.value;
  };
}

/** Code for {@link Run} that sends these messages one after the other; gives back the answers. */
export function sending(messages: readonly unknown[]): string {
  return `const answers = [];
    for (const message of ${JSON.stringify(messages)}) {
      answers.push(await chrome.runtime.sendMessage(message).catch((error) => String(error)));
    }
    return answers;`;
}

/** Everything that was ever written down as confirmed, by the journal itself. */
export async function confirmedActions(page: Evaluates): Promise<unknown[]> {
  return page.evaluate(async () => {
    const open = indexedDB.open('gavel');
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => reject(open.error);
    });
    if (!db.objectStoreNames.contains('actions')) return [];
    const read = db.transaction('actions').objectStore('actions').getAll();
    await new Promise((resolve) => {
      read.onsuccess = resolve;
    });
    db.close();
    return read.result.filter(({ confirmedAt }) => confirmedAt !== null);
  });
}

/** A request that waits for the person, as far as tests ask. */
export interface Waiting {
  readonly id: string;
  readonly kind: string;
  readonly meeting: { readonly appId: string; readonly room: string };
  readonly target: { readonly participantId: string | null; readonly name: string | null } | null;
}

/** What waits for the person, as one of Gavel's own pages is told. */
export async function waitingActions(page: Evaluates): Promise<readonly Waiting[]> {
  return page.evaluate(async () => {
    const { chrome } = globalThis as unknown as PageChrome;
    const message = { type: 'popup.state', payload: { tabId: null } };
    const { waiting } = (await chrome.runtime.sendMessage(message)).value;
    return waiting.map(({ only, ...request }) => ({ ...request, target: only?.target ?? null }));
  });
}

/** Cancels whatever waits, as one of Gavel's own pages can: the next test asks anew. */
export async function cancelAll(page: Evaluates): Promise<void> {
  const ids = (await waitingActions(page)).map(({ id }) => id);
  await page.evaluate(async (all) => {
    const { chrome } = globalThis as unknown as PageChrome;
    for (const id of all) {
      await chrome.runtime.sendMessage({ type: 'request.cancel', payload: { id } });
    }
  }, ids);
}

interface PageChrome {
  readonly chrome: {
    readonly runtime: {
      sendMessage(message: unknown): Promise<{
        value: { waiting: (Omit<Waiting, 'target'> & { only: Pick<Waiting, 'target'> | null })[] };
      }>;
    };
  };
}
