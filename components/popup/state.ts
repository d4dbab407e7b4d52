import type { AppId } from '~/utils/jaas/ids';
import type { Base } from '~/utils/jaas/operation';
import { sameFrame, sameMeeting } from '~/utils/journal/action';
import type { RequestSummary } from '~/utils/journal/request-summary';
import type { RefusalCode } from '~/utils/messages/define';
import type { MeetingView, PopupState } from '~/utils/messages/protocol';

/** Where the host comes back to when something is dealt with: the first view, or the list they asked from. */
type Home =
  | { readonly at: 'home' }
  /** Who is in a meeting, as its page shows it. */
  | { readonly at: 'people'; readonly meeting: MeetingView };

/** What the popup shows, one at a time. */
export type View =
  | Home
  /** Several requests wait: the host chooses which one is asked about. */
  | { readonly at: 'waiting' }
  /** A request that waits for its confirmation. */
  | { readonly at: 'confirm'; readonly request: RequestSummary }
  /** A confirmed request: under way or ended. */
  | { readonly at: 'result'; readonly request: RequestSummary }
  /** A request that ended without anything being sent, and why. */
  | { readonly at: 'closed'; readonly request: RequestSummary; readonly why: RefusalCode }
  | { readonly at: 'ban-user-id' }
  | { readonly at: 'ban-token'; readonly base: Base | null }
  | { readonly at: 'end-by-name' }
  | { readonly at: 'call' }
  | { readonly at: 'scheduled-end'; readonly meeting: MeetingView };

/** Why the last thing that the person asked for was not done. */
export type ErrorCode = RefusalCode | 'no-answer' | 'damaged';

export interface Model {
  /** Null until the background has answered for the first time. */
  readonly data: PopupState | null;
  readonly view: View;
  readonly home: Home;
  readonly error: ErrorCode | null;
}

export type Event =
  | { readonly type: 'loaded'; readonly data: PopupState; readonly now: number }
  | { readonly type: 'go'; readonly view: View }
  /** Leaves the view for what waits, or for the first view. */
  | { readonly type: 'done' }
  /** A request became pending, and is in the data loaded since. */
  | { readonly type: 'pending'; readonly id: string }
  | { readonly type: 'confirmed'; readonly request: RequestSummary }
  | { readonly type: 'cancelled'; readonly id: string }
  | {
      readonly type: 'refused';
      readonly code: RefusalCode;
      readonly request: RequestSummary | null;
    }
  | { readonly type: 'expired'; readonly id: string }
  | { readonly type: 'no-answer' };

export const START: Model = { data: null, view: { at: 'home' }, home: { at: 'home' }, error: null };

/** What the popup shows next. Pure: asking, sending and the clock are elsewhere. */
export function next(model: Model, event: Event): Model {
  switch (event.type) {
    case 'loaded':
      return loaded(model, event.data, event.now);
    case 'go':
      return chosen(model, event.view);
    case 'done':
      return { ...model, view: firstView(model), error: null };
    case 'pending': {
      const request = model.data?.waiting.find(({ id }) => id === event.id);
      return { ...model, view: request ? { at: 'confirm', request } : model.view, error: null };
    }
    case 'confirmed':
      return { ...model, view: { at: 'result', request: event.request }, error: null };
    case 'cancelled': {
      const left = { ...model, data: without(model.data, event.id) };
      return { ...left, view: firstView(left), error: null };
    }
    case 'refused':
      return refused(model, event.code, event.request);
    case 'expired': {
      const { view } = model;
      if (view.at !== 'confirm' || view.request.id !== event.id) return model;
      return refused(model, 'expired', view.request);
    }
    case 'no-answer':
      return { ...model, error: 'no-answer' };
  }
}

/** The view that the host chose. What they can ask from there brings them back there. */
function chosen(model: Model, view: View): Model {
  const home = view.at === 'home' || view.at === 'people' ? view : model.home;
  return { ...model, view, home, error: null };
}

/**
 * What waits comes first: it was asked a moment ago and its time runs out. Of several none is shown by
 * itself, so that no other tab can put its question where the host expects theirs.
 */
function firstView({ data, home }: Pick<Model, 'data' | 'home'>): View {
  const [first, second] = data?.waiting ?? [];
  if (first === undefined) return home;
  return second === undefined ? { at: 'confirm', request: first } : { at: 'waiting' };
}

/** Returns what waits: first what brought this window up, then what this tab asks for, each oldest first. */
export function waitingInOrder(data: PopupState): readonly RequestSummary[] {
  const here = data.meetings.slice(0, data.inThisTab);
  const rank = ({ id, frame }: RequestSummary) => {
    if (id === data.asked) return 0;
    return here.some((meeting) => sameFrame(meeting.frame, frame)) ? 1 : 2;
  };
  return data.waiting.toSorted((a, b) => rank(a) - rank(b) || a.stagedAt - b.stagedAt);
}

/** Whether a request that waits has brought the window up since. */
function isAskedAnew({ data: before }: Model, { asked, waiting }: PopupState): boolean {
  return asked !== before?.asked && waiting.some(({ id }) => id === asked);
}

function loaded(before: Model, data: PopupState, now: number): Model {
  const model = { ...before, data };
  const { view } = model;
  if (view.at === 'home' || view.at === 'waiting') {
    const first = firstView(model);
    // An answer came, so that there was none is over.
    const left = model.error === 'no-answer' ? null : model.error;
    return { ...model, view: first, error: first.at === 'confirm' ? null : left };
  }
  if (view.at === 'confirm') {
    const same = data.waiting.find(({ id }) => id === view.request.id);
    // A question never turns into another one. It closes, or where both wait the host chooses.
    if (!same) return { ...model, view: afterConfirm(view.request, data, now), error: null };
    return isAskedAnew(before, data) && data.asked !== same.id
      ? { ...model, view: { at: 'waiting' }, error: null }
      : { ...model, view: { at: 'confirm', request: same } };
  }
  if (!FORMS.has(view.at) && isAskedAnew(before, data)) {
    return { ...model, view: firstView(model), error: null };
  }
  if (view.at === 'result') {
    const same = data.recent.find(({ id }) => id === view.request.id);
    const error = model.error === 'no-answer' ? null : model.error;
    return { ...model, view: same ? { at: 'result', request: same } : view, error };
  }
  if (FORMS.has(view.at) && view.at !== 'scheduled-end' && data.keys.length === 0)
    return { ...model, view: firstView(model), error: null };
  return model;
}

/** Views in which the host is typing. But for the last they make no sense without a key. */
const FORMS: ReadonlySet<View['at']> = new Set([
  'ban-user-id',
  'ban-token',
  'end-by-name',
  'call',
  'scheduled-end',
]);

/** Where to go when the request on the screen does not wait any more, and nobody here ended it. */
function afterConfirm(request: RequestSummary, data: PopupState, now: number): View {
  const confirmed = data.recent.find(({ id }) => id === request.id);
  if (confirmed) return { at: 'result', request: confirmed };
  const { frame, expiresAt } = request;
  const isReplaced = frame && data.waiting.some((other) => sameFrame(other.frame, frame));
  const why = isReplaced ? 'replaced' : now >= expiresAt ? 'expired' : 'cancelled';
  return { at: 'closed', request, why };
}

/** Codes after which the request does not wait any more, whatever its record says. */
const OVER: ReadonlySet<RefusalCode> = new Set([
  'expired',
  'cancelled',
  'replaced',
  'gone',
  'not-in-meeting',
]);

function refused(model: Model, code: RefusalCode, request: RequestSummary | null): Model {
  if (request === null) return { ...model, error: code };
  if (OVER.has(code) || (code === 'yourself' && request.state !== 'pending')) {
    const data = without(model.data, request.id);
    return { ...model, data, view: { at: 'closed', request, why: code }, error: null };
  }
  if (code === 'already-confirmed') {
    return { ...model, view: { at: 'result', request }, error: null };
  }
  const { view } = model;
  const isShown = view.at === 'confirm' && request.id === view.request.id;
  return { ...model, view: isShown ? { at: 'confirm', request } : view, error: code };
}

/** Until the background is asked again, what was answered here does not wait any more. */
function without(data: PopupState | null, id: string): PopupState | null {
  return data && { ...data, waiting: data.waiting.filter((request) => request.id !== id) };
}

/** The meetings that the first view shows: this tab's, else all that are open. */
export function meetingsToShow(data: PopupState): PopupState['meetings'] {
  return data.inThisTab > 0 ? data.meetings.slice(0, data.inThisTab) : data.meetings;
}

/** What is known now of a meeting in a frame; undefined where that frame shows another one, or none. */
export function meetingAt(
  { meetings }: PopupState,
  { frame, meeting }: Pick<RequestSummary, 'frame' | 'meeting'>,
): MeetingView | undefined {
  if (frame === null) return undefined;
  return meetings.find((one) => sameFrame(one.frame, frame) && sameMeeting(one.meeting, meeting));
}

/** What can be done with the key of an AppID. */
export function keyStateOf({ keys }: PopupState, appId: AppId) {
  return keys.find((key) => key.appId === appId)?.state ?? 'none';
}

/** The host of the token service that signs for an AppID; null where a key does. */
export function serviceFor({ keys }: PopupState, appId: AppId): string | null {
  return keys.find((key) => key.appId === appId)?.service ?? null;
}

/** The AppID that a manual action is most likely for: the one of the meeting on the screen. */
export function preferredAppId(data: PopupState): AppId | undefined {
  const here = meetingsToShow(data).map(({ meeting }) => meeting.appId);
  return (data.keys.find(({ appId }) => here.includes(appId)) ?? data.keys[0])?.appId;
}
