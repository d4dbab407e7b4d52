import type { AppId } from './app-id';

/** Every sample has 32 characters after the prefix; twice that leaves room and stays bounded. */
const PATTERN = /^vpaas-magic-cookie-[0-9a-z]{1,64}$/;

/** Whether `text` is an AppID, see `appIdSchema`. Without zod, because the panel asks it too. */
export function isAppId(text: unknown): text is AppId {
  return typeof text === 'string' && PATTERN.test(text);
}

/** The AppID that `text` is exactly, or null: nothing is trimmed and no case is changed. */
export function parseAppId(text: unknown): AppId | null {
  return isAppId(text) ? text : null;
}
