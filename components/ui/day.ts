import { browser } from 'wxt/browser';
import { clock } from './clock';

/** The time of day for what happened today, else the day; `at` and `now` in milliseconds since 1970. */
export function clockOrDay(at: number, now: number): string {
  if (new Date(at).toDateString() === new Date(now).toDateString()) return clock(at);
  const language = browser.i18n.getUILanguage();
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(at);
}
