import type { ComponentChildren, ComponentProps, Ref } from 'preact';

/** What every field has: a label, perhaps a hint, perhaps what is wrong with its content. */
export interface FieldFrame {
  readonly id: string;
  readonly label: string;
  /** A word beside the label, such as “optional”; it describes the field like a hint. */
  readonly aside?: string;
  readonly hint?: ComponentChildren;
  readonly error?: ComponentChildren;
}

/** The attributes that tie a control to its hint and its error. */
export function describe({ id, aside, hint, error }: Omit<FieldFrame, 'label'>) {
  const described = [aside && `${id}-aside`, hint && `${id}-hint`, error && `${id}-error`]
    .filter(Boolean)
    .join(' ');
  return {
    id,
    ...(described ? { 'aria-describedby': described } : {}),
    ...(error ? { 'aria-invalid': 'true' as const } : {}),
  };
}

/** A label above, the control, its hint and its error below. */
export function FieldBox({
  id,
  label,
  aside,
  hint,
  error,
  children,
}: FieldFrame & { children: ComponentChildren }) {
  return (
    <div class="field-box">
      <div class="field-box__head">
        <label class="label" for={id}>
          {label}
        </label>
        {aside && (
          <span class="hint" id={`${id}-aside`}>
            {aside}
          </span>
        )}
      </div>
      {children}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={id} error={error} />
    </div>
  );
}

/** What is wrong, beside the field that is wrong. */
export function FieldError({ id, error }: { id: string; error: ComponentChildren }) {
  if (!error) return null;
  return (
    <div class="field-error" id={`${id}-error`} role="alert">
      {error}
    </div>
  );
}

/** A field of one line. Names, ids and keys are never corrected, filled in or translated. */
export function TextField({
  id,
  label,
  aside,
  hint,
  error,
  mono = false,
  secret = false,
  inputRef,
  ...own
}: FieldFrame &
  Pick<
    ComponentProps<'input'>,
    'value' | 'placeholder' | 'maxLength' | 'autocomplete' | 'onInput' | 'onBlur'
  > & {
    mono?: boolean;
    /** A passphrase: not readable on the screen. */
    secret?: boolean;
    inputRef?: Ref<HTMLInputElement>;
  }) {
  const frame = { id, hint, error, ...(aside && { aside }) };
  const common = {
    autocomplete: 'off',
    autocapitalize: 'none' as const,
    spellcheck: false,
    translate: false,
    class: mono ? 'field field--mono' : 'field',
    // Ids and keys are not words: they run left to right in every language.
    ...(mono ? { dir: 'ltr' as const } : {}),
    ref: inputRef ?? null,
    ...own,
    ...describe(frame),
  };
  return (
    <FieldBox label={label} {...frame}>
      {secret ? <input {...common} type="password" /> : <input {...common} type="text" />}
    </FieldBox>
  );
}
