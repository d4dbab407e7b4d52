import type { PanelState } from '~/utils/messages/protocol-panel';
import type { Link } from './link';
import type { PanelPorts } from './ports';
import { createReporter, type Report } from './reporter';

/** A little after a request's end, so that the background has noticed it too, in milliseconds. */
const AFTER_EXPIRY_MS = 250;

/** Keeps the panel's view of the background's state fresh. */
export interface Sync {
  /** Asks anew. Of many calls at once, one more question follows the first. */
  refresh(): Promise<void>;
  /** Tells what the page shows; see `createReporter`. The answer is the state as well. */
  report(report: Report): void;
}

/** @param onState is given each answer, except those that a later question has overtaken */
export function createSync(
  link: Link,
  { now, later }: Pick<PanelPorts, 'now' | 'later'>,
  onState: (state: PanelState) => void,
): Sync {
  let asked = 0;
  let accepted = 0;
  function accept(answer: PanelState | null, turn: number): void {
    if (answer === null || turn < accepted) return;
    accepted = turn;
    watchExpiry(answer);
    onState(answer);
  }

  /** A waiting request ends by itself, and nobody tells. */
  let expiryAt = Number.POSITIVE_INFINITY;
  function watchExpiry({ actions }: PanelState): void {
    const waiting = actions.filter((action) => action.state === 'staged');
    const next = Math.min(...waiting.map((action) => action.expiresAt));
    if (next === Number.POSITIVE_INFINITY || next === expiryAt) return;
    expiryAt = next;
    later(
      () => {
        expiryAt = Number.POSITIVE_INFINITY;
        void refresh();
      },
      Math.max(next - now(), 0) + AFTER_EXPIRY_MS,
    );
  }

  let refreshing = false;
  let again = false;
  async function refresh(): Promise<void> {
    again = refreshing;
    if (refreshing) return;
    refreshing = true;
    do {
      again = false;
      const turn = ++asked;
      accept(await link.tell('panel.state', {}), turn);
    } while (again);
    refreshing = false;
  }

  const report = createReporter(
    async (news) => {
      const turn = ++asked;
      const answer = await link.tell('panel.report', news);
      accept(answer, turn);
      return answer;
    },
    now,
    later,
  );

  return { refresh, report };
}
