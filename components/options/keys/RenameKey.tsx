import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { TextField } from '~/components/ui/Field';
import { LABEL_LIMIT } from '~/utils/keys/key-record';

/** The label, and a field in its place while it is being changed. */
export function RenameKey({
  label,
  id,
  onRename,
}: {
  label: string;
  id: string;
  onRename: (label: string) => Promise<void>;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const editing = draft !== null;
  const wasEditing = useRef(false);

  useEffect(() => {
    if (editing) {
      field.current?.focus();
      field.current?.select();
    } else if (wasEditing.current) button.current?.focus();
    wasEditing.current = editing;
  }, [editing]);

  if (draft === null) {
    return (
      <div class="row">
        <bdi>{label || '–'}</bdi>
        <Button ref={button} onClick={() => setDraft(label)}>
          {i18n.t('options.keys.rename')}
        </Button>
      </div>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void onRename(draft.trim()).then(() => setDraft(null));
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setDraft(null);
      }}
    >
      <TextField
        id={id}
        label={i18n.t('options.keys.renameLabel')}
        hint={i18n.t('options.keys.renameHint')}
        value={draft}
        maxLength={LABEL_LIMIT}
        inputRef={field}
        onInput={(event) => setDraft(event.currentTarget.value)}
      />
      <div class="row">
        <Button type="submit" look="primary">
          {i18n.t('options.save')}
        </Button>
        <Button onClick={() => setDraft(null)}>{i18n.t('options.cancel')}</Button>
      </div>
    </form>
  );
}
