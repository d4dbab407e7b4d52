import { type Browser, browser } from 'wxt/browser';
import { CHANGED } from './channel';

/** Calls back whenever the background says that something changed; returns how to stop that. */
export function onChanged(changed: () => void): () => void {
  const hear = (message: unknown, sender: Browser.runtime.MessageSender) => {
    // A content script's messages arrive here as well; only the background says what changed.
    if (sender.tab !== undefined) return;
    if (typeof message !== 'object' || message === null || !('type' in message)) return;
    if (message.type === CHANGED) changed();
  };
  browser.runtime.onMessage.addListener(hear);
  return () => browser.runtime.onMessage.removeListener(hear);
}
