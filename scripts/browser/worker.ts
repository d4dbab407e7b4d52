import { type Browser, type Target, TargetType, type WebWorker } from 'puppeteer-core';

const WAKES_WITHIN_MS = 15_000;
const STOPS_WITHIN_MS = 3_000;

/**
 * Gavel's background worker, woken if the browser had stopped it. A worker that is driven from
 * outside does not fall asleep by itself: stop it with {@link stopWorker}.
 *
 * @throws when it does not start
 */
export async function wakeWorker(browser: Browser, extensionId: string): Promise<WebWorker> {
  const isOurs = isWorkerOf(extensionId);
  for (const deadline = Date.now() + WAKES_WITHIN_MS; Date.now() < deadline; ) {
    if (!browser.targets().some(isOurs)) await startWorker(browser, extensionId);
    const target = await browser.waitForTarget(isOurs, { timeout: WAKES_WITHIN_MS });
    const worker = await target.worker();
    if (worker && (await answers(worker))) return worker;
    await pause(50);
  }
  throw new Error('The background worker went away while it was being reached.');
}

/** One that was just stopped is still listed for a moment, and answers nothing. */
async function answers(worker: WebWorker): Promise<boolean> {
  return Promise.race([
    worker.evaluate(() => true).catch(() => false),
    pause(1000).then(() => false),
  ]);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Stops the worker, as the browser does after half a minute without work. */
export async function stopWorker(browser: Browser, extensionId: string): Promise<void> {
  const target = browser.targets().find(isWorkerOf(extensionId));
  const worker = await target?.worker();
  if (!target || !worker) return;
  const gone = new Promise<void>((resolve) => {
    const listen = (destroyed: Target) => {
      if (destroyed !== target) return;
      browser.off('targetdestroyed', listen);
      resolve();
    };
    browser.on('targetdestroyed', listen);
  });
  await worker.close();
  // An event that comes in the same moment starts it again, and then no target goes.
  await Promise.race([gone, pause(STOPS_WITHIN_MS)]);
}

function isWorkerOf(extensionId: string): (target: Target) => boolean {
  const origin = `chrome-extension://${extensionId}/`;
  return (target) => target.type() === TargetType.SERVICE_WORKER && target.url().startsWith(origin);
}

/** Through a page of the extension's origin that runs none of its code. */
async function startWorker(browser: Browser, extensionId: string): Promise<void> {
  const origin = `chrome-extension://${extensionId}/`;
  const page = await browser.newPage({ background: true });
  try {
    await page.goto(`${origin}manifest.json`);
    const session = await page.createCDPSession();
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.startWorker', { scopeURL: origin });
  } finally {
    await page.close();
  }
}
