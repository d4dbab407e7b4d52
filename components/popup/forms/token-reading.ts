import { i18n } from '#i18n';
import { readTokenToBan, type TokenRefusal, type TokenToBan } from '~/utils/jaas/meeting-token';
import type { PopupState } from '~/utils/messages/protocol';

export type TokenReading =
  | { readonly ok: true; readonly token: TokenToBan }
  | { readonly ok: false; readonly empty: boolean; readonly why: string };

/**
 * Reads what was pasted and says in words why it cannot be banned from here. A token tells its own
 * AppID, so the key is chosen by it.
 *
 * @param now in milliseconds since 1970
 */
export function readPasted(pasted: string, keys: PopupState['keys'], now: number): TokenReading {
  const read = readTokenToBan(pasted, { now });
  if (!read.ok) return { ok: false, empty: read.code === 'empty', why: refusals[read.code]() };
  if (keys.some(({ appId }) => appId === read.appId)) return { ok: true, token: read };
  return { ok: false, empty: false, why: i18n.t('popup.token.otherApp', [read.appId]) };
}

const refusals: Record<TokenRefusal, () => string> = {
  empty: () => i18n.t('popup.token.empty'),
  'too-long': () => i18n.t('popup.token.tooLong'),
  'not-a-token': () => i18n.t('popup.token.notAToken'),
  'no-app': () => i18n.t('popup.token.noApp'),
  // Only where one AppID was asked for; here the token's own decides.
  'wrong-app': () => i18n.t('popup.token.noApp'),
};
