import type { AppId } from '~/utils/jaas/ids';
import type { Base } from '~/utils/jaas/operation';
import { type Action, type Frame, sameFrame } from '~/utils/journal/action';
import type { Batch } from '~/utils/journal/batch-summary';
import type { RefusalCode } from '~/utils/messages/define';
import type { MeetingView, PopupState } from '~/utils/messages/protocol';

/** What the popup shows, one at a time. */
export type View =
  | { readonly at: 'home' }
  /** A request that waits for its confirmation. */
  | { readonly at: 'confirm'; readonly action: Action }
  /** A confirmed action: under way or ended. */
  | { readonly at: 'result'; readonly action: Action }
  /** A request that ended without anything being sent, and why. */
  | { readonly at: 'closed'; readonly action: Action; readonly why: RefusalCode }
  /** Many people under one confirmation: waiting, under way or ended, ended without being sent. */
  | { readonly at: 'confirm-batch'; readonly batch: Batch }
  | { readonly at: 'result-batch'; readonly batch: Batch }
  | { readonly at: 'closed-batch'; readonly batch: Batch; readonly why: RefusalCode }
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
  readonly error: ErrorCode | null;
}

export type Event =
  | { readonly type: 'loaded'; readonly data: PopupState; readonly now: number }
  | { readonly type: 'go'; readonly view: View }
  /** Leaves the view for what waits, or for the first view. */
  | { readonly type: 'done' }
  /** A request became pending, and is in the data loaded since. */
  | { readonly type: 'pending'; readonly id: string }
  | { readonly type: 'confirmed'; readonly action: Action }
  | { readonly type: 'cancelled'; readonly id: string }
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly action: Action | null }
  | { readonly type: 'batch-confirmed'; readonly batch: Batch }
  | { readonly type: 'batch-refused'; readonly code: RefusalCode; readonly batch: Batch | null }
  | { readonly type: 'expired'; readonly id: string }
  | { readonly type: 'no-answer' };

export const START: Model = { data: null, view: { at: 'home' }, error: null };

/** What the popup shows next. Pure: asking, sending and the clock are elsewhere. */
export function next(model: Model, event: Event): Model {
  switch (event.type) {
    case 'loaded':
      return loaded(model, event.data, event.now);
    case 'go':
      return { ...model, view: event.view, error: null };
    case 'done':
      return { ...model, view: firstView(model.data), error: null };
    case 'pending': {
      const first = model.data && requestView(model.data, ({ id }) => id === event.id);
      return { ...model, view: first ?? model.view, error: null };
    }
    case 'confirmed':
      return { ...model, view: { at: 'result', action: event.action }, error: null };
    case 'cancelled': {
      const data = without(model.data, event.id);
      return { data, view: firstView(data), error: null };
    }
    case 'refused':
      return refused(model, event.code, event.action);
    case 'batch-confirmed':
      return { ...model, view: { at: 'result-batch', batch: event.batch }, error: null };
    case 'batch-refused':
      return refusedBatch(model, event.code, event.batch);
    case 'expired': {
      const { view } = model;
      if (view.at === 'confirm-batch' && view.batch.id === event.id) {
        return refusedBatch(model, 'expired', view.batch);
      }
      if (view.at !== 'confirm' || view.action.id !== event.id) return model;
      const data = without(model.data, event.id);
      return { data, view: { at: 'closed', action: view.action, why: 'expired' }, error: null };
    }
    case 'no-answer':
      return { ...model, error: 'no-answer' };
  }
}

/**
 * What waits comes first: it was asked a moment ago and its time runs out. What this tab asks for
 * goes before the rest, so that no other tab can put its question where the host expects theirs.
 */
function firstView(data: PopupState | null): View {
  if (data === null) return { at: 'home' };
  const here = data.meetings.slice(0, data.inThisTab);
  const isHere = ({ frame }: Pick<Action, 'frame'>) =>
    frame !== null && here.some((meeting) => sameFrame(meeting.frame, frame));
  return requestView(data, isHere) ?? requestView(data, () => true) ?? { at: 'home' };
}

/** The oldest of the waiting requests, batch or single, that is meant. */
function requestView(
  data: PopupState,
  isMeant: (request: Pick<Action, 'id' | 'frame'>) => boolean,
): View | null {
  const action = data.waiting.find(isMeant);
  const batch = data.batches.waiting.find(isMeant);
  if (batch && (!action || batch.stagedAt <= action.stagedAt))
    return { at: 'confirm-batch', batch };
  return action ? { at: 'confirm', action } : null;
}

function loaded(model: Model, data: PopupState, now: number): Model {
  const { view } = model;
  if (view.at === 'home') {
    const first = firstView(data);
    // An answer came, so that there was none is over.
    const left = model.error === 'no-answer' ? null : model.error;
    return { data, view: first, error: first.at === 'home' ? left : null };
  }
  if (view.at === 'confirm') {
    const same = data.waiting.find(({ id }) => id === view.action.id);
    if (same) return { ...model, data, view: { at: 'confirm', action: same } };
    return { data, view: afterConfirm(view.action, data, now), error: null };
  }
  if (view.at === 'result') {
    const same = data.recent.find(({ id }) => id === view.action.id);
    return { ...model, data, view: same ? { at: 'result', action: same } : view };
  }
  if (view.at === 'confirm-batch') {
    const same = data.batches.waiting.find(({ id }) => id === view.batch.id);
    if (same) return { ...model, data, view: { at: 'confirm-batch', batch: same } };
    return { data, view: afterConfirmBatch(view.batch, data, now), error: null };
  }
  if (view.at === 'result-batch') {
    const same = data.batches.recent.find(({ id }) => id === view.batch.id);
    return { ...model, data, view: same ? { at: 'result-batch', batch: same } : view };
  }
  if (BY_HAND.has(view.at) && data.keys.length === 0)
    return { data, view: firstView(data), error: null };
  return { ...model, data };
}

/** Views that make no sense without a key. */
const BY_HAND: ReadonlySet<View['at']> = new Set([
  'ban-user-id',
  'ban-token',
  'end-by-name',
  'call',
]);

/** Where to go when the request on the screen does not wait any more, and nobody here ended it. */
function afterConfirm(action: Action, data: PopupState, now: number): View {
  const confirmed = data.recent.find(({ id }) => id === action.id);
  if (confirmed) return { at: 'result', action: confirmed };
  const instead = insteadOf(action.frame, data);
  if (instead) return instead;
  return { at: 'closed', action, why: now >= action.expiresAt ? 'expired' : 'cancelled' };
}

function afterConfirmBatch(batch: Batch, data: PopupState, now: number): View {
  const confirmed = data.batches.recent.find(({ id }) => id === batch.id);
  if (confirmed) return { at: 'result-batch', batch: confirmed };
  const instead = insteadOf(batch.frame, data);
  if (instead) return instead;
  return { at: 'closed-batch', batch, why: now >= batch.expiresAt ? 'expired' : 'cancelled' };
}

/** What this meeting asks in place of an earlier request. */
function insteadOf(frame: Frame | null, data: PopupState): View | null {
  return frame && requestView(data, (other) => sameFrame(other.frame, frame));
}

function refusedBatch(model: Model, code: RefusalCode, batch: Batch | null): Model {
  const over = code === 'expired' || code === 'cancelled' || code === 'gone';
  if (batch !== null && (over || (code === 'yourself' && batch.state !== 'pending'))) {
    const data = without(model.data, batch.id);
    return { data, view: { at: 'closed-batch', batch, why: code }, error: null };
  }
  if (batch !== null && code === 'already-confirmed') {
    return { ...model, view: { at: 'result-batch', batch }, error: null };
  }
  const { view } = model;
  const shown = view.at === 'confirm-batch' && batch?.id === view.batch.id;
  return { ...model, view: shown ? { at: 'confirm-batch', batch } : view, error: code };
}

function refused(model: Model, code: RefusalCode, action: Action | null): Model {
  if (action !== null && (code === 'expired' || code === 'cancelled' || code === 'gone')) {
    const data = without(model.data, action.id);
    return { data, view: { at: 'closed', action, why: code }, error: null };
  }
  if (action !== null && code === 'already-confirmed') {
    return { ...model, view: { at: 'result', action }, error: null };
  }
  const { view } = model;
  const shown = view.at === 'confirm' && action?.id === view.action.id;
  return { ...model, view: shown ? { at: 'confirm', action } : view, error: code };
}

/** Until the background is asked again, what was answered here does not wait any more. */
function without(data: PopupState | null, id: string): PopupState | null {
  if (data === null) return null;
  const isOther = (request: { readonly id: string }) => request.id !== id;
  const batches = { ...data.batches, waiting: data.batches.waiting.filter(isOther) };
  return { ...data, waiting: data.waiting.filter(isOther), batches };
}

/** How many requests wait for the person. */
export function waitingCount({ waiting, batches }: PopupState): number {
  return waiting.length + batches.waiting.length;
}

/** The meetings that the first view shows: this tab's, else all that are open. */
export function meetingsToShow(data: PopupState): PopupState['meetings'] {
  return data.inThisTab > 0 ? data.meetings.slice(0, data.inThisTab) : data.meetings;
}

/** The meeting of a frame, where it is still open. */
export function meetingAt(data: PopupState, frame: Frame | null) {
  return frame === null ? undefined : data.meetings.find((one) => sameFrame(one.frame, frame));
}

/** What can be done with the key of an AppID. */
export function keyStateOf({ keys }: PopupState, appId: AppId) {
  return keys.find((key) => key.appId === appId)?.state ?? 'none';
}

/** The AppID that a manual action is most likely for: the one of the meeting on the screen. */
export function preferredAppId(data: PopupState): AppId | undefined {
  const here = meetingsToShow(data).map(({ meeting }) => meeting.appId);
  return (data.keys.find(({ appId }) => here.includes(appId)) ?? data.keys[0])?.appId;
}
