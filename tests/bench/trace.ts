import type { Page } from 'puppeteer-core';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  /** Microseconds on the processor, where the browser tells. */
  readonly tdur?: number;
}

/** What the main thread of a page did, task by task, in milliseconds. */
export interface Tasks {
  readonly longest: number;
  readonly total: number;
}

/** Marks the page's own thread in the trace. */
const MARK = 'gavel-bench';

const CATEGORIES = ['toplevel', 'blink.user_timing', 'disabled-by-default-devtools.timeline'];

/** Every task of the page's main thread while `work` runs. */
export async function tasksDuring(page: Page, work: () => Promise<unknown>): Promise<Tasks> {
  await page.tracing.start({ categories: CATEGORIES });
  await page.evaluate((mark) => void performance.mark(mark), MARK);
  await work();
  const trace = await page.tracing.stop();
  if (!trace) throw new Error('The browser gave no trace.');
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  return tasksOf(traceEvents);
}

/** @throws when the page is not in the trace */
export function tasksOf(events: readonly TraceEvent[]): Tasks {
  const marked = events.find(({ name }) => name === MARK);
  if (!marked) throw new Error('The page is not in the trace.');
  const tasks = events.filter(
    ({ name, pid, tid }) =>
      pid === marked.pid && tid === marked.tid && name === 'ThreadControllerImpl::RunTask',
  );
  const took = tasks.map(({ dur = 0, tdur }) => (tdur ?? dur) / 1000);
  return {
    longest: took.reduce((most, one) => Math.max(most, one), 0),
    total: took.reduce((sum, one) => sum + one, 0),
  };
}
