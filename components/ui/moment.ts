import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { clock } from './clock';

/**
 * A time within the next days: `15:00` today, with the day in front where it is another one. Both in
 * milliseconds since 1970.
 */
export function moment(at: number, now: number, language = browser.i18n.getUILanguage()): string {
  const time = clock(at, false, language);
  if (new Date(at).toDateString() === new Date(now).toDateString()) return time;
  const day = new Date(at).toLocaleDateString(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  return i18n.t('popup.endAt.tomorrow', [day, time]);
}
