import { browser } from 'wxt/browser';

/** Kept, because a list of 500 people shows hundreds of times. */
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Hour and minute and, for what is proved by it, second of a time in milliseconds since 1970, in the
 * browser's language.
 */
export function clock(
  at: number,
  seconds = false,
  language = browser.i18n.getUILanguage(),
): string {
  const key = `${language} ${seconds}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language, {
      hour: '2-digit',
      minute: '2-digit',
      ...(seconds ? { second: '2-digit' } : {}),
      hourCycle: 'h23',
    });
    formats.set(key, format);
  }
  return format.format(at);
}
