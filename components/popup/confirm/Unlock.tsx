import { useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { type ProtectionProblem, problemWords } from '~/components/ui/words/keys';

/** Opens the keys with a passphrase; null when they are open. */
export type UnlockKeys = (passphrase: string) => Promise<ProtectionProblem | null>;

/** Asks for the passphrase, where the keys are locked. What was typed is not kept. */
export function Unlock({ unlock }: { readonly unlock: UnlockKeys }) {
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProtectionProblem | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();

  async function submit(event: Event) {
    event.preventDefault();
    if (busy || passphrase === '') return;
    setBusy(true);
    const result = await unlock(passphrase).catch(() => FAILED);
    setProblem(result);
    setPassphrase('');
    setBusy(false);
    if (result !== null) field.current?.focus();
  }

  return (
    <form class="unlock" onSubmit={(event) => void submit(event)} noValidate>
      <label class="label" for={id}>
        {i18n.t('popup.unlock.passphrase')}
      </label>
      <div class="unlock__row">
        <input
          ref={field}
          id={id}
          class="field"
          type="password"
          autocomplete="off"
          value={passphrase}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-hint`}
          onInput={(event) => setPassphrase(event.currentTarget.value)}
        />
        <Button look="primary" type="submit" aria-disabled={busy}>
          {i18n.t('popup.unlock.act')}
        </Button>
      </div>
      <p id={`${id}-hint`} class="hint under">
        {problem === null ? (
          i18n.t('popup.unlock.hint')
        ) : (
          <span class="field-error" role="alert">
            {problemWords(problem, Date.now())}
          </span>
        )}
      </p>
    </form>
  );
}

const FAILED: ProtectionProblem = { ok: false, code: 'storage-failed' };
