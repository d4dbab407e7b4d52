import { i18n } from '#i18n';
import { type Fact, KeyFacts } from '~/components/ui/KeyFacts';
import { dayAndTime } from '~/components/ui/time-words';
import type { TokenToBan } from '~/utils/jaas/meeting-token';
import { safeId } from '~/utils/names/safe-id';
import { safeName } from '~/utils/names/safe-name';
import { AppIdValue } from './AppIdValue';

/** Whose token it is, as the token itself says; never the token. */
export function TokenFacts({ token }: { readonly token: TokenToBan }) {
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
      value: room === '*' ? i18n.t('popup.token.everyRoom') : (safeName(room).text ?? none),
    },
    { name: i18n.t('popup.facts.appId'), value: <AppIdValue appId={appId} />, mono: true },
    { name: i18n.t('popup.facts.expires'), value: expiryOf(expiresAt, expired) },
  ];
  return <KeyFacts facts={facts} />;
}

function expiryOf(expiresAt: number | undefined, expired: boolean): string {
  if (expiresAt === undefined) return i18n.t('popup.token.never');
  const when = dayAndTime(expiresAt);
  return expired ? i18n.t('popup.token.expired', [when]) : when;
}
