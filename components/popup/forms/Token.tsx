import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Decision } from '~/components/popup/confirm/Decision';
import { Trouble } from '~/components/popup/confirm/Trouble';
import { Unlock, type UnlockKeys } from '~/components/popup/confirm/Unlock';
import type { TroubleCode } from '~/components/popup/state';
import { Notice } from '~/components/ui/Notice';
import type { Base } from '~/utils/jaas/address';
import type { TokenToBan } from '~/utils/jaas/meeting-token';
import type { TokenFacts as Facts } from '~/utils/journal/action';
import type { PopupState, RequestOf } from '~/utils/messages/protocol';
import { Heading } from './Heading';
import { TokenFacts } from './TokenFacts';
import { TokenForm } from './TokenForm';

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
  isOwn,
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
  /** Whether a user id is the host's own in an open meeting of the AppID. */
  readonly isOwn: (asked: RequestOf<'by-hand.is-own'>) => Promise<boolean>;
  readonly onConfirm: (ban: TokenBan) => void;
  readonly onCancel: () => void;
  readonly openKeys: () => void;
  readonly unlock: UnlockKeys;
}) {
  // The id is made with the question, so that answering it twice is one action.
  const [asked, setAsked] = useState<{ id: string; token: TokenToBan } | null>(null);
  const own = useOwn(asked?.token ?? null, isOwn);
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
      {own === true && (
        <Notice tone="danger" role="alert">
          <p class="lead">{i18n.t('popup.token.own')}</p>
        </Notice>
      )}
      {token.expired && <Notice tone="warn">{i18n.t('popup.token.expiredHint')}</Notice>}
      {locked && <Unlock unlock={unlock} />}
      <Trouble code={trouble === 'locked' ? null : trouble} openKeys={openKeys} />
      <Decision
        content={`${id} ${locked} ${own}`}
        label={i18n.t('popup.confirm.ban')}
        blocked={locked || own === null}
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

/** Null until it is known whether the token has the host's own user id: that is to be read first. */
function useOwn(
  token: TokenToBan | null,
  isOwn: (asked: RequestOf<'by-hand.is-own'>) => Promise<boolean>,
): boolean | null {
  const [own, setOwn] = useState<boolean | null>(null);
  useEffect(() => {
    if (token === null) return;
    let there = true;
    const { appId, userId } = token;
    const answer = userId === undefined ? Promise.resolve(false) : isOwn({ appId, userId });
    answer
      // No answer is no reason to keep a leaked token working.
      .catch(() => false)
      .then((found) => there && setOwn(found));
    return () => {
      there = false;
    };
  }, [token, isOwn]);
  return own;
}

function factsOf({ userId, userName, room, expiresAt }: TokenToBan): Facts {
  return {
    userId: userId ?? null,
    userName: userName ?? null,
    room: room ?? null,
    expiresAt: expiresAt ?? null,
  };
}
