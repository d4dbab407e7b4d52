import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ErrorNotice } from '~/components/popup/confirm/Unlock';
import type { ErrorCode } from '~/components/popup/state';
import { TextField } from '~/components/ui/Field';
import { Notice } from '~/components/ui/Notice';
import { Phrase } from '~/components/ui/Phrase';
import type { AppId } from '~/utils/jaas/ids';
import { holdsToken } from '~/utils/jaas/pasted';
import {
  looksLikeParticipantId,
  looksMadeOfOther,
  parseUserId,
  type UserIdRefusal,
} from '~/utils/jaas/user-id';
import type { PopupState } from '~/utils/messages/protocol';
import { safeId } from '~/utils/names/safe-name';
import { AppIdSelect, ManualForm, useFirstFocus } from './parts';

/** Bans somebody who is not in the meeting, by their user id. Leads to the confirmation. */
export function UserIdForm({
  keys,
  preferred,
  error,
  busy,
  onSubmit,
  onCancel,
  openKeys,
}: {
  /** At least one. */
  readonly keys: PopupState['keys'];
  /** The AppID of the meeting on the screen. */
  readonly preferred: AppId;
  readonly error: ErrorCode | null;
  readonly busy: boolean;
  readonly onSubmit: (request: { appId: AppId; userId: string }) => void;
  readonly onCancel: () => void;
  readonly openKeys: () => void;
}) {
  const id = useId();
  const [appId, setAppId] = useState(preferred);
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const field = useFirstFocus<HTMLInputElement>();

  function submit() {
    const parsed = parseUserId(text);
    // A token that was pasted into the wrong form must not get into an address and the journal.
    const code = holdsToken(text) ? 'token' : parsed.ok ? null : parsed.code;
    setRefusal(code);
    if (!parsed.ok || code !== null) field.current?.focus();
    else if (!busy) onSubmit({ appId, userId: parsed.userId });
  }

  const wrong = refusal && refusals[refusal]();
  return (
    <ManualForm
      title={i18n.t('popup.userId.title')}
      intro={i18n.t('popup.userId.intro')}
      next={i18n.t('popup.userId.next')}
      blocked={busy}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <AppIdSelect keys={keys} value={appId} onChange={setAppId} />
      <TextField
        id={id}
        label={i18n.t('popup.userId.field')}
        hint={wrong === null && i18n.t('popup.userId.hint')}
        error={wrong}
        value={text}
        inputRef={field}
        mono
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setRefusal(null);
        }}
      />
      <div role="status" class="slot">
        {parseUserId(text).ok && <About userId={text} />}
      </div>
      <ErrorNotice code={error} openKeys={openKeys} />
    </ManualForm>
  );
}

/** Of a user id that is taken as it is typed: what of it cannot be seen in the field, and what makes it doubtful. */
function About({ userId }: { readonly userId: string }) {
  const shown = safeId(userId);
  return (
    <>
      {shown !== userId && (
        <span>
          <Phrase text={(id) => i18n.t('popup.userId.exactly', [id])}>
            <bdi class="mono lead exact">{shown}</bdi>
          </Phrase>
        </span>
      )}
      {looksMadeOfOther(userId) && (
        <Notice tone="warn">{i18n.t('popup.userId.madeOfOther')}</Notice>
      )}
      {looksLikeParticipantId(userId) && (
        <Notice tone="warn">{i18n.t('popup.userId.participant')}</Notice>
      )}
    </>
  );
}

type Refusal = UserIdRefusal | 'token';

const refusals: Record<Refusal, () => string> = {
  token: () => i18n.t('popup.userId.token'),
  'not-text': () => i18n.t('popup.userId.empty'),
  empty: () => i18n.t('popup.userId.empty'),
  dots: () => i18n.t('popup.userId.dots'),
  surrogate: () => i18n.t('popup.userId.surrogate'),
  'too-long': () => i18n.t('popup.userId.tooLong'),
};
