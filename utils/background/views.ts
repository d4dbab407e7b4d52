import { isOnlyMeant } from '~/utils/actions/schedule';
import { type Action, type Step, sameFrame, sameMeeting } from '~/utils/journal/action';
import { mayHangUp } from '~/utils/journal/calls';
import type { Journal } from '~/utils/journal/journal';
import { isOneOfMany } from '~/utils/journal/request-id';
import {
  byRequest,
  type RequestSummary,
  summaryOf,
  takingPart,
} from '~/utils/journal/request-summary';
import { UNCONFIRMED_FOR_MS } from '~/utils/journal/retention';
import type { MeetingView, NamedKey, PopupState } from '~/utils/messages/protocol';
import { roomTitle } from '~/utils/names/room-title';
import type { MeetingReport } from './meetings';

/** How long a panel goes on showing what became of an action, in milliseconds. */
export const PANEL_REMEMBERS_MS = UNCONFIRMED_FOR_MS;

/** How many ended actions the popup lists. */
const POPUP_REMEMBERS = 10;

/** What a panel may know of: the actions of its own meeting, as long as it remembers them. */
export function ownActions(
  place: Pick<MeetingReport, 'frame' | 'meeting'>,
  actions: readonly Action[],
  now: number,
): Action[] {
  return actions
    .filter(
      (action) =>
        sameFrame(action.frame, place.frame) &&
        sameMeeting(action.meeting, place.meeting) &&
        !isOnlyMeant(action) &&
        now - (action.endedAt ?? now) < PANEL_REMEMBERS_MS,
    )
    .map(withoutSource);
}

/** A page is not to learn whether tokens come from a token service: that there was none is said as of any signer. */
function withoutSource({ service: _, closure: _closure, ...action }: Action): Action {
  const steps = action.steps.map((step): Step => {
    if (step.outcome?.code !== 'no-token') return step;
    const { refusal: __, ...outcome } = step.outcome;
    return { ...step, outcome: { ...outcome, code: 'signing-failed' } };
  });
  return { ...action, steps };
}

/** The records of the request about many that was confirmed last, as far as they are among these. */
function newestOfMany(actions: readonly Action[]): readonly Action[] {
  let newest: readonly Action[] = [];
  for (const records of byRequest(actions)) {
    const at = confirmedAt(records);
    if (records[0] && isOneOfMany(records[0]) && at !== null && at > (confirmedAt(newest) ?? 0))
      newest = records;
  }
  return newest;
}

function confirmedAt(records: readonly Action[]): number | null {
  return takingPart(records)[0]?.confirmedAt ?? null;
}

/** What the popup shows. `tabId` is the tab it was opened over, whose meetings come first. */
export function popupView(
  tabId: number | null,
  meetings: readonly { report: MeetingReport; key: NamedKey }[],
  requests: Pick<PopupState, 'waiting' | 'recent' | 'calls' | 'asked'>,
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
  readonly journal: Pick<Journal, 'lines' | 'ofRequest'>;
  readonly now: () => number;
  readonly isRunning: (request: string) => boolean;
}

/** How many requests are searched for those that the popup lists. */
const SEARCHED = 100;

/** The records of a request as one, in numbers; null where there are none. */
export function viewOf(
  records: readonly Action[],
  isRunning: Deps['isRunning'],
): RequestSummary | null {
  return summaryOf(records, isRunning(records[0]?.request ?? ''));
}

/** Requests as panel and popup show them: each as one, in numbers. */
export function requestViews({ journal, now, isRunning }: Deps) {
  const view = (records: readonly Action[]) => viewOf(records, isRunning);

  /** The last request about many of a panel. @param actions what the panel remembers */
  async function ofPanel(actions: readonly Action[]): Promise<RequestSummary | null> {
    const newest = view(newestOfMany(actions));
    // Of one that takes longer than a panel remembers, the first ones are over for long.
    const isWhole = newest !== null && now() - (newest.confirmedAt ?? 0) < PANEL_REMEMBERS_MS;
    return newest === null || isWhole ? newest : view(await journal.ofRequest(newest.id));
  }

  /** What waits, and what was confirmed last. */
  async function requests(
    pending: readonly Action[],
  ): Promise<Pick<PopupState, 'waiting' | 'recent' | 'calls'>> {
    const recent: RequestSummary[] = [];
    for (const line of await journal.lines(SEARCHED)) {
      if (recent.length === POPUP_REMEMBERS) break;
      const records = isOneOfMany(line) ? await journal.ofRequest(line.request) : [line];
      const shown = takingPart(records).some(isWorthShowing) ? view(records) : null;
      if (shown !== null) recent.push(shown);
    }
    const waiting = byRequest(pending).flatMap((records) => view(records) ?? []);
    const actions = recent.flatMap(({ only }) => only ?? []);
    // Of all, since a hang-up that the host has put away says as much of its call as before.
    const calls = actions.filter((action) => mayHangUp(action, actions)).map(({ id }) => id);
    return { waiting, recent, calls };
  }

  return { ofPanel, requests };
}
