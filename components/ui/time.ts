import { browser } from 'wxt/browser';

const DAY_MS = 86_400_000;

/**
 * A time as short as it stays clear: the hour on the same day, the day in the last year, else the
 * whole date. `at` and `now` are milliseconds since 1970.
 */
export function shortTime(
  at: number,
  now: number,
  language = browser.i18n.getUILanguage(),
): string {
  const then = new Date(at);
  if (then.toDateString() === new Date(now).toDateString()) {
    return then.toLocaleTimeString(language, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  }
  const year: Intl.DateTimeFormatOptions =
    Math.abs(now - at) < 300 * DAY_MS ? {} : { year: 'numeric' };
  return then.toLocaleDateString(language, { day: 'numeric', month: 'short', ...year });
}

/** Day and time with seconds, for a record that somebody may have to prove. */
export function exactTime(at: number, language = browser.i18n.getUILanguage()): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(date) : exactly(language).format(date);
}

const exactFormats = new Map<string, Intl.DateTimeFormat>();

/** Made once: that takes a millisecond, and a hundred rows have a time each. */
function exactly(language: string): Intl.DateTimeFormat {
  const known = exactFormats.get(language);
  if (known) return known;
  const options = { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' } as const;
  const format = new Intl.DateTimeFormat(language, options);
  exactFormats.set(language, format);
  return format;
}
