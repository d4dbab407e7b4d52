import type { CDPSession, Page } from 'puppeteer-core';

/** What a page costs, by the browser's own books. */
export class PageWork {
  private constructor(private readonly session: CDPSession) {}

  static async of(page: Page): Promise<PageWork> {
    const session = await page.createCDPSession();
    // Time on the processor and not on the clock: what else the machine does does not count.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new PageWork(session);
  }

  /** Processor time of the page's main thread so far, in milliseconds: scripts, style, layout, painting. */
  async mainThread(): Promise<number> {
    const { metrics } = await this.session.send('Performance.getMetrics');
    const task = metrics.find(({ name }) => name === 'TaskDuration');
    if (!task) throw new Error('The browser does not tell TaskDuration.');
    return task.value * 1000;
  }

  /** What `work` costs the main thread, in milliseconds. */
  async during(work: () => Promise<unknown>): Promise<number> {
    const before = await this.mainThread();
    await work();
    return (await this.mainThread()) - before;
  }

  /** The JavaScript heap once everything that is not needed is gone, in megabytes (10⁶ bytes). */
  async heap(): Promise<number> {
    return heapOf(this.session);
  }
}

/** See {@link PageWork.heap}; also for a worker. */
export async function heapOf(session: CDPSession): Promise<number> {
  // What a first collection makes unreachable (weak references, finalizers) goes in a second one.
  for (let times = 0; times < 2; times += 1) {
    await session.send('HeapProfiler.collectGarbage');
  }
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}
