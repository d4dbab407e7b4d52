import { isOnlyMeant } from '~/utils/actions/scheduled-end';
import { roomTitle } from '~/utils/jaas/room';
import { type Action, sameFrame, sameMeeting } from '~/utils/journal/action';
import { type Batch, batchOf, byRequest, takingPart } from '~/utils/journal/batch-summary';
import type { Journal } from '~/utils/journal/journal';
import type { MeetingView, PopupState } from '~/utils/messages/protocol';
import type { KeyState } from '~/utils/messages/protocol-panel';
import type { MeetingReport } from './meetings';

/** How long a panel goes on showing what became of an action, in milliseconds. */
export const PANEL_REMEMBERS_MS = 10 * 60_000;

/** How many ended actions the popup lists. */
const POPUP_REMEMBERS = 10;

/** What a panel may know of: the actions of its own meeting, as long as it remembers them. */
export function ownActions(
  place: Pick<MeetingReport, 'frame' | 'meeting'>,
  actions: readonly Action[],
  now: number,
): Action[] {
  return actions.filter(
    (action) =>
      sameFrame(action.frame, place.frame) &&
      sameMeeting(action.meeting, place.meeting) &&
      !isOnlyMeant(action) &&
      now - (action.endedAt ?? now) < PANEL_REMEMBERS_MS,
  );
}

/** The records of the batch that was confirmed last, as far as they are among these. */
function newestBatch(actions: readonly Action[]): readonly Action[] {
  let newest: readonly Action[] = [];
  for (const records of byRequest(actions)) {
    const at = confirmedAt(records);
    if (records[0]?.batch && at !== null && at > (confirmedAt(newest) ?? 0)) newest = records;
  }
  return newest;
}

function confirmedAt(records: readonly Action[]): number | null {
  return takingPart(records)[0]?.confirmedAt ?? null;
}

/** What the popup shows. `tabId` is the tab it was opened over, whose meetings come first. */
export function popupView(
  tabId: number | null,
  meetings: readonly { report: MeetingReport; key: KeyState }[],
  requests: Pick<PopupState, 'waiting' | 'recent' | 'batches'>,
  keys: PopupState['keys'],
): PopupState {
  const views = meetings.map(({ report, key }): MeetingView => {
    return { ...report, title: roomTitle(report.meeting.room), key };
  });
  const here = views.filter((view) => view.frame.tabId === tabId);
  const elsewhere = views.filter((view) => view.frame.tabId !== tabId);
  return {
    meetings: [...here, ...elsewhere],
    inThisTab: here.length,
    ...requests,
    keys,
  };
}

/** What was confirmed and concerns people; the options page shows tests of a key itself. */
function isWorthShowing(action: Action): boolean {
  return action.confirmedAt !== null && action.kind !== 'test-key' && !isOnlyMeant(action);
}

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
