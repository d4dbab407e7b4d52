import { browser } from 'wxt/browser';
import { CHANGED } from './channel';

/** Calls back whenever the background says that something changed; returns how to stop that. */
export function onChanged(changed: () => void): () => void {
  const hear = (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('type' in message)) return;
    if (message.type === CHANGED) changed();
  };
  browser.runtime.onMessage.addListener(hear);
  return () => browser.runtime.onMessage.removeListener(hear);
}
