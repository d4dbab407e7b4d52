import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { RawRoom } from '~/utils/jaas/room';
import { roomTitle } from '~/utils/jaas/room';
import type { Frame } from '~/utils/journal/action';
import type { BanMark } from '~/utils/journal/bans';
import { shortId } from '~/utils/names/safe-id';
import { safeName } from '~/utils/names/safe-name';

const PREFIX = 'banned-here';

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
  const [first] = people;
  const id = [PREFIX, frame.tabId, frame.frameId, first.participantId].join(' ');
  await browser.notifications.create(id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: i18n.t('bannedHere.notice.title', people.length, [String(people.length)]),
    message: messageOf(people, roomTitle(room)),
  });
}

/** Shows the tab that a notification is about; other notifications are left alone. */
export async function showNoticedMeeting(notificationId: string): Promise<void> {
  const [prefix, tab] = notificationId.split(' ');
  const tabId = Number(tab);
  if (prefix !== PREFIX || !Number.isInteger(tabId)) return;
  await browser.notifications.clear(notificationId);
  // The tab may be closed by now: then there is nothing to show.
  const shown = await browser.tabs.update(tabId, { active: true }).catch(() => undefined);
  if (shown?.windowId !== undefined) {
    await browser.windows.update(shown.windowId, { focused: true }).catch(() => undefined);
  }
}

function messageOf(people: readonly [BannedPerson, ...BannedPerson[]], room: string): string {
  const [first, ...others] = people;
  if (others.length > 0) return i18n.t('bannedHere.notice.several', [String(people.length), room]);
  const name = safeName(first.name).text ?? shortId(first.userId);
  return first.mark.certain
    ? i18n.t('bannedHere.notice.banned', [name, room])
    : i18n.t('bannedHere.notice.unclear', [name, room]);
}
