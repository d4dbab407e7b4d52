import type { Brand } from './brand';

/**
 * An AppID: `vpaas-magic-cookie-` and lower-case letters and digits (jitsi-meet
 * `doc/jaas/move-to-jaas.sh`), at most 64 of them.
 */
export type AppId = Brand<'AppId'>;

/** Every sample has 32 characters after the prefix; twice that leaves room and stays bounded. */
const APP_ID = /^vpaas-magic-cookie-[0-9a-z]{1,64}$/;

/** Whether `text` is an AppID: nothing is trimmed and no case is changed. */
export function isAppId(text: unknown): text is AppId {
  return typeof text === 'string' && APP_ID.test(text);
}

/** The AppID that `text` is exactly, or null. */
export function parseAppId(text: unknown): AppId | null {
  return isAppId(text) ? text : null;
}
