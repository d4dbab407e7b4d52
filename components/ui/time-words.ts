import { browser } from 'wxt/browser';

/** Day and time, for a moment that may be far away. */
export function dayAndTime(at: number, language = browser.i18n.getUILanguage()): string {
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

/** `0:05:12`, how long something has lasted. Milliseconds. */
export function lasted(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  return `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
