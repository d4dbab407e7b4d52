import type { Action } from '~/utils/journal/action';
import { type Batch, batchOf, byRequest } from '~/utils/journal/batch-summary';
import type { Journal } from '~/utils/journal/journal';
import type { PopupState } from '~/utils/messages/protocol';
import { isWorthShowing, newestBatch, PANEL_REMEMBERS_MS, POPUP_REMEMBERS } from './views';

interface Deps {
  readonly journal: Pick<Journal, 'lines' | 'ofBatch'>;
  readonly now: () => number;
  readonly isRunning: (batch: string) => boolean;
}

/** How many requests are searched for those that the popup lists. */
const SEARCHED = 100;

/** Batches among other requests, as panel and popup show them: each as one, in numbers. */
export function batchViews({ journal, now, isRunning }: Deps) {
  const viewOf = (actions: readonly Action[]): Batch | null =>
    batchOf(actions, isRunning(actions[0]?.batch ?? ''));

  /** The last batch of a panel. @param actions what the panel remembers */
  async function ofPanel(actions: readonly Action[]): Promise<Batch | null> {
    const records = newestBatch(actions);
    const view = viewOf(records);
    // Of a batch that takes longer than a panel remembers, the first ones are over for long.
    const isWhole = view !== null && now() - (view.confirmedAt ?? 0) < PANEL_REMEMBERS_MS;
    return view === null || isWhole ? view : viewOf(await journal.ofBatch(view.id));
  }

  /** What waits and what was confirmed last, batches apart from single requests. */
  async function requests(
    staged: readonly Action[],
  ): Promise<Pick<PopupState, 'waiting' | 'recent' | 'batches'>> {
    const waiting = byRequest(staged);
    const recent: Action[] = [];
    const recentBatches: Batch[] = [];
    for (const line of await journal.lines(SEARCHED)) {
      if (recent.length + recentBatches.length === POPUP_REMEMBERS) break;
      if (line.batch === null) {
        if (isWorthShowing(line)) recent.push(line);
        continue;
      }
      const view = viewOf(await journal.ofBatch(line.batch));
      if (view !== null && view.confirmedAt !== null) recentBatches.push(view);
    }
    return {
      waiting: waiting.flat().filter(({ batch }) => batch === null),
      recent,
      batches: {
        waiting: waiting.flatMap((actions) => viewOf(actions) ?? []),
        recent: recentBatches,
      },
    };
  }

  return { ofPanel, requests };
}
