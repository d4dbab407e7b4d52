import { browser } from 'wxt/browser';

/**
 * Where bugs go: the worker's own console, by kind and place only. Messages of exceptions are left
 * out, for they may quote what was being handled.
 */
export function reportBug(error: unknown): void {
  const where = placeOf(error, browser.runtime.getURL('/'));
  // biome-ignore lint/suspicious/noConsole: the one place that reports, and it names no values
  console.error('Gavel: unexpected', kindOf(error), where);
}

/** The name of an error where it is a plain word, as those of the language and the browser are; else its type. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'Error';
}

/** What ends a line of a stack: a file below the extension's address, line and column, in Chromium in brackets. */
const FILE = /^[\w./-]{1,200}:\d{1,9}:\d{1,9}/;

/**
 * Where in the extension an error was thrown, as `background.js:1:2048`; empty where its stack does not say. A stack
 * may begin with the message, of as many lines as that has, so only frames of our own count (`at …` in Chromium,
 * `…@` in Firefox), and of a frame only file, line and column, which no message has brought along.
 *
 * @param origin the extension's address, with a slash at its end
 */
export function placeOf(error: unknown, origin: string): string {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return '';
  const head = `${error.name}: ${error.message}`;
  const { stack } = error;
  const frames = (stack.startsWith(head) ? stack.slice(head.length) : stack).split('\n');
  for (const line of frames) {
    const frame = line.trim();
    if (!frame.startsWith('at ') && !frame.includes('@')) continue;
    const at = frame.indexOf(origin);
    const place = at === -1 ? undefined : FILE.exec(frame.slice(at + origin.length))?.[0];
    if (place !== undefined) return place;
  }
  return '';
}
