import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Notice } from '~/components/shared/Notice';
import type { TokenFacts as Facts } from '~/utils/actions/action';
import type { Base } from '~/utils/jaas/address';
import type { TokenToBan } from '~/utils/jaas/token-to-ban';
import type { PopupState, RequestOf } from '~/utils/messaging/messages';
import { Decision } from './Decision';
import { Heading } from './Heading';
import { TokenFacts } from './TokenFacts';
import { TokenForm } from './TokenForm';
import { Trouble } from './Trouble';
import { Unlock, type UnlockKeys } from './Unlock';
import type { Trouble as TroubleCode } from './view';

export type TokenBan = RequestOf<'token.ban'>;

/**
 * Bans a token: paste, look whose it is, confirm. The token lives in this view only and is gone
 * with it; it is never shown again after it was pasted.
 */
export function TokenView({
  keys,
  base,
  trouble,
  busy,
  newId,
  onConfirm,
  onCancel,
  openKeys,
  unlock,
}: {
  readonly keys: PopupState['keys'];
  readonly base: Base | null;
  readonly trouble: TroubleCode | null;
  readonly busy: boolean;
  readonly newId: () => string;
  readonly onConfirm: (ban: TokenBan) => void;
  readonly onCancel: () => void;
  readonly openKeys: () => void;
  readonly unlock: UnlockKeys;
}) {
  // The id is made with the question, so that answering it twice is one action.
  const [asked, setAsked] = useState<{ id: string; token: TokenToBan } | null>(null);
  if (asked === null) {
    const onRead = (token: TokenToBan) => setAsked({ id: newId(), token });
    return <TokenForm keys={keys} base={base} onRead={onRead} onCancel={onCancel} />;
  }
  const { id, token } = asked;
  const locked = keys.some(({ appId, state }) => appId === token.appId && state === 'locked');
  return (
    <main class="view">
      <Heading>{i18n.t('popup.token.question')}</Heading>
      <TokenFacts token={token} />
      <p>{i18n.t('popup.confirm.tokenMeans')}</p>
      {token.expired && <Notice tone="warn">{i18n.t('popup.token.expiredHint')}</Notice>}
      {locked && <Unlock unlock={unlock} />}
      <Trouble code={trouble === 'locked' ? null : trouble} openKeys={openKeys} />
      <Decision
        content={`${id} ${locked}`}
        label={i18n.t('popup.confirm.ban')}
        blocked={locked}
        busy={busy}
        onCancel={onCancel}
        onConfirm={(note) => {
          const { appId, token: text } = token;
          onConfirm({ id, appId, token: text, facts: factsOf(token), note, base });
        }}
      />
    </main>
  );
}

function factsOf({ userId, userName, room, expiresAt }: TokenToBan): Facts {
  return {
    userId: userId ?? null,
    userName: userName ?? null,
    room: room ?? null,
    expiresAt: expiresAt ?? null,
  };
}
