import { useId } from 'preact/hooks';

/** One setting that is chosen from a list, with what it means under it. */
export function SelectSetting<T extends string | number | null>({
  label,
  hint,
  value,
  choices,
  labelOf,
  disabled = false,
  onChoose,
}: {
  label: string;
  hint: string;
  value: T;
  choices: readonly T[];
  labelOf: (choice: T) => string;
  disabled?: boolean;
  onChoose: (choice: T) => void;
}) {
  const id = useId();
  return (
    <div class="setting">
      <label class="label" for={id}>
        {label}
      </label>
      <select
        class="field select"
        id={id}
        value={String(value)}
        disabled={disabled}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => {
          const chosen = choices.find((choice) => String(choice) === currentTarget.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {choices.map((choice) => (
          <option key={String(choice)} value={String(choice)}>
            {labelOf(choice)}
          </option>
        ))}
      </select>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
