import type { RequestOf } from '~/utils/messaging/messages';
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
export function createReporter(
  send: (report: Report) => Promise<unknown>,
  now: () => number,
  later: Later,
) {
  let last = '';
  let sentAt = Number.NEGATIVE_INFINITY;
  let next: Report | null = null;

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

  return (report: Report): void => {
    const waiting = next !== null;
    next = report;
    if (waiting) return;
    const wait = sentAt + REPORT_EVERY_MS - now();
    if (wait <= 0) flush();
    else later(flush, wait);
  };
}
