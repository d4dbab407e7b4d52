import { i18n } from '#i18n';
import { type Fact, Facts } from '~/components/ui/KeyFacts';
import { dayAndTime } from '~/components/ui/time';
import { readTokenToBan, type TokenRefusal, type TokenToBan } from '~/utils/jaas/meeting-token';
import type { PopupState } from '~/utils/messages/protocol';
import { safeId, safeName } from '~/utils/names/safe-name';
import { AppIdValue } from './parts';

/** Whose token it is, as the token itself says; never the token. */
export function TokenFactList({ token }: { readonly token: TokenToBan }) {
  const { userId, userName, room, expiresAt, expired, appId } = token;
  const none = i18n.t('popup.facts.none');
  const facts: Fact[] = [
    { name: i18n.t('popup.facts.name'), value: safeName(userName).text ?? none },
    {
      name: i18n.t('popup.facts.userId'),
      value: userId === undefined ? none : safeId(userId),
      mono: userId !== undefined,
    },
    {
      name: i18n.t('popup.facts.room'),
      value: room === '*' ? i18n.t('popup.token.everyRoom') : room ? safeId(room) : none,
    },
    { name: i18n.t('popup.facts.appId'), value: <AppIdValue appId={appId} />, mono: true },
    { name: i18n.t('popup.facts.expires'), value: expiryOf(expiresAt, expired) },
  ];
  return <Facts facts={facts} />;
}

function expiryOf(expiresAt: number | undefined, expired: boolean): string {
  if (expiresAt === undefined) return i18n.t('popup.token.never');
  const when = dayAndTime(expiresAt);
  return expired ? i18n.t('popup.token.expired', [when]) : when;
}

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
