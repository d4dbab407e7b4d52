import type { Action, Frame } from '~/utils/actions/action';
import { sameFrame } from '~/utils/actions/frame';
import type { Base } from '~/utils/jaas/address';
import type { PopupState, RefusalCode } from '~/utils/messaging/messages';

/** What the popup shows, one at a time. */
export type View =
  | { readonly at: 'home' }
  /** A request that waits for its confirmation. */
  | { readonly at: 'confirm'; readonly action: Action }
  /** A confirmed action: under way or ended. */
  | { readonly at: 'result'; readonly action: Action }
  /** A request that ended without anything being sent, and why. */
  | { readonly at: 'closed'; readonly action: Action; readonly why: RefusalCode }
  | { readonly at: 'ban-user-id' }
  | { readonly at: 'ban-token'; readonly base: Base | null };

/** Why the last thing that the person asked for was not done. */
export type Trouble = RefusalCode | 'no-answer' | 'damaged';

export interface Model {
  /** Null until the background has answered for the first time. */
  readonly data: PopupState | null;
  readonly view: View;
  readonly trouble: Trouble | null;
}

export type Event =
  | { readonly type: 'loaded'; readonly data: PopupState; readonly now: number }
  | { readonly type: 'go'; readonly view: View }
  /** Leaves the view for what waits, or for the first view. */
  | { readonly type: 'done' }
  /** A request was staged, and is in the data loaded since. */
  | { readonly type: 'staged'; readonly id: string }
  | { readonly type: 'confirmed'; readonly action: Action }
  | { readonly type: 'cancelled'; readonly id: string }
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly action: Action | null }
  | { readonly type: 'expired'; readonly id: string }
  | { readonly type: 'no-answer' };

export const START: Model = { data: null, view: { at: 'home' }, trouble: null };

/** What the popup shows next. Pure: asking, sending and the clock are elsewhere. */
export function next(model: Model, event: Event): Model {
  switch (event.type) {
    case 'loaded':
      return loaded(model, event.data, event.now);
    case 'go':
      return { ...model, view: event.view, trouble: null };
    case 'done':
      return { ...model, view: firstView(model.data), trouble: null };
    case 'staged': {
      const action = model.data?.waiting.find(({ id }) => id === event.id);
      return { ...model, view: action ? { at: 'confirm', action } : model.view, trouble: null };
    }
    case 'confirmed':
      return { ...model, view: { at: 'result', action: event.action }, trouble: null };
    case 'cancelled': {
      const data = without(model.data, event.id);
      return { data, view: firstView(data), trouble: null };
    }
    case 'refused':
      return refused(model, event.code, event.action);
    case 'expired': {
      const { view } = model;
      if (view.at !== 'confirm' || view.action.id !== event.id) return model;
      const data = without(model.data, event.id);
      return { data, view: { at: 'closed', action: view.action, why: 'expired' }, trouble: null };
    }
    case 'no-answer':
      return { ...model, trouble: 'no-answer' };
  }
}

/** What waits comes first: it was asked a moment ago and its time runs out. */
function firstView(data: PopupState | null): View {
  const action = data?.waiting[0];
  return action ? { at: 'confirm', action } : { at: 'home' };
}

function loaded(model: Model, data: PopupState, now: number): Model {
  const { view } = model;
  if (view.at === 'home') {
    const first = firstView(data);
    // An answer came, so that there was none is over.
    const left = model.trouble === 'no-answer' ? null : model.trouble;
    return { data, view: first, trouble: first.at === 'home' ? left : null };
  }
  if (view.at === 'confirm') {
    const same = data.waiting.find(({ id }) => id === view.action.id);
    if (same) return { ...model, data, view: { at: 'confirm', action: same } };
    return { data, view: afterConfirm(view.action, data, now), trouble: null };
  }
  if (view.at === 'result') {
    const same = data.recent.find(({ id }) => id === view.action.id);
    return { ...model, data, view: same ? { at: 'result', action: same } : view };
  }
  const byHand = view.at === 'ban-user-id' || view.at === 'ban-token';
  if (byHand && data.keys.length === 0) return { data, view: firstView(data), trouble: null };
  return { ...model, data };
}

/** Where to go when the request on the screen does not wait any more, and nobody here ended it. */
function afterConfirm(action: Action, data: PopupState, now: number): View {
  const confirmed = data.recent.find(({ id }) => id === action.id);
  if (confirmed) return { at: 'result', action: confirmed };
  const instead = data.waiting.find(
    (other) => action.frame && sameFrame(other.frame, action.frame),
  );
  if (instead) return { at: 'confirm', action: instead };
  return { at: 'closed', action, why: now >= action.expiresAt ? 'expired' : 'cancelled' };
}

function refused(model: Model, code: RefusalCode, action: Action | null): Model {
  if (action !== null && (code === 'expired' || code === 'cancelled' || code === 'gone')) {
    const data = without(model.data, action.id);
    return { data, view: { at: 'closed', action, why: code }, trouble: null };
  }
  if (action !== null && code === 'already-confirmed') {
    return { ...model, view: { at: 'result', action }, trouble: null };
  }
  const { view } = model;
  const shown = view.at === 'confirm' && action?.id === view.action.id;
  return { ...model, view: shown ? { at: 'confirm', action } : view, trouble: code };
}

/** Until the background is asked again, what was answered here does not wait any more. */
function without(data: PopupState | null, id: string): PopupState | null {
  return data && { ...data, waiting: data.waiting.filter((action) => action.id !== id) };
}

/** The meetings that the first view shows: this tab's, else all that are open. */
export function meetingsToShow(data: PopupState): PopupState['meetings'] {
  return data.inThisTab > 0 ? data.meetings.slice(0, data.inThisTab) : data.meetings;
}

/** The meeting of a frame, where it is still open. */
export function meetingAt(data: PopupState, frame: Frame | null) {
  return frame === null ? undefined : data.meetings.find((one) => sameFrame(one.frame, frame));
}
