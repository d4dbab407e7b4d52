import { browser } from 'wxt/browser';
import { i18n } from '#i18n';

/** Shows on the toolbar icon how many requests wait for the person. */
export async function showWaiting(count: number): Promise<void> {
  await Promise.all([
    browser.action.setBadgeText({ text: count === 0 ? '' : String(count) }),
    browser.action.setBadgeBackgroundColor({ color: '#cb2233' }),
    browser.action.setTitle({
      title: count === 0 ? i18n.t('badge.idle') : i18n.t('badge.waiting', count, [String(count)]),
    }),
  ]);
}
