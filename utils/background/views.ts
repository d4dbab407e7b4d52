import type { Action } from '~/utils/actions/action';
import { sameFrame } from '~/utils/actions/frame';
import { roomTitle } from '~/utils/jaas/room';
import type { KeyState, MeetingView, PanelState, PopupState } from '~/utils/messaging/messages';
import type { MeetingReport } from './meetings';

/** How long a panel goes on showing what became of an action, in milliseconds. */
const PANEL_REMEMBERS_MS = 10 * 60_000;

/** How many ended actions the popup lists. */
export const POPUP_REMEMBERS = 10;

/** What a panel may know: the state of its AppID's key and the actions of its own meeting. */
export function panelView(
  place: Pick<MeetingReport, 'frame' | 'meeting'>,
  key: KeyState,
  actions: readonly Action[],
  now: number,
): PanelState {
  const own = actions.filter(
    (action) =>
      sameFrame(action.frame, place.frame) &&
      action.meeting.appId === place.meeting.appId &&
      action.meeting.room === place.meeting.room &&
      now - (action.endedAt ?? now) < PANEL_REMEMBERS_MS,
  );
  return { key, actions: own };
}

/** What the popup shows. `tabId` is the tab it was opened over, whose meetings come first. */
export function popupView(
  tabId: number | null,
  meetings: readonly { report: MeetingReport; key: KeyState }[],
  waiting: Action[],
  newest: readonly Action[],
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
    waiting,
    recent: newest.filter(isWorthShowing).slice(0, POPUP_REMEMBERS),
    keys,
  };
}

/** What was confirmed and concerns people; the options page shows tests of a key itself. */
function isWorthShowing({ confirmedAt, kind }: Action): boolean {
  return confirmedAt !== null && kind !== 'test-key';
}
