import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ErrorNotice } from '~/components/popup/confirm/Unlock';
import type { ErrorCode } from '~/components/popup/state';
import { TextField } from '~/components/ui/Field';
import type { AppId } from '~/utils/jaas/ids';
import { readTypedMeeting, type TypedMeetingRefusal } from '~/utils/jaas/meeting-url';
import type { Meeting } from '~/utils/journal/action';
import type { PopupState } from '~/utils/messages/protocol';
import { wholeRoomTitle } from '~/utils/names/room-title';
import { AppIdSelect, ManualForm, useFirstFocus } from './parts';

/** Ends a meeting that no tab shows, by its name or its link. Leads to the confirmation. */
export function EndByNameForm({
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
  readonly preferred: AppId;
  readonly error: ErrorCode | null;
  readonly busy: boolean;
  readonly onSubmit: (meeting: Meeting) => void;
  readonly onCancel: () => void;
  readonly openKeys: () => void;
}) {
  const id = useId();
  const [appId, setAppId] = useState(preferred);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const field = useFirstFocus<HTMLInputElement>();
  const typed = readTypedMeeting(text, appId);
  const foreign = typed.ok && !keys.some((key) => key.appId === typed.appId);
  const wrong = whyNot();

  function whyNot(): string | null {
    if (foreign && typed.ok) return i18n.t('popup.endByName.otherApp', [typed.appId]);
    if (typed.ok) return null;
    // A field that somebody is still typing in is not accused of being empty.
    return asked || typed.code !== 'empty' ? refusals[typed.code]() : null;
  }

  function submit() {
    setAsked(true);
    if (!typed.ok || foreign) field.current?.focus();
    else if (!busy) onSubmit({ appId: typed.appId, room: typed.room });
  }

  return (
    <ManualForm
      title={i18n.t('popup.endByName.title')}
      intro={i18n.t('popup.endByName.intro')}
      next={i18n.t('popup.endByName.next')}
      blocked={busy}
      onSubmit={submit}
      onCancel={onCancel}
    >
      {!(typed.ok && typed.fromLink) && (
        <AppIdSelect keys={keys} value={appId} onChange={setAppId} />
      )}
      <TextField
        id={id}
        label={i18n.t('popup.endByName.field')}
        hint={wrong === null && i18n.t('popup.endByName.hint')}
        error={wrong}
        value={text}
        inputRef={field}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <p role="status" class="slot">
        {typed.ok && !foreign && (
          <span>
            {i18n.t('popup.endByName.known')} <bdi class="lead">{wholeRoomTitle(typed.known)}</bdi>
          </span>
        )}
      </p>
      <ErrorNotice code={error} openKeys={openKeys} />
    </ManualForm>
  );
}

const refusals: Record<TypedMeetingRefusal, () => string> = {
  empty: () => i18n.t('popup.endByName.empty'),
  'not-a-meeting-link': () => i18n.t('popup.endByName.notALink'),
  'no-room': () => i18n.t('popup.endByName.noRoom'),
  'too-long': () => i18n.t('popup.endByName.tooLong'),
};
