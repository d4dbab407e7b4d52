import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { createRequests } from '~/utils/actions/requests';
import { coalesce, throttle } from '~/utils/async';
import type { Action, Frame } from '~/utils/journal/action';
import { banMarkOf } from '~/utils/journal/bans';
import { byRequest } from '~/utils/journal/request-summary';
import { plural } from '~/utils/language';
import { BANS_CHANGED, CHANGED, MEETINGS_CHANGED } from '~/utils/messages/client';
import { setExpiryAlarm } from './alarms';
import type { BannedHere } from './banned-present';
import type { Meetings } from './meetings';
import { reportBug } from './report';
import type { Unacknowledged } from './scheduled-ends';

export interface NotifierDeps {
  readonly requests: Pick<ReturnType<typeof createRequests>, 'expireStale'>;
  readonly meetings: Pick<Meetings, 'all'>;
  readonly bannedHere: Pick<BannedHere, 'any'>;
  readonly unacknowledged: Pick<Unacknowledged, 'ids'>;
  /** How many meetings are kept closed. */
  readonly closed: () => Promise<number>;
}

/** How pages, panels and the badge hear of changes. */
export function createNotifier({
  requests,
  meetings,
  bannedHere,
  unacknowledged,
  closed,
}: NotifierDeps) {
  const updateBadge = coalesce(async () => {
    try {
      const [waiting, someBanned, notEnded, keptClosed] = await Promise.all([
        requests.expireStale(),
        bannedHere.any(),
        unacknowledged.ids(),
        closed(),
      ]);
      await Promise.all([
        showWaiting({
          count: byRequest(waiting).length,
          bannedHere: someBanned,
          notEnded: notEnded.length > 0,
          closed: keptClosed,
        }),
        setExpiryAlarm(waiting),
      ]);
    } catch (error) {
      reportBug(error);
    }
  });

  async function tellEverybody(): Promise<void> {
    await updateBadge();
    tellPages();
    for (const { frame } of await meetings.all()) tellPanel(frame);
  }

  /** Something of this meeting, or of none, has changed. */
  const changed = throttle<Frame | null>(
    (frames) => {
      tellPages();
      for (const frame of frames) if (frame) tellPanel(frame);
      void updateBadge();
    },
    (frame) => JSON.stringify(frame),
    TIMES,
  );

  // Each request notes the use of its key.
  const everybody = throttle(
    () => void tellEverybody().catch(reportBug),
    (all: 'everybody') => all,
    TIMES,
  );

  const badge = throttle(
    () => void updateBadge(),
    (one: 'badge') => one,
    TIMES,
  );

  return {
    changed,
    updateBadge,
    tellEverybody,
    /** A moment later, and of what follows soon after together. */
    tellEverybodySoon: () => everybody('everybody'),
    updateBadgeSoon: () => badge('badge'),
  };
}

/** How often something that keeps changing is told, in milliseconds. */
const TELL_EVERY_MS = 250;

/** For what the change itself sets going, such as a request to JaaS, in milliseconds. */
export const GO_AHEAD_MS = 50;

/** A request about many changes its records hundreds of times, and each telling has pages and panels ask again. */
const TIMES = { firstMs: GO_AHEAD_MS, everyMs: TELL_EVERY_MS } as const;

/** Tells Gavel's open pages that something changed. Nobody listening is fine. */
export function tellPages(): void {
  browser.runtime.sendMessage({ type: CHANGED }).catch(() => undefined);
}

/** Tells the popup, if it is open, that a meeting page has reported something else. */
export function tellPopup(): void {
  browser.runtime.sendMessage({ type: MEETINGS_CHANGED }).catch(() => undefined);
}

/** Tells one panel that something changed. A frame that has gone is fine. */
function tellPanel({ tabId, frameId }: Frame): void {
  browser.tabs.sendMessage(tabId, { type: CHANGED }, { frameId }).catch(() => undefined);
}

/** Tells one panel that there are bans which it has not heard of. A frame that has gone is fine. */
export function tellBans({ tabId, frameId }: Frame): void {
  browser.tabs.sendMessage(tabId, { type: BANS_CHANGED }, { frameId }).catch(() => undefined);
}

/**
 * Shows on the toolbar icon how many requests wait for the person and, by a `!`, that somebody is in
 * one of the open meetings although they were banned, or that a meeting was not ended at its time; by a `×`,
 * that meetings are kept closed.
 */
export async function showWaiting({
  count,
  bannedHere,
  notEnded,
  closed,
}: {
  readonly count: number;
  readonly bannedHere: boolean;
  readonly notEnded: boolean;
  /** How many meetings. */
  readonly closed: number;
}): Promise<void> {
  const title = [
    ...(count > 0 ? [plural('badge.waiting', count)] : []),
    ...(bannedHere ? [i18n.t('badge.bannedHere')] : []),
    ...(notEnded ? [i18n.t('badge.notEnded')] : []),
    ...(closed > 0 ? [plural('badge.closed', closed)] : []),
  ];
  await Promise.all([
    browser.action.setBadgeText({
      text: `${count || ''}${bannedHere || notEnded ? '!' : ''}${closed > 0 ? '×' : ''}`,
    }),
    browser.action.setBadgeBackgroundColor({ color: '#cb2233' }),
    browser.action.setTitle({ title: title.join('\n') || i18n.t('badge.idle') }),
  ]);
}

/**
 * Tells the panels of an AppID when there is a ban that they may not have heard of, each outcome
 * once. Of many bans in a row one call follows the other, and the panels gather them.
 */
export function banNews(meetings: Pick<Meetings, 'all'>, tell: (frame: Frame) => void) {
  const told = new Set<string>();
  return async (action: Action): Promise<void> => {
    const mark = banMarkOf(action);
    const news = mark && `${action.id} ${mark.certain}`;
    if (news === null || told.has(news)) return;
    told.add(news);
    for (const { meeting, frame } of await meetings.all()) {
      if (meeting.appId === action.meeting.appId) tell(frame);
    }
  };
}
