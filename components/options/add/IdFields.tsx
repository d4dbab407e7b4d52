import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { describe, FieldError } from '~/components/ui/Field';
import type { IdField } from './form';
import type { AddKeyModel } from './use-add-key';

const names: Record<IdField, { label: () => string; example: () => string }> = {
  appId: {
    label: () => i18n.t('options.add.appId'),
    example: () => i18n.t('options.add.appIdExample'),
  },
  keyId: {
    label: () => i18n.t('options.add.keyId'),
    example: () => i18n.t('options.add.keyIdExample'),
  },
};

/** The two ids in one frame, as the console shows them: `AppID/Key ID`. A paste of both into either fills the two. */
export function IdFields({ model }: { model: AddKeyModel }) {
  const id = useId();
  const { draft, errors, split } = model;
  const hint = `${id}-hint`;

  const field = (name: IdField) => {
    const own = describe({ id: `${id}-${name}`, error: errors[name] });
    return (
      <div class={`ids-field__part ids-field__part--${name}`}>
        <label class="ids-field__label" for={own.id}>
          {names[name].label()}
        </label>
        <input
          type="text"
          class="ids-field__input"
          dir="ltr"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          translate={false}
          placeholder={names[name].example()}
          value={draft[name]}
          onInput={(event) => model.typeId(name, event.currentTarget.value)}
          onBlur={() => model.leaveId(name)}
          {...own}
          aria-describedby={[own['aria-describedby'], hint].filter(Boolean).join(' ')}
        />
      </div>
    );
  };

  return (
    <fieldset class="ids-field">
      <legend class="label">{i18n.t('options.add.ids')}</legend>
      <div class="ids-field__frame">
        {field('appId')}
        <span class="ids-field__slash" aria-hidden="true">
          /
        </span>
        {field('keyId')}
      </div>
      <p class="hint" id={hint}>
        {split ? i18n.t('options.add.split') : i18n.t('options.add.keyIdHint')}
      </p>
      <FieldError id={`${id}-appId`} error={errors.appId} />
      <FieldError id={`${id}-keyId`} error={errors.keyId} />
    </fieldset>
  );
}
