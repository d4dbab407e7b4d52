import { browser } from 'wxt/browser';

/** Chromium stops a worker after 30 s without a call of its own; any call of the API resets that. */
const NUDGE_MS = 20_000;

/**
 * Keeps the worker alive while `task` runs, so that it sees the answer to what it sent.
 *
 * @see https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/lifecycle
 */
export async function keepAwake<T>(task: () => Promise<T>): Promise<T> {
  const nudge = setInterval(() => void browser.runtime.getPlatformInfo(), NUDGE_MS);
  try {
    return await task();
  } finally {
    clearInterval(nudge);
  }
}
