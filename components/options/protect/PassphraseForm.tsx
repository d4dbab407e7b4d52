import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { useAlone } from '~/components/options/use-alone';
import { Button } from '~/components/ui/Button';
import { TextField } from '~/components/ui/Field';
import { fieldOf, type ProtectionProblem, problemLabel } from '~/components/ui/labels/keys';
import { Notice } from '~/components/ui/Notice';
import { NewPassphrase, NOTHING_TYPED, newPassphraseProblem } from './NewPassphrase';

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
  inRow = false,
  about = [],
  now,
  onSubmit,
  onCancel,
}: {
  asks: 'current' | 'next' | 'both';
  currentLabel: string;
  submitLabel: string;
  danger?: boolean;
  /** The button stands beside its one field. */
  inRow?: boolean;
  /** What somebody would try first who guesses a new one. */
  about?: readonly string[];
  now: () => number;
  /** @returns what went wrong, or null when it is done */
  onSubmit: (typed: Passphrases) => Promise<ProtectionProblem | null>;
  onCancel?: () => void;
}) {
  const [current, setCurrent] = useState('');
  const [twice, setTwice] = useState(NOTHING_TYPED);
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

  async function work(): Promise<ProtectionProblem | null> {
    if (asks !== 'next' && current === '') return { ok: false, code: 'needs-passphrase' };
    const early = asks === 'current' ? null : await newPassphraseProblem(twice, about);
    return early ?? onSubmit({ current, next: twice.next });
  }

  async function submit() {
    const failed: ProtectionProblem = { ok: false, code: 'storage-failed' };
    const found = await work().catch(() => failed);
    setProblem(found);
    if (found === null) {
      setCurrent('');
      setTwice(NOTHING_TYPED);
    }
  }

  return (
    <form
      class={inRow ? 'passphrase passphrase--row' : 'passphrase'}
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
          onInput={(event) => {
            setCurrent(event.currentTarget.value);
            setProblem(null);
          }}
        />
      )}
      {asks !== 'current' && (
        <NewPassphrase
          id={id}
          typed={twice}
          about={about}
          wrong={field === 'current' ? null : field}
          words={words}
          onInput={(typed) => {
            setTwice(typed);
            setProblem(null);
          }}
        />
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
