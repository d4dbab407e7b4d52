import { browser } from 'wxt/browser';
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
