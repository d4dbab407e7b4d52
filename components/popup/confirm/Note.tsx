import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { NOTE_LIMIT } from '~/utils/journal/action';

/** A private note, for whoever has the time: its field comes when it is asked for. */
export function Note({
  value,
  onValue,
}: {
  readonly value: string;
  readonly onValue: (note: string) => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    if (isOpen) field.current?.focus();
  }, [isOpen]);

  if (!isOpen) {
    return (
      <button type="button" class="link extras__fold" onClick={() => setIsOpen(true)}>
        {i18n.t('popup.confirm.addNote')}
      </button>
    );
  }
  return (
    <div class="extras__open">
      <label class="label" for={id}>
        {i18n.t('popup.confirm.note')}
      </label>
      <input
        ref={field}
        id={id}
        class="field"
        type="text"
        autocomplete="off"
        maxLength={NOTE_LIMIT}
        placeholder={i18n.t('popup.confirm.noteHint')}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </div>
  );
}
