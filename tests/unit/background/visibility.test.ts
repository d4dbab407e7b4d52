// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { APP_ID, FRAME, ROOM } from '~/tests/unit/actions/samples';
import { visibilityHandlers } from '~/utils/background/handlers-panel';
import { openMeetings } from '~/utils/background/meetings';
import type { PanelSender } from '~/utils/messages/router';

const meeting = { appId: APP_ID, room: ROOM };
const panel: PanelSender = { role: 'panel', frame: FRAME, windowId: 1, meeting };
const report = { frame: FRAME, meeting, phase: 'joined', count: 2, joinedAt: 1 } as const;

beforeEach(() => fakeBrowser.reset());

describe('what a page does to the panel', () => {
  it('is kept with the meeting over its next reports, and told of once', async () => {
    const meetings = openMeetings();
    const changed = vi.fn();
    const handlers = visibilityHandlers({ meetings, changed });
    await meetings.note(report);
    await handlers['panel.visibility']({ visibility: 'shown' }, panel);
    expect(changed).not.toHaveBeenCalled();
    for (let i = 0; i < 3; i++)
      await handlers['panel.visibility']({ visibility: 'removed' }, panel);
    expect(changed).toHaveBeenCalledOnce();
    await meetings.note({ ...report, count: 3 });
    expect(await openMeetings().at(FRAME)).toEqual({ ...report, count: 3, visibility: 'removed' });
    await handlers['panel.visibility']({ visibility: 'shown' }, panel);
    expect(await meetings.at(FRAME)).toMatchObject({ visibility: 'shown' });
  });

  it('makes no meeting of a frame that reported none', async () => {
    const meetings = openMeetings();
    await visibilityHandlers({ meetings, changed: vi.fn() })['panel.visibility'](
      { visibility: 'covered' },
      panel,
    );
    expect(await meetings.all()).toEqual([]);
  });
});

describe('a page with frames without number', () => {
  it('fills no list of meetings, and keeps none of another tab out', async () => {
    const meetings = openMeetings();
    for (let frameId = 0; frameId < 60; frameId++) {
      await meetings.note({ ...report, frame: { tabId: 7, frameId } });
    }
    expect(await meetings.all()).toHaveLength(25);
    await meetings.note({ ...report, frame: { tabId: 8, frameId: 0 } });
    expect(await meetings.all()).toHaveLength(26);
    // Those that are known go on reporting.
    await meetings.note({ ...report, count: 9 });
    expect(await meetings.at(FRAME)).toMatchObject({ count: 9 });
  });
});
