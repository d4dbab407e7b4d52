import { type ComponentChildren, Fragment } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { NOTE_LIMIT } from '~/utils/journal/limits';
import { useGuard } from './use-guard';

/**
 * The end of every confirmation: a private note, Cancel, where the focus starts, and the one
 * dangerous button. That button works once, and only when what it is about has been on the screen
 * for a moment.
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
  const armed = useGuard(content);
  const [note, setNote] = useState('');
  const noteId = useId();
  // Another content is another question: the focus goes back to the answer that does nothing.
  useEffect(() => {
    if (content) cancel.current?.focus();
  }, [content]);

  const ready = armed && !busy && !blocked;
  return (
    <Fragment>
      <div class="note">
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
        <button ref={cancel} type="button" class="button button--large" onClick={onCancel}>
          {i18n.t('popup.confirm.cancel')}
        </button>
        <Button
          look="danger"
          large
          aria-disabled={!ready}
          {...(describedBy ? { 'aria-describedby': describedBy } : {})}
          onClick={() => {
            if (ready) onConfirm(note);
          }}
        >
          {label}
        </Button>
      </div>
    </Fragment>
  );
}
