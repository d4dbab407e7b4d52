import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Button } from '~/components/ui/Button';
import { FieldBox } from '~/components/ui/Field';
import { Icon } from '~/components/ui/Icon';

/**
 * A search above a table, and choices beside it. Where it is narrow all but the search are folded behind one button, with
 * the tools.
 */
export function Filters({
  label,
  hint,
  text,
  onText,
  fold,
  choices,
  tools,
  children,
}: {
  /** What the search is called, and what it looks through. */
  label: string;
  hint: string;
  text: string;
  onText: (text: string) => void;
  /** What the button is called behind which they are folded. */
  fold: string;
  choices: ComponentChildren;
  /** What else is done with what was found. */
  tools?: ComponentChildren;
  /** Below all that, never folded. */
  children?: ComponentChildren;
}) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <search class="filters">
      <div class="filters__head">
        <div class="filters__search">
          <label class="label" for={id}>
            {label}
          </label>
          <input
            class="field"
            id={id}
            type="search"
            value={text}
            placeholder={hint}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => onText(event.currentTarget.value)}
          />
        </div>
        <Button
          class="filters__fold"
          aria-expanded={open}
          aria-controls={`${id}-folded`}
          onClick={() => setOpen(!open)}
        >
          {fold}
          <Icon name="next" size={14} />
        </Button>
      </div>
      <div
        class={open ? 'filters__folded filters__folded--open' : 'filters__folded'}
        id={`${id}-folded`}
      >
        <div class="filters__choices">{choices}</div>
        {tools}
      </div>
      {children}
    </search>
  );
}

/** A filter that is chosen from a list; null is no filter. */
export function Choice<T extends string>({
  label,
  all,
  options,
  value,
  onChange,
  more = null,
}: {
  label: string;
  /** The words for no filter. */
  all: string;
  options: readonly (readonly [T, string])[];
  value: T | null;
  onChange: (value: T | null) => void;
  more?: string | null;
}) {
  const id = useId();
  return (
    <FieldBox id={id} label={label}>
      <select
        class="field select"
        id={id}
        value={value ?? ''}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          onChange(options.find(([one]) => one === chosen)?.[0] ?? null);
        }}
      >
        <option value="">{all}</option>
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
        {more !== null && <option disabled>{more}</option>}
      </select>
    </FieldBox>
  );
}
