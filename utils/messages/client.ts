import { type Browser, browser } from 'wxt/browser';
import type { MessageType, RequestOf, ResponseOf } from './protocol';

/**
 * Sends one message to the background and gives back its answer. The answer comes from Gavel's own
 * background, so it is not parsed again; this file imports the table's types only, which keeps the
 * schemas out of what is injected into pages.
 *
 * @throws when the background is gone, for example after an update of the extension
 */
export async function ask<T extends MessageType>(
  type: T,
  payload: RequestOf<T>,
): Promise<ResponseOf<T>> {
  const reply: unknown = await browser.runtime.sendMessage({ type, payload });
  if (isReply(reply)) return reply.value as ResponseOf<T>;
  throw new Error(`No answer to ${type}`);
}

function isReply(reply: unknown): reply is { ok: true; value: unknown } {
  return typeof reply === 'object' && reply !== null && 'ok' in reply && reply.ok === true;
}

/**
 * Calls back whenever the background says that something changed; returns how to stop that.
 *
 * @param also what else it may say: `MEETINGS_CHANGED`, for who shows what meeting pages report
 */
export function onChanged(changed: () => void, also?: typeof MEETINGS_CHANGED): () => void {
  const hear = (message: unknown, sender: Browser.runtime.MessageSender) => {
    // A content script's messages arrive here as well; only the background says what changed.
    if (sender.tab !== undefined) return;
    if (typeof message !== 'object' || message === null || !('type' in message)) return;
    if (message.type === CHANGED || message.type === (also ?? CHANGED)) changed();
  };
  browser.runtime.onMessage.addListener(hear);
  return () => browser.runtime.onMessage.removeListener(hear);
}

/** Tells every panel to ask anew what it knows of bans and requests. For records that were deleted. */
export async function tellPanels(): Promise<void> {
  // Without the permission for them, tabs come without their addresses; whoever is no panel ignores it.
  for (const { id } of await browser.tabs.query({})) {
    if (id === undefined) continue;
    for (const type of [BANS_CHANGED, CHANGED]) {
      browser.tabs.sendMessage(id, { type }).catch(() => undefined);
    }
  }
}

/** What the background tells its own pages and panels; carries nothing, they ask again. */
export const CHANGED = 'gavel.changed';

/** The same, where a meeting page reports something else of its room: often, and only the popup shows it. */
export const MEETINGS_CHANGED = 'gavel.meetings-changed';

/** The background tells a panel that somebody was banned; carries nothing, the panel asks again. */
export const BANS_CHANGED = 'gavel.bans-changed';

/** The background tells a panel to open its card: the host wants to see it. */
export const OPEN = 'gavel.open';

/** The same, with the focus in its search: the host has pressed the key for that. */
export const SEARCH = 'gavel.search';

/** The background asks a panel who is here now; answered with a `Look`. */
export const LOOK = 'gavel.look';
