import { type ComponentChildren, Fragment } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ConfirmButton } from '~/components/ui/ConfirmButton';
import { left, useNow } from '~/components/ui/time';
import { NOTE_LIMIT } from '~/utils/journal/action';

/**
 * The end of every confirmation: a private note, Cancel, where the focus starts, and the one
 * dangerous button, which works once and behind its guard.
 */
export function Decision({
  content,
  label,
  blocked = false,
  busy,
  describedBy,
  aside,
  onCancel,
  onConfirm,
}: {
  /** Stands for what is shown: when it changes, focus and guard begin anew. */
  readonly content: string;
  readonly label: string;
  /** It cannot be confirmed at all now; the reason stands above. */
  readonly blocked?: boolean;
  /** The answer is awaited. */
  readonly busy: boolean;
  readonly describedBy?: string;
  readonly aside?: ComponentChildren;
  readonly onCancel: () => void;
  readonly onConfirm: (note: string) => void;
}) {
  const cancel = useRef<HTMLButtonElement>(null);
  const [note, setNote] = useState('');
  const noteId = useId();
  // Another content is another question: the focus goes back to the answer that does nothing.
  useEffect(() => {
    if (content) cancel.current?.focus();
  }, [content]);

  return (
    <Fragment>
      <div>
        <label class="label" for={noteId}>
          {i18n.t('popup.confirm.note')}
        </label>
        <input
          id={noteId}
          class="field"
          type="text"
          autocomplete="off"
          maxLength={NOTE_LIMIT}
          placeholder={i18n.t('popup.confirm.noteHint')}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </div>
      <div class="actions">
        <span class="actions__aside">{aside}</span>
        <button
          ref={cancel}
          type="button"
          class="button button--large"
          // The second click of a double click would take back the next request, which nobody has read.
          onClick={({ detail }) => detail < 2 && onCancel()}
        >
          {i18n.t('popup.confirm.cancel')}
        </button>
        <ConfirmButton
          content={content}
          label={label}
          large
          blocked={busy || blocked}
          describedBy={describedBy}
          onConfirm={() => onConfirm(note)}
        />
      </div>
    </Fragment>
  );
}

/** How long a request still waits. A timer is not spoken as it counts. */
export function Expiry({ at, onExpired }: { readonly at: number; readonly onExpired: () => void }) {
  const now = useNow();
  const over = now >= at;
  useEffect(() => {
    if (over) onExpired();
  }, [over, onExpired]);
  return (
    <span role="timer" aria-live="off" class="hint">
      {i18n.t('popup.confirm.expires', [left(at - now)])}
    </span>
  );
}
