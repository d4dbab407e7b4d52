import type { Ref } from 'preact';
import { useId } from 'preact/hooks';

/** One line to type, with a hint under it in whose place stands what is wrong. */
export function LineField({
  label,
  hint,
  wrong,
  value,
  field,
  phone = false,
  mono = false,
  onValue,
}: {
  readonly label: string;
  readonly hint: string;
  /** Why what was typed cannot be used; spoken at once. */
  readonly wrong: string | null;
  readonly value: string;
  readonly field: Ref<HTMLInputElement>;
  /** A phone number: other keys on a touch screen, and left to right in every language. */
  readonly phone?: boolean;
  readonly mono?: boolean;
  readonly onValue: (value: string) => void;
}) {
  const id = useId();
  return (
    <div>
      <label class="label" for={id}>
        {label}
      </label>
      <input
        ref={field}
        id={id}
        class={mono ? 'field field--mono' : 'field'}
        type="text"
        inputMode={phone ? 'tel' : 'text'}
        dir={phone ? 'ltr' : undefined}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        value={value}
        aria-invalid={wrong !== null}
        aria-describedby={`${id}-hint`}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} class={wrong === null ? 'hint under' : 'under'}>
        {wrong === null ? (
          hint
        ) : (
          <span class="field-error" role="alert">
            {wrong}
          </span>
        )}
      </p>
    </div>
  );
}
