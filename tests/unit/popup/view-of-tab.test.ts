// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type Model, next, START, waitingInOrder } from '~/components/popup/state';
import type { PopupState } from '~/utils/messages/protocol';
import { FRAME, staged } from '../actions/samples';
import { alone, KEY, meeting, OTHER_ID } from './fake-port';

/** What the popup shows when it is opened over a tab with this many of the open meetings. */
function shownOver(inThisTab: number, asked: string | null = null) {
  const mine = alone(staged({}, 2_000_000));
  // Asked for earlier, by a page that keeps asking.
  const other = alone(staged({ id: OTHER_ID, frame: { tabId: 8, frameId: 0 } }, 1_000_000));
  const data: PopupState = {
    meetings: [meeting({ frame: FRAME })],
    inThisTab,
    waiting: [other, mine],
    asked,
    recent: [],
    calls: [],
    keys: [KEY],
  };
  return { model: next(START, { type: 'loaded', data, now: 2_000_000 }), data, mine, other };
}

/** The ids of what waits, as they are listed. */
function listed({ data }: Model): string[] {
  return data ? waitingInOrder(data).map(({ id }) => id) : [];
}

describe('the popup, while two tabs wait', () => {
  it('asks about none of them by itself, whichever tab is in front', () => {
    for (const inThisTab of [0, 1]) {
      expect(shownOver(inThisTab).model.view).toEqual({ at: 'waiting' });
    }
  });

  it('lists what brought it up first, then what the tab in front asks for, then the oldest', () => {
    const { model, mine, other } = shownOver(1);
    expect(listed(model)).toEqual([mine.id, other.id]);
    const elsewhere = shownOver(0);
    expect(listed(elsewhere.model)).toEqual([other.id, mine.id]);
    const asked = shownOver(0, mine.id);
    expect(listed(asked.model)).toEqual([mine.id, other.id]);
  });

  it('asks about the one that the host chooses, and goes back to the list for the other', () => {
    const { model, mine } = shownOver(1);
    const asking = next(model, { type: 'go', view: { at: 'confirm', request: mine } });
    const { view, data } = next(asking, { type: 'cancelled', id: mine.id });
    expect(view).toMatchObject({ at: 'confirm', request: { id: OTHER_ID } });
    expect(data?.waiting).toHaveLength(1);
  });
});

describe('a window that is on the screen', () => {
  const alone = (asked: string | null) => {
    const { mine, other } = shownOver(1);
    const data = { ...shownOver(1, asked).data, waiting: [mine] };
    const model = next(START, { type: 'loaded', data, now: 2_000_000 });
    return { mine, other, data, model };
  };

  it('and asks is brought up for another request: both are listed, and neither is in reach of a click', () => {
    const { mine, other, data, model } = alone(null);
    expect(model.view).toEqual({ at: 'confirm', request: mine });
    const raised = { ...data, waiting: [other, mine], asked: other.id };
    expect(next(model, { type: 'loaded', data: raised, now: 2_000_000 }).view).toEqual({
      at: 'waiting',
    });
  });

  it('and asks is brought up for what takes its place: it closes, and the host asks for the other', () => {
    const { mine, data, model } = alone(null);
    const newer = { ...mine, id: OTHER_ID };
    const replaced = { ...data, waiting: [newer], asked: newer.id };
    const closed = next(model, { type: 'loaded', data: replaced, now: 2_000_000 });
    expect(closed.view).toEqual({ at: 'closed', request: mine, why: 'replaced' });
    expect(next(closed, { type: 'done' }).view).toEqual({ at: 'confirm', request: newer });
    const still = next(closed, { type: 'loaded', data: replaced, now: 2_000_000 });
    expect(still.view.at).toBe('closed');
  });

  it('and asks goes on asking where another request begins to wait behind it', () => {
    const { mine, other, data, model } = alone(null);
    const behind = { ...data, waiting: [other, mine] };
    expect(next(model, { type: 'loaded', data: behind, now: 2_000_000 }).view).toEqual({
      at: 'confirm',
      request: mine,
    });
  });

  it('and shows a result asks when it is brought up, and not before', () => {
    const { mine, other, data, model } = alone(null);
    const result = next(model, { type: 'confirmed', request: { ...mine, state: 'done' } });
    const behind = { ...data, waiting: [other] };
    const still = next(result, { type: 'loaded', data: behind, now: 2_000_000 });
    expect(still.view.at).toBe('result');
    const raised = { ...behind, asked: other.id };
    expect(next(still, { type: 'loaded', data: raised, now: 2_000_000 }).view).toEqual({
      at: 'confirm',
      request: other,
    });
  });

  it('and in which the host is typing is left as it is', () => {
    const { other, data, model } = alone(null);
    const form = next(model, { type: 'go', view: { at: 'ban-user-id' } });
    const raised = { ...data, waiting: [other], asked: other.id };
    expect(next(form, { type: 'loaded', data: raised, now: 2_000_000 }).view.at).toBe(
      'ban-user-id',
    );
  });
});
