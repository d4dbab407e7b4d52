import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ErrorNotice } from '~/components/popup/confirm/Unlock';
import type { ErrorCode } from '~/components/popup/state';
import type { AppId } from '~/utils/jaas/ids';
import {
  type FoundMeeting,
  readTypedMeeting,
  type TypedMeetingRefusal,
} from '~/utils/jaas/meeting-url';
import type { Meeting } from '~/utils/journal/action';
import type { PopupState } from '~/utils/messages/protocol';
import { isolated } from '~/utils/names/direction';
import { wholeRoomTitle } from '~/utils/names/room-title';
import { AppIdSelect, AppIdValue, Found, ManualForm, PasteField, useFirstFocus } from './parts';

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
  const field = useFirstFocus<HTMLTextAreaElement>();
  const typed = readTypedMeeting(text, appId);
  const foreign = typed.ok && !keys.some((key) => key.appId === typed.appId);
  const wrong = whyNot();

  function whyNot(): ComponentChildren {
    if (foreign && typed.ok) return i18n.t('popup.endByName.otherApp', [typed.appId]);
    if (typed.ok) return null;
    if (typed.code === 'several') {
      return <Found text={i18n.t('popup.endByName.several')} found={linesOf(typed.found)} />;
    }
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
      <PasteField
        id={id}
        label={i18n.t('popup.endByName.field')}
        hint={wrong === null && i18n.t('popup.endByName.hint')}
        error={wrong}
        rows={2}
        value={text}
        inputRef={field}
        onValue={setText}
      />
      <p role="status" class="slot">
        {typed.ok && !foreign && (
          <>
            <span>
              {i18n.t('popup.endByName.known')}{' '}
              <bdi class="lead">{wholeRoomTitle(typed.known)}</bdi>
            </span>
            {typed.fromLink && keys.length > 1 && (
              <span>
                {i18n.t('popup.facts.appId')}:{' '}
                <bdi class="mono">
                  <AppIdValue appId={typed.appId} />
                </bdi>
              </span>
            )}
          </>
        )}
      </p>
      <ErrorNotice code={error} openKeys={openKeys} />
    </ManualForm>
  );
}

/** Meetings that were found, each in a line, with its AppID where they differ in that. */
function linesOf(found: readonly FoundMeeting[]): string[] {
  const isOfOne = new Set(found.map(({ appId }) => appId)).size === 1;
  return found.map(({ known, appId }) => {
    const title = isolated(wholeRoomTitle(known));
    return isOfOne ? title : `${title} · ${appId}`;
  });
}

const refusals: Record<Exclude<TypedMeetingRefusal, 'several'>, () => string> = {
  empty: () => i18n.t('popup.endByName.empty'),
  'not-a-meeting-link': () => i18n.t('popup.endByName.notALink'),
  'no-room': () => i18n.t('popup.endByName.noRoom'),
  'too-long': () => i18n.t('popup.endByName.tooLong'),
  lines: () => i18n.t('popup.endByName.lines'),
};
