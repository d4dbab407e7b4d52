import { describe, expect, it } from 'vitest';
import { APP_ID, ID, ROOM } from '~/tests/unit/actions/samples';
import type { Request } from '~/utils/actions/request';
import { createCommands } from '~/utils/background/commands';
import type { MeetingReport } from '~/utils/background/meetings';
import type { Frame } from '~/utils/journal/action';

const TAB = { id: 7, windowId: 3 };
const meeting = { appId: APP_ID, room: ROOM };

/** A meeting that a frame of this tab shows. */
function report(tabId: number, frameId = 0): MeetingReport {
  const frame = { tabId, frameId };
  return { meeting, frame, phase: 'joined', count: 3, joinedAt: 1000 };
}

function setUp(open: readonly MeetingReport[], may = true) {
  const done = {
    staged: [] as Request[],
    searched: [] as Frame[],
    shown: [] as (string | number | null)[][],
    popups: [] as (number | null)[],
  };
  const run = createCommands({
    meetings: { all: async () => [...open] },
    stage: async (request) => {
      done.staged.push(request);
      return may ? { ok: true, id: ID } : { ok: false, code: 'no-key' };
    },
    openSearch: async (frame) => {
      done.searched.push(frame);
      return may;
    },
    showRequest: async (...shown) => void done.shown.push(shown),
    openPopup: async (windowId) => void done.popups.push(windowId),
  });
  return { run, done };
}

describe('a key of the browser', () => {
  it('goes to the search of the panel in the tab in front', async () => {
    const { run, done } = setUp([report(8), report(7)]);
    await run('find-participant', TAB);
    expect(done).toMatchObject({ searched: [{ tabId: 7 }], staged: [], popups: [] });
  });

  it('asks for the end of the meeting of that tab, which Gavel’s window then asks about', async () => {
    const { run, done } = setUp([report(7), report(8)]);
    await run('end-meeting', TAB);
    const items = [{ kind: 'end-meeting', target: null }];
    expect(done.staged).toEqual([{ meeting, frame: { tabId: 7, frameId: 0 }, items }]);
    expect(done.shown).toEqual([[3, ID]]);
    expect(done.popups).toEqual([]);
  });

  it.each([
    ['where the tab shows no meeting', [report(8)]],
    ['where it shows more than one', [report(7), report(7, 4)]],
  ])('opens the popup %s, and asks for nothing', async (_, open) => {
    for (const command of ['find-participant', 'end-meeting']) {
      const { run, done } = setUp(open);
      await run(command, TAB);
      expect(done).toEqual({ staged: [], searched: [], shown: [], popups: [3] });
    }
  });

  it('opens the popup where it cannot be done, and where no tab is in front', async () => {
    for (const command of ['find-participant', 'end-meeting', 'something-else']) {
      const { run, done } = setUp([report(7)], false);
      await run(command, TAB);
      expect(done.popups).toEqual([3]);
    }
    const { run, done } = setUp([report(7)]);
    await run('end-meeting', undefined);
    expect(done).toMatchObject({ staged: [], popups: [null] });
  });
});
