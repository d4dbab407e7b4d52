import { useId } from 'preact/hooks';
import { i18n } from '#i18n';

/**
 * One setting that is chosen from a list, with what it means under it. What the organisation has fixed is shown,
 * also where it is none of the choices, and cannot be changed.
 */
export function SelectSetting<T extends string | number | null>({
  label,
  hint,
  value,
  choices,
  labelOf,
  fixed = false,
  disabled = false,
  onChoose,
}: {
  label: string;
  hint: string;
  value: T;
  choices: readonly T[];
  labelOf: (choice: T) => string;
  fixed?: boolean;
  disabled?: boolean;
  onChoose: (choice: T) => void;
}) {
  const id = useId();
  const listed = choices.includes(value) ? choices : [...choices, value];
  return (
    <div class="setting">
      <label class="label" for={id}>
        {label}
      </label>
      <select
        class="field select"
        id={id}
        value={String(value)}
        disabled={disabled || fixed}
        aria-describedby={fixed ? `${id}-fixed ${id}-hint` : `${id}-hint`}
        onChange={({ currentTarget }) => {
          const chosen = listed.find((choice) => String(choice) === currentTarget.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {listed.map((choice) => (
          <option key={String(choice)} value={String(choice)}>
            {labelOf(choice)}
          </option>
        ))}
      </select>
      {fixed && <SetByOrganisation id={`${id}-fixed`} />}
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}

/** Stands at a control that the organisation has fixed, and describes it. */
export function SetByOrganisation({ id }: { id: string }) {
  return (
    <p class="set-by" id={id}>
      {i18n.t('policy.setBy')}
    </p>
  );
}
