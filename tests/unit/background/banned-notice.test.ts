// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  type BannedPerson,
  mayNotify,
  notifyOfBanned,
  onNoticeClicked,
  showNoticedMeeting,
} from '~/utils/background/banned-present';
import { showWaiting } from '~/utils/background/notify';
import { rawRoomSchema } from '~/utils/borders/schemas';
import { FRAME, ROOM } from '../actions/samples';

const mallory: BannedPerson = {
  participantId: 'new00001',
  userId: 'google-oauth2|1140',
  name: 'Mallory',
  mark: { userId: 'google-oauth2|1140', at: 1, certain: true },
};

interface Notice {
  readonly title: string;
  readonly message: string;
}

const create = vi.fn<(id: string, notice: Notice) => Promise<string>>(async (id) => id);
const clear = vi.fn(async () => true);
const clicked = { addListener: vi.fn() };

beforeEach(() => {
  vi.clearAllMocks();
  Object.assign(fakeBrowser, { notifications: { create, clear, onClicked: clicked } });
});

describe('the notification of a banned person', () => {
  it('names them and the room, and offers nothing to send', async () => {
    await notifyOfBanned(FRAME, ROOM, [mallory]);
    expect(create).toHaveBeenCalledWith('banned-here 7 0', {
      type: 'basic',
      iconUrl: expect.stringContaining('/icon/128.png'),
      title: 'Somebody who was banned is here',
      message: 'Mallory is in “weekly-forum”, but was banned.',
    });
  });

  it('shows no name that deceives, and an id in the place of none', async () => {
    await notifyOfBanned(FRAME, ROOM, [{ ...mallory, name: 'gnp\u202Eexe.Bob' }]);
    expect(create.mock.lastCall?.[1].message).toContain('U+202E');
    expect(create.mock.lastCall?.[1].message).not.toContain('\u202E');
    await notifyOfBanned(FRAME, ROOM, [{ ...mallory, name: null }]);
    expect(create.mock.lastCall?.[1].message).toContain('google-oauth2|1140');
  });

  it('shows no room that looks like another, and turns no words by a name, an id or a room', async () => {
    const unseen = rawRoomSchema.parse('weekly%E2%80%8B-forum');
    await notifyOfBanned(FRAME, unseen, [{ ...mallory, name: 'מלורי' }]);
    expect(create.mock.lastCall?.[1].message).toBe(
      '\u2068מלורי\u2069 is in “\u2068weekly⟨U+200B⟩-forum\u2069”, but was banned.',
    );
    await notifyOfBanned(FRAME, ROOM, [{ ...mallory, name: null, userId: 'אב-12' }]);
    expect(create.mock.lastCall?.[1].message).toContain('\u2066\u202dאב-12\u202c\u2069 is in');
  });

  it('takes the place of the one before, and gives others little room', async () => {
    const rawRoom = rawRoomSchema.parse('r'.repeat(200));
    await notifyOfBanned(FRAME, rawRoom, [{ ...mallory, name: 'Call-0800-SCAM-'.repeat(20) }]);
    await notifyOfBanned(FRAME, ROOM, [{ ...mallory, participantId: 'new00002' }]);
    const [[first, { message } = { message: '' }] = [], [second] = []] = create.mock.calls;
    expect(first).toBe(second);
    expect(message.length).toBeLessThan(120);
    expect(message).toContain('…');
  });

  it('says when the outcome of the ban is unknown', async () => {
    const mark = { ...mallory.mark, certain: false };
    await notifyOfBanned(FRAME, ROOM, [{ ...mallory, mark }]);
    expect(create.mock.lastCall?.[1].message).toContain('outcome is unknown');
  });

  it('is one for several at once', async () => {
    await notifyOfBanned(FRAME, ROOM, [mallory, { ...mallory, participantId: 'new00002' }]);
    expect(create).toHaveBeenCalledTimes(1);
    expect(create.mock.lastCall?.[1]).toMatchObject({
      title: '2 people who were banned are here',
      message: '2 people who were banned are in “weekly-forum”.',
    });
  });

  it('shows the meeting’s tab and window when it is clicked', async () => {
    const shown = vi.spyOn(fakeBrowser.tabs, 'update');
    shown.mockResolvedValue({ windowId: 3 } as never);
    const raised = vi.spyOn(fakeBrowser.windows, 'update').mockResolvedValue({} as never);
    await showNoticedMeeting('banned-here 7 0');
    expect(shown).toHaveBeenCalledWith(7, { active: true });
    expect(raised).toHaveBeenCalledWith(3, { focused: true });
    expect(clear).toHaveBeenCalledWith('banned-here 7 0');
  });

  it('does nothing when the tab is gone, or when it is not ours', async () => {
    const shown = vi.spyOn(fakeBrowser.tabs, 'update').mockRejectedValue(new Error('No tab'));
    const raised = vi.spyOn(fakeBrowser.windows, 'update');
    await showNoticedMeeting('banned-here 7 0');
    expect(raised).not.toHaveBeenCalled();
    shown.mockClear();
    await showNoticedMeeting('something-else 7');
    await showNoticedMeeting('banned-here x');
    expect(shown).not.toHaveBeenCalled();
  });

  it('is asked for by the permission alone', async () => {
    const has = vi.spyOn(fakeBrowser.permissions, 'contains').mockResolvedValue(true);
    expect(await mayNotify()).toBe(true);
    expect(has).toHaveBeenCalledWith({ permissions: ['notifications'] });
  });

  it('is listened for as soon as the permission is there', () => {
    const added = vi
      .spyOn(fakeBrowser.permissions.onAdded, 'addListener')
      .mockImplementation(() => {});
    Object.assign(fakeBrowser, { notifications: undefined });
    const show = vi.fn();
    onNoticeClicked(show);
    Object.assign(fakeBrowser, { notifications: { create, clear, onClicked: clicked } });
    added.mock.lastCall?.[0]({});
    expect(clicked.addListener).toHaveBeenCalledWith(show);
  });
});

describe('the toolbar icon', () => {
  it.each([
    [0, false, 0, '', 'Gavel'],
    [2, false, 0, '2', 'Gavel - 2 requests are waiting for you'],
    [0, true, 0, '!', 'Gavel - somebody who was banned is in a meeting'],
    [1, true, 0, '1!', /1 request is waiting.*\n.*somebody who was banned/],
    [0, false, 1, '×', 'Gavel - 1 meeting is being kept closed'],
    [1, true, 2, '1!×', /somebody who was banned.*\n.*2 meetings are being kept closed/],
  ] as const)(
    'with %i waiting, a banned person here: %s, and %i kept closed shows %j',
    async (...row) => {
      const [count, here, closed, text, title] = row;
      const badge = vi.spyOn(fakeBrowser.action, 'setBadgeText').mockResolvedValue();
      const words = vi.spyOn(fakeBrowser.action, 'setTitle').mockResolvedValue();
      vi.spyOn(fakeBrowser.action, 'setBadgeBackgroundColor').mockResolvedValue();
      await showWaiting({ count, bannedHere: here, notEnded: false, closed });
      expect(badge).toHaveBeenCalledWith({ text });
      const said = words.mock.lastCall?.[0].title ?? '';
      if (typeof title === 'string') expect(said).toBe(title);
      else expect(said).toMatch(title);
    },
  );
});
