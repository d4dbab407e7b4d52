import { browser } from 'wxt/browser';
import { i18n } from '#i18n';

/**
 * Shows on the toolbar icon how many requests wait for the person and, by a `!`, that somebody is in
 * one of the open meetings although they were banned, or that a meeting was not ended at its time.
 */
export async function showWaiting(
  count: number,
  bannedHere: boolean,
  notEnded: boolean,
): Promise<void> {
  const title = [
    ...(count > 0 ? [i18n.t('badge.waiting', count, [String(count)])] : []),
    ...(bannedHere ? [i18n.t('badge.bannedHere')] : []),
    ...(notEnded ? [i18n.t('badge.notEnded')] : []),
  ];
  await Promise.all([
    browser.action.setBadgeText({ text: `${count || ''}${bannedHere || notEnded ? '!' : ''}` }),
    browser.action.setBadgeBackgroundColor({ color: '#cb2233' }),
    browser.action.setTitle({ title: title.join('\n') || i18n.t('badge.idle') }),
  ]);
}
