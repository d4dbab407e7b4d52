import { browser } from 'wxt/browser';
import * as z from 'zod';
import { i18n } from '#i18n';
import type { RawRoom } from '~/utils/jaas/room';
import { type Frame, frameKey } from '~/utils/journal/action';
import type { BanMark } from '~/utils/journal/bans';
import { plural } from '~/utils/language';
import { inLogicalOrder, isolated } from '~/utils/names/direction';
import { roomTitle } from '~/utils/names/room-title';
import { cut, safeName, shortId } from '~/utils/names/safe-name';
import { type Item, sessionItem } from '~/utils/storage/item';
import { isInTab, showTab } from './meetings';

/** Participant ids by frame. */
const byFrameSchema = z.record(z.string(), z.array(z.string()));
type ByFrame = z.infer<typeof byFrameSchema>;

/** Milliseconds since 1970 by tab. */
const byTabSchema = z.record(z.string(), z.number());
type ByTab = z.infer<typeof byTabSchema>;

/** Participants of one frame who are remembered as told of; the oldest are forgotten first. */
const TOLD_AT_MOST = 500;

/** Frames that this is remembered of: a page can make as many as it likes. */
const FRAMES_AT_MOST = 25;

/** A tab is told of once in so many milliseconds, whatever its frames report. The icon always says it. */
const TOLD_EVERY_MS = 5 * 60_000;

/** Who is in the open meetings although they were banned, and of whom the person was told. */
export interface BannedHere {
  /** Whether there is anybody in any meeting. */
  any(): Promise<boolean>;
  /** Who is in this frame's meeting now, by participant id. */
  set(frame: Frame, participantIds: readonly string[]): Promise<void>;
  /**
   * Those to be told of now: who was not yet in this frame, unless somebody was in this tab a short while
   * ago. From now on they were; who had to wait is among those of a later report.
   */
  take(frame: Frame, participantIds: readonly string[]): Promise<string[]>;
  /** Pages that are gone: nobody is there any more. */
  forgetFrames(frames: readonly Frame[]): Promise<void>;
  /** A tab that is closed: its number may be given to another one. */
  forgetTab(tabId: number): Promise<void>;
}

/** Keeps both in session storage, so that a stopped worker finds them again and repeats nothing. */
export function openBannedHere(
  now: () => number,
  here: Item<ByFrame> = sessionItem('banned-here', byFrameSchema, {}),
  told: Item<ByFrame> = sessionItem('banned-told', byFrameSchema, {}),
  toldAt: Item<ByTab> = sessionItem('banned-told-at', byTabSchema, {}),
): BannedHere {
  /** Whether the tab may be told of now; if so, that is noted. A clock that was set back holds up nothing. */
  async function isDue(tabId: number): Promise<boolean> {
    let due = false;
    await toldAt.change((before) => {
      const passed = now() - (before[tabId] ?? Number.NEGATIVE_INFINITY);
      due = passed < 0 || passed >= TOLD_EVERY_MS;
      return due ? { ...before, [tabId]: now() } : before;
    });
    return due;
  }

  return {
    any: async () => Object.values(await here.get()).some((ids) => ids.length > 0),

    async set(frame, participantIds) {
      const key = frameKey(frame);
      // Nearly every report is "nobody", and then there is nothing to write.
      if (participantIds.length === 0 && !(key in (await here.get()))) return;
      await here.change(({ [key]: _, ...others }) =>
        participantIds.length === 0 ? others : { ...others, [key]: [...participantIds] },
      );
    },

    async take(frame, participantIds) {
      const key = frameKey(frame);
      let news: string[] = [];
      await told.change(async (before) => {
        const known = before[key] ?? [];
        news = participantIds.filter((id) => !known.includes(id));
        if (news.length === 0 || !(await isDue(frame.tabId))) {
          news = [];
          return before;
        }
        const { [key]: _, ...others } = before;
        const latest = Object.entries(others).slice(1 - FRAMES_AT_MOST);
        return {
          ...Object.fromEntries(latest),
          [key]: [...known, ...news].slice(-TOLD_AT_MOST),
        };
      });
      return news;
    },

    async forgetFrames(frames) {
      const gone = new Set(frames.map(frameKey));
      await here.change((before) => without(before, (key) => gone.has(key)));
    },

    async forgetTab(tabId) {
      await here.change((before) => without(before, (key) => isInTab(key, tabId)));
      await told.change((before) => without(before, (key) => isInTab(key, tabId)));
      await toldAt.change(({ [String(tabId)]: _gone, ...others }) => others);
    },
  };
}

function without(before: ByFrame, gone: (key: string) => boolean): ByFrame {
  return Object.fromEntries(Object.entries(before).filter(([key]) => !gone(key)));
}

const PREFIX = 'banned-here';

/** What others have chosen, a name or a room, takes up no more of a notification, in visible characters. */
const FOREIGN_AT_MOST = 40;

/** Somebody who is in a meeting although they were banned. */
export interface BannedPerson {
  readonly participantId: string;
  readonly userId: string;
  /** As the page has it. */
  readonly name: string | null;
  readonly mark: BanMark;
}

/** Whether the person has switched notifications on: the permission is the switch. */
export async function mayNotify(): Promise<boolean> {
  return browser.permissions.contains({ permissions: ['notifications'] });
}

/** Tells of people in a meeting's frame by one notification of the system. It offers no action. */
export async function notifyOfBanned(
  frame: Frame,
  room: RawRoom,
  people: readonly [BannedPerson, ...BannedPerson[]],
): Promise<void> {
  // The next one of this frame takes its place.
  const id = [PREFIX, frame.tabId, frame.frameId].join(' ');
  await browser.notifications.create(id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: plural('bannedHere.notice.title', people.length),
    message: messageOf(people, isolated(cut(roomTitle(room), FOREIGN_AT_MOST))),
  });
}

/** Shows the tab that a notification is about; other notifications are left alone. */
export async function showNoticedMeeting(notificationId: string): Promise<void> {
  const [prefix, tab] = notificationId.split(' ');
  const tabId = Number(tab);
  if (prefix !== PREFIX || !Number.isInteger(tabId)) return;
  await browser.notifications.clear(notificationId);
  await showTab(tabId);
}

function messageOf(people: readonly [BannedPerson, ...BannedPerson[]], room: string): string {
  const [first, ...others] = people;
  if (others.length > 0)
    return plural('bannedHere.notice.several', people.length, [people.length, room]);
  const { text } = safeName(first.name);
  const name =
    text === null ? inLogicalOrder(shortId(first.userId)) : isolated(cut(text, FOREIGN_AT_MOST));
  return first.mark.certain
    ? i18n.t('bannedHere.notice.banned', [name, room])
    : i18n.t('bannedHere.notice.unclear', [name, room]);
}

/**
 * Listens for clicks on notifications. The API is there only while its permission is granted, which
 * can happen at any time; a worker that a click has woken has it from the start.
 */
export function onNoticeClicked(clicked: (id: string) => void): void {
  const listen = () => {
    const { notifications } = browser as { notifications?: typeof browser.notifications };
    // The same listener is added once, however often.
    notifications?.onClicked.addListener(clicked);
  };
  listen();
  browser.permissions.onAdded.addListener(listen);
}
