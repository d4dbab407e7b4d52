// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type Model, meetingsToShow, next, START } from '~/components/popup/state';
import type { PopupState } from '~/utils/messages/protocol';
import { FRAME, ID, staged } from '../actions/samples';
import { alone, KEY, meeting, OTHER_ID } from './fake-port';

const NOW = 1_000_000;
const action = staged({}, NOW);
const request = alone(action);
const elsewhere = alone(staged({ id: OTHER_ID, frame: { tabId: 8, frameId: 0 } }, NOW));

function data(change: Partial<PopupState> = {}): PopupState {
  return {
    meetings: [],
    inThisTab: 0,
    waiting: [],
    asked: null,
    recent: [],
    calls: [],
    keys: [KEY],
    ...change,
  };
}

function loaded(model: Model, change: Partial<PopupState>, now = NOW): Model {
  return next(model, { type: 'loaded', data: data(change), now });
}

const asking = loaded(START, { waiting: [request] });

describe('what the popup shows', () => {
  it('is the request that waits, before everything else; of several it is a list', () => {
    expect(loaded(START, { waiting: [request] }).view).toEqual({ at: 'confirm', request });
    expect(loaded(START, { waiting: [request, elsewhere] }).view).toEqual({ at: 'waiting' });
  });

  it('is the first view where nothing waits', () => {
    expect(loaded(START, {}).view).toEqual({ at: 'home' });
  });

  it('does not take a form away when something begins to wait', () => {
    const form = next(loaded(START, {}), { type: 'go', view: { at: 'ban-user-id' } });
    expect(loaded(form, { waiting: [request] }).view).toEqual({ at: 'ban-user-id' });
    expect(next(loaded(form, { waiting: [request] }), { type: 'done' }).view.at).toBe('confirm');
  });

  it('is never the newer request of the same meeting in place of the older one', () => {
    const newer = alone(staged({ id: OTHER_ID, kind: 'remove' }, NOW));
    const closed = loaded(asking, { waiting: [newer] });
    expect(closed.view).toEqual({ at: 'closed', request, why: 'replaced' });
    expect(next(closed, { type: 'done' }).view).toEqual({ at: 'confirm', request: newer });
  });

  it('is why it ended, not another meeting’s request, when the request is gone', () => {
    const { view } = loaded(asking, { waiting: [elsewhere] });
    expect(view).toEqual({ at: 'closed', request, why: 'cancelled' });
    expect(next({ ...asking, view }, { type: 'done' }).view.at).toBe('confirm');
  });

  it('is that the request expired, when it is gone after its minute', () => {
    expect(loaded(asking, {}, request.expiresAt).view).toMatchObject({ why: 'expired' });
  });

  it('is the result when the request was confirmed in another window', () => {
    const confirmed = alone({ ...action, state: 'confirmed', confirmedAt: NOW });
    expect(loaded(asking, { recent: [confirmed] }).view).toEqual({
      at: 'result',
      request: confirmed,
    });
  });

  it('follows a result as it comes in', () => {
    const confirmed = alone({ ...action, state: 'confirmed', confirmedAt: NOW });
    const result = next(asking, { type: 'confirmed', request: confirmed });
    const done = alone({ ...action, state: 'done', confirmedAt: NOW, endedAt: NOW });
    expect(loaded(result, { recent: [done] }).view).toEqual({ at: 'result', request: done });
    expect(loaded(result, {}).view).toEqual({ at: 'result', request: confirmed });
  });

  it('is the first view when the only request is cancelled, the next one otherwise', () => {
    expect(next(asking, { type: 'cancelled', id: ID }).view).toEqual({ at: 'home' });
    const two = loaded(asking, { waiting: [request, elsewhere] });
    expect(next(two, { type: 'cancelled', id: ID }).view).toMatchObject({ request: elsewhere });
  });

  it('lets only the request on the screen expire', () => {
    expect(next(asking, { type: 'expired', id: OTHER_ID })).toBe(asking);
    expect(next(asking, { type: 'expired', id: ID }).view).toMatchObject({ why: 'expired' });
  });

  it.each(['expired', 'cancelled', 'gone'] as const)('ends a request that is %s', (code) => {
    const model = next(asking, { type: 'refused', code, request });
    expect(model.view).toEqual({ at: 'closed', request, why: code });
    expect(model.data?.waiting).toEqual([]);
  });

  it('shows what became of a request that was confirmed already', () => {
    const done = alone({ ...action, state: 'done' });
    const model = next(asking, { type: 'refused', code: 'already-confirmed', request: done });
    expect(model.view).toEqual({ at: 'result', request: done });
  });

  it('keeps asking, about what is true now, when the target changed', () => {
    const changed = alone({ ...action, changes: ['renamed'] });
    const model = next(asking, { type: 'refused', code: 'changed', request: changed });
    expect(model).toMatchObject({ view: { at: 'confirm', request: changed }, error: 'changed' });
  });

  it('forgets a trouble when the view is left', () => {
    const troubled = next(loaded(START, {}), { type: 'no-answer' });
    expect(troubled.error).toBe('no-answer');
    expect(next(troubled, { type: 'go', view: { at: 'ban-user-id' } }).error).toBeNull();
  });
});

describe('the meetings of the first view', () => {
  const other = meeting({ frame: { tabId: 8, frameId: 0 }, title: 'standup' });

  it('are those of this tab only, where it has one', () => {
    const state = data({ meetings: [meeting({ frame: FRAME }), other], inThisTab: 1 });
    expect(meetingsToShow(state).map(({ title }) => title)).toEqual(['weekly-forum']);
  });

  it('are all that are open, where this tab has none', () => {
    expect(meetingsToShow(data({ meetings: [meeting(), other] }))).toHaveLength(2);
  });
});
