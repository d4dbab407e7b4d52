import type { Brand } from './brand';

/**
 * The id of an API key, the part of the console's `appId/keyId` after the slash. Usually six hex
 * digits, but JaaS docs show `fee1bc-SAMPLE_APP` too.
 */
export type KeyId = Brand<'KeyId'>;

const KEY_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether `text` is a key id, exactly. */
export function isKeyId(text: unknown): text is KeyId {
  return typeof text === 'string' && KEY_ID.test(text);
}

/** The key id that `text` is exactly, or null. */
export function parseKeyId(text: unknown): KeyId | null {
  return isKeyId(text) ? text : null;
}
