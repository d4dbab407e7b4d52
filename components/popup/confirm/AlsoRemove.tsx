import { useId } from 'preact/hooks';
import { i18n } from '#i18n';

/** Whether a ban, which ejects nobody, is followed by a removal. */
export function AlsoRemove({
  checked,
  onChange,
}: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div class="check">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>{i18n.t('popup.confirm.alsoRemove')}</label>
      <span id={`${id}-hint`} class="hint">
        {i18n.t('popup.confirm.alsoRemoveHint')}
      </span>
    </div>
  );
}
