import { type ComponentChildren, Fragment } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { left, useNow } from '~/components/ui/time';
import { NOTE_LIMIT } from '~/utils/journal/action';

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

/** How long something must have been on the screen before it can be agreed to, in milliseconds. */
export const GUARD_MS = 350;

/**
 * Holds a dangerous button back for a moment after what it is about has appeared or changed, so
 * that a click meant for what was there before is not taken for an answer (double click in the
 * page, a window that appears under the pointer).
 *
 * @param content stands for what is shown; when it differs the moment begins anew
 * @returns whether the button may be used now
 */
function useGuard(content: string): boolean {
  const [open, setOpen] = useState<string | null>(null);
  const shown = useRef(content);
  shown.current = content;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = () => {
      clearTimeout(timer);
      setOpen(null);
      if (document.visibilityState === 'hidden') return;
      timer = setTimeout(() => setOpen(shown.current), GUARD_MS);
    };
    begin();
    document.addEventListener('visibilitychange', begin);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', begin);
    };
  }, [content]);
  return open === content;
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
