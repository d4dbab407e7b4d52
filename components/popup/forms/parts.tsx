import type { ComponentChildren, Ref } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { describe, FieldBox, type FieldFrame } from '~/components/ui/Field';
import { Icon } from '~/components/ui/Icon';
import { shortAppId } from '~/components/ui/labels/app-id';
import type { AppId } from '~/utils/jaas/ids';
import type { PopupState } from '~/utils/messages/protocol';

/** Which AppID a manual action is for; shows nothing to choose where there is only one. */
export function AppIdSelect({
  keys,
  value,
  onChange,
}: {
  readonly keys: PopupState['keys'];
  readonly value: AppId;
  readonly onChange: (appId: AppId) => void;
}) {
  const id = useId();
  if (keys.length < 2) return null;
  return (
    <div>
      <label class="label" for={id}>
        {i18n.t('popup.facts.appId')}
      </label>
      <select
        id={id}
        class="field"
        value={value}
        onChange={(event) => {
          const chosen = keys.find(({ appId }) => appId === event.currentTarget.value);
          if (chosen) onChange(chosen.appId);
        }}
      >
        {keys.map(({ appId, label }) => (
          <option key={appId} value={appId}>
            {label === appId || label === '' ? appId : `${label} · ${appId}`}
          </option>
        ))}
      </select>
    </div>
  );
}

/** An AppID in short, and whole on demand. */
export function AppIdValue({ appId }: { readonly appId: string }) {
  const [whole, setWhole] = useState(false);
  const short = shortAppId(appId);
  if (short === appId) return <>{appId}</>;
  const label = whole ? i18n.t('popup.facts.lessOfAppId') : i18n.t('popup.facts.wholeAppId');
  return (
    <>
      {whole ? appId : short}
      <button
        type="button"
        class="reveal"
        aria-expanded={whole}
        aria-label={label}
        title={label}
        onClick={() => setWhole(!whole)}
      >
        <Icon name="more" size={16} />
      </button>
    </>
  );
}

/** A form of a manual action: what it is for, its fields, and back to where one was or on to the question. */
export function ManualForm({
  title,
  intro,
  next,
  blocked = false,
  children,
  onSubmit,
  onCancel,
}: {
  readonly title: string;
  readonly intro?: string;
  /** What the button that goes on says. */
  readonly next: string;
  readonly blocked?: boolean;
  readonly children: ComponentChildren;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
}) {
  function submit(event: Event) {
    event.preventDefault();
    onSubmit();
  }

  return (
    <main class="view">
      <Heading>{title}</Heading>
      {intro !== undefined && <p>{intro}</p>}
      <form class="form" onSubmit={submit} noValidate>
        {children}
        <div class="actions">
          <span class="actions__aside" />
          <Button large onClick={onCancel}>
            {i18n.t('popup.confirm.cancel')}
          </Button>
          <Button large look="primary" type="submit" aria-disabled={blocked}>
            {next}
          </Button>
        </div>
      </form>
    </main>
  );
}

/**
 * A field for what people copy from elsewhere, with whatever is around it. It keeps the ends of lines, which a field of
 * one line would take out, so that what stands below a link or a number does not become part of it. Enter goes on.
 */
export function PasteField({
  label,
  rows,
  mono = false,
  phone = false,
  value,
  onValue,
  inputRef,
  ...frame
}: FieldFrame & {
  readonly rows: number;
  readonly mono?: boolean;
  /** A phone number: other keys on a touch screen. */
  readonly phone?: boolean;
  readonly value: string;
  readonly onValue: (text: string) => void;
  readonly inputRef: Ref<HTMLTextAreaElement>;
}) {
  return (
    <FieldBox label={label} {...frame}>
      <textarea
        ref={inputRef}
        class={mono ? 'field field--mono paste' : 'field paste'}
        rows={rows}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        translate={false}
        value={value}
        {...(mono && { dir: 'ltr' as const })}
        {...(phone && { inputMode: 'tel' as const })}
        {...describe(frame)}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }}
      />
    </FieldBox>
  );
}

/** How many of the things that were found are named. */
const NAMED = 5;

/** What a text can be read as, of which one is to be kept. All are made safe already. */
export function Found({
  text,
  found,
}: {
  readonly text: string;
  readonly found: readonly string[];
}) {
  return (
    <>
      {text}
      <ul class="found">
        {found.slice(0, NAMED).map((one) => (
          <li key={one}>
            <bdi>{one}</bdi>
          </li>
        ))}
        {found.length > NAMED && <li>…</li>}
      </ul>
    </>
  );
}

/**
 * Puts the focus on an element when it appears. The attribute `autofocus` does that for the first
 * one of a page only (HTML, "autofocus processed flag").
 */
export function useFirstFocus<T extends HTMLElement>() {
  const element = useRef<T>(null);
  useEffect(() => element.current?.focus(), []);
  return element;
}

/** The heading of a view. `focus` moves the focus there, so that a change of view is spoken. */
export function Heading({
  id,
  focus = false,
  children,
}: {
  /** By which a button is described. */
  readonly id?: string;
  readonly focus?: boolean;
  readonly children: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);
  return (
    <h1 ref={heading} class="heading" tabIndex={-1} {...(id && { id })}>
      {children}
    </h1>
  );
}
