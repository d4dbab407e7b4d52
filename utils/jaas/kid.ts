import type { AppId } from './app-id';
import { parseAppId } from './app-id';
import { type KeyId, parseKeyId } from './key-id';

/** What people copy along with an id: white space, quotes, a comma. */
const COPIED_ALONG = /^[\s"'`“”‘’]+|[\s"'`“”‘’,;]+$/g;

/**
 * Splits the `appId/keyId` that the JaaS console shows and that a token's `kid` holds (JaaS docs).
 * White space, quotes and a final comma around it are left out. Null if it is anything else.
 */
export function splitKid(text: string): { appId: AppId; keyId: KeyId } | null {
  if (text.length > 512) return null;
  const [first, second, ...more] = text.replace(COPIED_ALONG, '').split('/');
  const appId = parseAppId(first);
  const keyId = parseKeyId(second);
  return appId !== null && keyId !== null && more.length === 0 ? { appId, keyId } : null;
}
