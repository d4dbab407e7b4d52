import { browser } from 'wxt/browser';

/** Hour and minute of a time in milliseconds since 1970, in the browser's language. */
export function clock(at: number, language = browser.i18n.getUILanguage()): string {
  return new Date(at).toLocaleTimeString(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}
