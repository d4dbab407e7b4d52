import type { RefObject } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from './Button';
import { type GuardWatch, watchGuard } from './guard';

/** A button that acts only for a click that was meant for what is shown, such as the answer to a question. */
export function ConfirmButton({
  content,
  label,
  look = 'danger',
  large = false,
  blocked = false,
  form,
  describedBy,
  onConfirm,
}: {
  /** Stands for all that is asked: another value is another question. */
  readonly content: string;
  readonly label: string;
  readonly look?: 'danger' | 'primary' | 'plain';
  readonly large?: boolean;
  /** It cannot be answered at all now. */
  readonly blocked?: boolean;
  /** The form that it sends off too, be it pressed when it does not count yet. */
  readonly form?: string;
  readonly describedBy?: string | undefined;
  readonly onConfirm: () => void;
}) {
  const button = useRef<HTMLButtonElement>(null);
  const { isArmed, round, accepts } = useGuard(content, button);
  const waitId = useId();
  const isReady = isArmed && !blocked;
  const descriptions = [describedBy, isArmed ? undefined : waitId].filter(Boolean);
  return (
    <>
      <Button
        ref={button}
        look={look}
        large={large}
        {...(form !== undefined && { type: 'submit' as const, form })}
        aria-disabled={!isReady}
        // Two names in turn, so that what is drawn begins anew with the quiet.
        data-arming={isArmed || blocked ? undefined : round % 2}
        {...(descriptions.length > 0 && { 'aria-describedby': descriptions.join(' ') })}
        onClick={(event) => {
          if (isReady && accepts(event)) onConfirm();
        }}
      >
        {label}
      </Button>
      <span id={waitId} hidden>
        {i18n.t('guard.wait')}
      </span>
    </>
  );
}

/** Watches the button's question; `round` counts how often the quiet began anew. */
function useGuard(content: string, button: RefObject<HTMLElement | null>) {
  const [armed, setArmed] = useState({ content: '', isArmed: false, round: 0 });
  const watch = useRef<GuardWatch | null>(null);
  useEffect(() => {
    if (button.current === null) return;
    const started = watchGuard(button.current, (isArmed) =>
      setArmed(({ round }) => ({ content, isArmed, round: isArmed ? round : round + 1 })),
    );
    watch.current = started;
    return started.stop;
  }, [content, button]);
  return {
    isArmed: armed.isArmed && armed.content === content,
    round: armed.round,
    accepts: (event: Event) => watch.current?.accepts(event) ?? false,
  };
}
