import { isOnlyMeant } from '~/utils/actions/scheduled-end';
import { roomTitle } from '~/utils/jaas/room';
import type { Action } from '~/utils/journal/action';
import { byRequest, takingPart } from '~/utils/journal/batch-summary';
import { sameFrame } from '~/utils/journal/frame';
import { sameMeeting } from '~/utils/journal/same-meeting';
import type { MeetingView, PopupState } from '~/utils/messages/protocol';
import type { KeyState } from '~/utils/messages/protocol-panel';
import type { MeetingReport } from './meetings';

/** How long a panel goes on showing what became of an action, in milliseconds. */
export const PANEL_REMEMBERS_MS = 10 * 60_000;

/** How many ended actions the popup lists. */
export const POPUP_REMEMBERS = 10;

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
export function newestBatch(actions: readonly Action[]): readonly Action[] {
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
export function isWorthShowing(action: Action): boolean {
  return action.confirmedAt !== null && action.kind !== 'test-key' && !isOnlyMeant(action);
}
