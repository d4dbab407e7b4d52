import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { type Fact, Facts } from '~/components/ui/KeyFacts';
import { Notice } from '~/components/ui/Notice';
import { dayAndTime } from '~/components/ui/time';
import { readTokenToBan, type TokenRefusal, type TokenToBan } from '~/utils/jaas/meeting-token';
import { mayBeCut } from '~/utils/jaas/pasted-tokens';
import type { PopupState } from '~/utils/messages/protocol';
import { inLogicalOrder, isolated } from '~/utils/names/direction';
import { safeId, safeName } from '~/utils/names/safe-name';
import { AppIdValue, Found } from './parts';

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

/** What to know about a token before it is banned. */
export function TokenCautions({ token }: { readonly token: TokenToBan }) {
  return (
    <>
      {token.expired && <Notice tone="warn">{i18n.t('popup.token.expiredHint')}</Notice>}
      {mayBeCut(token.token) && <Notice tone="warn">{i18n.t('popup.token.mayBeCut')}</Notice>}
      {token.userIdIsNoText && <Notice tone="warn">{i18n.t('popup.token.noText')}</Notice>}
    </>
  );
}

function expiryOf(expiresAt: number | null | undefined, expired: boolean): string {
  if (expiresAt === undefined) return i18n.t('popup.token.never');
  if (expiresAt === null) return i18n.t('popup.token.endUnreadable');
  const when = dayAndTime(expiresAt);
  return expired ? i18n.t('popup.token.expired', [when]) : when;
}

export type TokenReading =
  | { readonly ok: true; readonly token: TokenToBan }
  | { readonly ok: false; readonly empty: boolean; readonly why: ComponentChildren };

/**
 * Reads what was pasted and says in words why it cannot be banned from here. A token tells its own
 * AppID, so the key is chosen by it.
 *
 * @param now in milliseconds since 1970
 */
export function readPasted(pasted: string, keys: PopupState['keys'], now: number): TokenReading {
  const read = readTokenToBan(pasted, { now });
  if (!read.ok && read.code === 'several') {
    const why = <Found text={i18n.t('popup.token.several')} found={read.found.map(ownerOf)} />;
    return { ok: false, empty: false, why };
  }
  if (!read.ok) return { ok: false, empty: read.code === 'empty', why: refusals[read.code]() };
  if (keys.some(({ appId }) => appId === read.appId)) return { ok: true, token: read };
  return { ok: false, empty: false, why: i18n.t('popup.token.otherApp', [read.appId]) };
}

/** Whose token it is, in one line: what tells it from another one. */
function ownerOf({ userName, userId, expiresAt }: TokenToBan): string {
  const name = safeName(userName).text;
  const id = userId === undefined ? null : inLogicalOrder(safeId(userId));
  const end = typeof expiresAt === 'number' ? dayAndTime(expiresAt) : null;
  const parts = [name && isolated(name), id, end].filter((part) => part !== null);
  return parts.length === 0 ? i18n.t('popup.facts.none') : parts.join(' · ');
}

const refusals: Record<Exclude<TokenRefusal, 'several'>, () => string> = {
  empty: () => i18n.t('popup.token.empty'),
  'too-long': () => i18n.t('popup.token.tooLong'),
  'not-a-token': () => i18n.t('popup.token.notAToken'),
  'no-app': () => i18n.t('popup.token.noApp'),
  // Only where one AppID was asked for; here the token's own decides.
  'wrong-app': () => i18n.t('popup.token.noApp'),
};
