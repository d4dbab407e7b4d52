import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { formatLanguage } from '~/utils/language';

/** Kept, because a list of 500 people shows hundreds of times. */
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Hour and minute and, for what is proved by it, second of a time in milliseconds since 1970, in the
 * language of the texts.
 */
export function clock(at: number, seconds = false, language = formatLanguage()): string {
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

/** The time of day for what happened today, else the day; `at` and `now` in milliseconds since 1970. */
export function clockOrDay(at: number, now: number): string {
  if (new Date(at).toDateString() === new Date(now).toDateString()) return clock(at);
  return exactDay(at);
}

/** The day of a time in milliseconds since 1970. */
export function exactDay(at: number, language = formatLanguage()): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(at);
}

/**
 * A time within the next days: `15:00` today, with the day in front where it is another one. Both in
 * milliseconds since 1970.
 */
export function moment(at: number, now: number, language = formatLanguage()): string {
  const time = clock(at, false, language);
  if (new Date(at).toDateString() === new Date(now).toDateString()) return time;
  const day = new Date(at).toLocaleDateString(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  return i18n.t('popup.endAt.tomorrow', [day, time]);
}

/** Day and time, for a moment that may be far away. */
export function dayAndTime(at: number, language = formatLanguage()): string {
  return new Date(at).toLocaleString(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
}

/** `0:42`, what is left until a time; never below zero. Milliseconds. */
export function left(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** The time in milliseconds since 1970, renewed each second while `running`. */
export function useNow(running = true): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!running) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

const DAY_MS = 86_400_000;

/**
 * A time as short as it stays clear: the hour on the same day, the day in the last year, else the
 * whole date. `at` and `now` are milliseconds since 1970.
 */
export function shortTime(at: number, now: number, language = formatLanguage()): string {
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
export function exactTime(at: number, language = formatLanguage()): string {
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
