import { useId, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Decision } from '~/components/popup/confirm/Decision';
import { type IsOwn, useOwn } from '~/components/popup/confirm/own';
import { ErrorNotice, type UnlockKeys } from '~/components/popup/confirm/Unlock';
import { Consequence, unlockAnd } from '~/components/popup/confirm/words';
import type { ErrorCode } from '~/components/popup/state';
import { Notice } from '~/components/ui/Notice';
import type { TokenToBan } from '~/utils/jaas/meeting-token';
import { type Base, hostOf } from '~/utils/jaas/operation';
import type { TokenFacts } from '~/utils/journal/action';
import type { PopupState, RequestOf } from '~/utils/messages/protocol';
import { Heading, ManualForm, PasteField, useFirstFocus } from './parts';
import { readPasted, TokenCautions, TokenFactList } from './TokenFacts';

export type TokenBan = RequestOf<'token.ban'>;

/**
 * Bans a token: paste, look whose it is, confirm. The token lives in this view only and is gone
 * with it; it is never shown again after it was pasted.
 */
export function TokenView({
  keys,
  base,
  error,
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
  readonly error: ErrorCode | null;
  readonly busy: boolean;
  readonly newId: () => string;
  readonly isOwn: IsOwn;
  readonly onConfirm: (ban: TokenBan) => void;
  readonly onCancel: () => void;
  readonly openKeys: () => void;
  readonly unlock: UnlockKeys;
}) {
  // The id is made with the question, so that answering it twice is one action.
  const [asked, setAsked] = useState<{ id: string; token: TokenToBan } | null>(null);
  const own = useOwn(asked?.token.appId ?? null, asked?.token.userId, isOwn);
  const questionId = useId();
  if (asked === null) {
    const onRead = (token: TokenToBan) => setAsked({ id: newId(), token });
    return <TokenForm keys={keys} base={base} onRead={onRead} onCancel={onCancel} />;
  }
  const { id, token } = asked;
  const locked = keys.some(({ appId, state }) => appId === token.appId && state === 'locked');
  return (
    <main class="view">
      <Heading id={questionId}>{i18n.t('popup.token.question')}</Heading>
      <TokenFactList token={token} />
      <Consequence small={i18n.t('popup.confirm.tokenMeans')}>
        {i18n.t('popup.confirm.tokenConsequence')}
      </Consequence>
      {own === true && (
        <Notice tone="danger" role="alert">
          <p class="lead">{i18n.t('popup.token.own')}</p>
        </Notice>
      )}
      <TokenCautions token={token} />
      <ErrorNotice code={error === 'locked' ? null : error} openKeys={openKeys} />
      <Decision
        content={own === null ? '' : `${id} ${own}`}
        label={i18n.t('popup.confirm.banToken')}
        unlockLabel={unlockAnd['ban-token']()}
        blocked={own === null}
        locked={locked ? { unlock, byPage: false } : null}
        busy={busy}
        questionId={questionId}
        onCancel={onCancel}
        onConfirm={(note) => {
          const { appId, token: text } = token;
          onConfirm({ id, appId, token: text, facts: factsOf(token), note, base });
        }}
      />
    </main>
  );
}

function factsOf({ userId, userName, room, expiresAt }: TokenToBan): TokenFacts {
  return {
    userId: userId ?? null,
    userName: userName ?? null,
    room: room ?? null,
    expiresAt: expiresAt ?? null,
  };
}

/** Takes the token that is to be banned and shows at once whose it is. */
function TokenForm({
  keys,
  base,
  onRead,
  onCancel,
}: {
  readonly keys: PopupState['keys'];
  /** Set when it is tried again at another base address. */
  readonly base: Base | null;
  readonly onRead: (token: TokenToBan) => void;
  readonly onCancel: () => void;
}) {
  const [pasted, setPasted] = useState('');
  const [asked, setAsked] = useState(false);
  const field = useFirstFocus<HTMLTextAreaElement>();
  const id = useId();
  const reading = useMemo(() => readPasted(pasted, keys, Date.now()), [pasted, keys]);
  const wrong = !reading.ok && (asked || !reading.empty);

  function submit() {
    setAsked(true);
    if (reading.ok) onRead(reading.token);
    else field.current?.focus();
  }

  return (
    <ManualForm
      title={i18n.t('popup.token.title')}
      intro={
        base === null ? i18n.t('popup.token.intro') : i18n.t('popup.token.again', [hostOf(base)])
      }
      next={i18n.t('popup.token.next')}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <PasteField
        id={id}
        label={i18n.t('popup.token.field')}
        hint={!wrong && i18n.t('popup.token.hint')}
        error={wrong && reading.why}
        rows={3}
        mono
        value={pasted}
        inputRef={field}
        onValue={setPasted}
      />
      <div role="status" class="slot">
        {reading.ok && (
          <>
            <TokenFactList token={reading.token} />
            <TokenCautions token={reading.token} />
          </>
        )}
      </div>
    </ManualForm>
  );
}
