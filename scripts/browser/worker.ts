import {
  type Browser,
  type CDPSession,
  type Target,
  TargetType,
  type WebWorker,
} from 'puppeteer-core';

/** What is there in a moment, or on a machine that is very busy; it decides only when to give up. */
const WAKES_WITHIN_MS = 60_000;
const STOPS_WITHIN_MS = 5_000;
const ANSWERS_WITHIN_MS = 2_000;
const LOOK_EVERY_MS = 50;
/** After so many times of no answer a worker is taken for one that cannot be heard. */
const DEAF_AFTER = 8;

/**
 * Gavel's background worker, woken if the browser had stopped it. A worker that is driven from
 * outside does not fall asleep by itself: stop it with {@link stopWorker}.
 *
 * @throws when it does not start
 */
export async function wakeWorker(browser: Browser, extensionId: string): Promise<WebWorker> {
  const isOurs = isWorkerOf(extensionId);
  const unanswered = new Map<Target, number>();
  for (const deadline = Date.now() + WAKES_WITHIN_MS; Date.now() < deadline; ) {
    // The newest first: one that was just stopped is still listed for a moment.
    for (const target of browser.targets().filter(isOurs).reverse()) {
      const worker = await answering(target);
      if (worker) return worker;
      const times = (unanswered.get(target) ?? 0) + 1;
      unanswered.set(target, times);
      // It was stopped and started again under the same target, so that nobody hears its connection: the
      // browser may stop it at any time, and the next one has another. One that is only busy gets its time.
      if (times === DEAF_AFTER) {
        await withSession(browser, async (session) => {
          await closeRunning(session, extensionId);
        });
      }
    }
    await startWorker(browser, extensionId);
    await pause(LOOK_EVERY_MS);
  }
  throw new Error('The background worker went away while it was being reached.');
}

/** The worker of this target, or null where it answers nothing (any more). */
async function answering(target: Target): Promise<WebWorker | null> {
  const reached = target.worker().then(async (worker) => {
    await worker?.evaluate(() => true);
    return worker;
  });
  return Promise.race([reached.catch(() => null), pause(ANSWERS_WITHIN_MS).then(() => null)]);
}

/** The ids of the targets of this extension's workers that run now. */
async function runningIds(session: CDPSession, extensionId: string): Promise<string[]> {
  const origin = originOf(extensionId);
  const { targetInfos } = await session.send('Target.getTargets');
  return targetInfos
    .filter(({ type, url }) => type === 'service_worker' && url.startsWith(origin))
    .map(({ targetId }) => targetId);
}

/** Asks the browser to end every worker of this extension; returns the ids of those that ran. */
async function closeRunning(session: CDPSession, extensionId: string): Promise<Set<string>> {
  const ids = await runningIds(session, extensionId);
  for (const targetId of ids) {
    // It may have ended by itself meanwhile.
    await session.send('Target.closeTarget', { targetId }).catch(() => undefined);
  }
  return new Set(ids);
}

async function withSession(browser: Browser, work: (session: CDPSession) => Promise<void>) {
  const session = await browser.target().createCDPSession();
  try {
    await work(session);
  } finally {
    await session.detach().catch(() => undefined);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Stops the worker, as the browser does after half a minute without work. */
export async function stopWorker(browser: Browser, extensionId: string): Promise<void> {
  await withSession(browser, async (session) => {
    // A stopped worker that somebody is still attached to comes back as the same target, with a
    // connection that nobody answers.
    for (const target of browser.targets().filter(isWorkerOf(extensionId))) {
      const worker = await answering(target);
      await worker?.client.detach().catch(() => undefined);
    }
    // It may end by itself in the same moment; what counts is that it is gone afterwards.
    const closed = await closeRunning(session, extensionId);
    const deadline = Date.now() + STOPS_WITHIN_MS;
    while (Date.now() < deadline) {
      const left = await runningIds(session, extensionId);
      if (!left.some((id) => closed.has(id))) break;
      await pause(LOOK_EVERY_MS);
    }
  });
}

function originOf(extensionId: string): string {
  return `chrome-extension://${extensionId}/`;
}

function isWorkerOf(extensionId: string): (target: Target) => boolean {
  const origin = originOf(extensionId);
  return (target) => target.type() === TargetType.SERVICE_WORKER && target.url().startsWith(origin);
}

/** Through a page of the extension's origin that runs none of its code. */
async function startWorker(browser: Browser, extensionId: string): Promise<void> {
  const origin = originOf(extensionId);
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
