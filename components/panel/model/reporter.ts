import type { RequestOf } from '~/utils/messages/protocol';
import type { Later } from './ports';

export type Report = RequestOf<'panel.report'>;

/** Shortest time between two reports, in milliseconds. */
export const REPORT_EVERY_MS = 1000;

/**
 * `send` gives back null where nobody answered.
 *
 * Sends what the page shows to the background: at once when it is news, at most once a second, and
 * never the same twice. Of several within a second the last is sent.
 */
export function createReporter<R extends object = Report>(
  send: (report: R) => Promise<unknown>,
  now: () => number,
  later: Later,
) {
  let last = '';
  let sentAt = Number.NEGATIVE_INFINITY;
  let next: R | null = null;

  function flush(): void {
    if (next === null) return;
    const report = next;
    next = null;
    const text = JSON.stringify(report);
    if (text === last) return;
    last = text;
    sentAt = now();
    void send(report).then((answer) => {
      // It may not have arrived: the same may be said again.
      if (answer === null && last === text) last = '';
    });
  }

  return (report: R): void => {
    const waiting = next !== null;
    next = report;
    const wait = sentAt + REPORT_EVERY_MS - now();
    // At once also where the page has cleared the timer that was waited for.
    if (wait <= 0) flush();
    else if (!waiting) later(flush, wait);
  };
}
