import { browser } from 'wxt/browser';
import type { Frame } from '~/utils/journal/action';
import { BANS_CHANGED, CHANGED } from '~/utils/messages/channel';

/** Tells Gavel's open pages that something changed. Nobody listening is fine. */
export function tellPages(): void {
  browser.runtime.sendMessage({ type: CHANGED }).catch(() => undefined);
}

/** Tells one panel that something changed. A frame that has gone is fine. */
export function tellPanel({ tabId, frameId }: Frame): void {
  browser.tabs.sendMessage(tabId, { type: CHANGED }, { frameId }).catch(() => undefined);
}

/** Tells one panel that there are bans which it has not heard of. A frame that has gone is fine. */
export function tellBans({ tabId, frameId }: Frame): void {
  browser.tabs.sendMessage(tabId, { type: BANS_CHANGED }, { frameId }).catch(() => undefined);
}
