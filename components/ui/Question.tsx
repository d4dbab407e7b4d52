import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from './Button';
import { ConfirmButton } from './ConfirmButton';
import { Notice } from './Notice';

/** Asks once before something that cannot be undone; the focus starts on Cancel. */
export function Question({
  title,
  children,
  yes,
  busy = false,
  onYes,
  onCancel,
}: {
  title: string;
  children: ComponentChildren;
  /** The word for it. */
  yes: string;
  busy?: boolean;
  onYes: () => void;
  onCancel: () => void;
}) {
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => cancel.current?.focus(), []);
  return (
    <fieldset
      class="question"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !busy) onCancel();
      }}
    >
      <Notice tone="danger">
        <strong>{title}</strong>
        <p class="notice__text">{children}</p>
        <div class="acts">
          <Button ref={cancel} disabled={busy} onClick={onCancel}>
            {i18n.t('options.cancel')}
          </Button>
          <ConfirmButton content={title} label={yes} blocked={busy} onConfirm={onYes} />
        </div>
      </Notice>
    </fieldset>
  );
}
