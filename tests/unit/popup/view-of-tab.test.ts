// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { next, START } from '~/components/popup/state';
import type { PopupState } from '~/utils/messages/protocol';
import { FRAME, staged } from '../actions/samples';
import { alone, KEY, meeting, OTHER_ID } from './fake-port';

/** What the popup shows when it is opened over a tab with this many of the open meetings. */
function shownOver(inThisTab: number) {
  const mine = alone(staged({}, 2_000_000));
  // Asked for earlier, by a page that keeps asking.
  const other = alone(staged({ id: OTHER_ID, frame: { tabId: 8, frameId: 0 } }, 1_000_000));
  const data: PopupState = {
    meetings: [meeting({ frame: FRAME })],
    inThisTab,
    waiting: [other, mine],
    recent: [],
    keys: [KEY],
  };
  const { view } = next(START, { type: 'loaded', data, now: 2_000_000 });
  return { view, mine, other };
}

describe('the popup, while two tabs wait', () => {
  it('shows first what the tab in front asks for', () => {
    const { view, mine } = shownOver(1);
    expect(view).toEqual({ at: 'confirm', request: mine });
  });

  it('shows the oldest where the tab in front asks for nothing', () => {
    const { view, other } = shownOver(0);
    expect(view).toEqual({ at: 'confirm', request: other });
  });
});
