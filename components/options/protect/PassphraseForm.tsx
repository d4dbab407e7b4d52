import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { useAlone } from '~/components/options/use-alone';
import { Button } from '~/components/ui/Button';
import { TextField } from '~/components/ui/Field';
import { fieldOf, type ProtectionProblem, problemLabel } from '~/components/ui/labels/keys';
import { Notice } from '~/components/ui/Notice';
import { passphraseProblem } from '~/utils/keys/passphrase';

export interface Passphrases {
  readonly current: string;
  readonly next: string;
}

/** Asks for the current passphrase, a new one twice, or both. Closes itself only by `onSubmit`. */
export function PassphraseForm({
  asks,
  currentLabel,
  submitLabel,
  danger = false,
  now,
  onSubmit,
  onCancel,
}: {
  asks: 'current' | 'next' | 'both';
  currentLabel: string;
  submitLabel: string;
  danger?: boolean;
  now: () => number;
  /** @returns what went wrong, or null when it is done */
  onSubmit: (typed: Passphrases) => Promise<ProtectionProblem | null>;
  onCancel?: () => void;
}) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [repeat, setRepeat] = useState('');
  const [problem, setProblem] = useState<ProtectionProblem | null>(null);
  const [busy, alone] = useAlone();
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  const field = problem && fieldOf(problem);
  const words = problem && problemLabel(problem, now());

  useEffect(() => {
    if (onCancel) form.current?.querySelector('input')?.focus();
  }, [onCancel !== undefined]);

  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);

  /** What was wrong is being mended. */
  const typed =
    (set: (value: string) => void) =>
    ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
      set(currentTarget.value);
      setProblem(null);
    };

  async function submit() {
    const early = earlyProblem(asks, current, next, repeat);
    if (early) {
      setProblem(early);
      return;
    }
    const failed: ProtectionProblem = { ok: false, code: 'storage-failed' };
    const found = await onSubmit({ current, next }).catch(() => failed);
    setProblem(found);
    if (found === null) {
      setCurrent('');
      setNext('');
      setRepeat('');
    }
  }

  return (
    <form
      class="passphrase"
      noValidate
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        // Tried once for a double click: each wrong try counts.
        void alone(submit, undefined);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel?.();
      }}
    >
      {asks !== 'next' && (
        <TextField
          id={`${id}-current`}
          label={currentLabel}
          secret
          autocomplete="current-password"
          value={current}
          error={field === 'current' && words}
          onInput={typed(setCurrent)}
        />
      )}
      {asks !== 'current' && (
        <>
          <TextField
            id={`${id}-next`}
            label={i18n.t('options.protect.next')}
            hint={i18n.t('options.protect.nextHint')}
            secret
            autocomplete="new-password"
            value={next}
            error={field === 'next' && words}
            onInput={typed(setNext)}
          />
          <TextField
            id={`${id}-repeat`}
            label={i18n.t('options.protect.repeat')}
            secret
            autocomplete="new-password"
            value={repeat}
            error={field === 'repeat' && words}
            onInput={typed(setRepeat)}
          />
        </>
      )}
      {problem && field === null && (
        <Notice tone="danger" role="alert">
          {words}
        </Notice>
      )}
      <div class="cluster">
        <Button type="submit" look={danger ? 'danger' : 'primary'} aria-disabled={busy}>
          {submitLabel}
        </Button>
        {onCancel && <Button onClick={onCancel}>{i18n.t('options.cancel')}</Button>}
      </div>
    </form>
  );
}

/** What can be said without trying. */
function earlyProblem(
  asks: 'current' | 'next' | 'both',
  current: string,
  next: string,
  repeat: string,
): ProtectionProblem | null {
  if (asks !== 'next' && current === '') return { ok: false, code: 'needs-passphrase' };
  if (asks === 'current') return null;
  const length = passphraseProblem(next);
  if (length !== null) return { ok: false, code: length };
  return next === repeat ? null : { ok: false, code: 'not-repeated' };
}
