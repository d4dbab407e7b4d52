import { browser } from 'wxt/browser';
import type { Frame } from '~/utils/actions/action';
import { CHANGED } from '~/utils/messaging/channel';

/** Tells Gavel's open pages that something changed. Nobody listening is fine. */
export function tellPages(): void {
  browser.runtime.sendMessage({ type: CHANGED }).catch(() => undefined);
}

/** Tells one panel that something changed. A frame that has gone is fine. */
export function tellPanel({ tabId, frameId }: Frame): void {
  browser.tabs.sendMessage(tabId, { type: CHANGED }, { frameId }).catch(() => undefined);
}
