import { useId, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Notice } from '~/components/ui/Notice';
import { type Base, hostOf } from '~/utils/jaas/address';
import type { TokenToBan } from '~/utils/jaas/meeting-token';
import type { PopupState } from '~/utils/messages/protocol';
import { FormActions } from './FormActions';
import { Heading } from './Heading';
import { TokenFacts } from './TokenFacts';
import { readPasted } from './token-reading';
import { useFirstFocus } from './use-first-focus';

/** Takes the token that is to be banned and shows at once whose it is. */
export function TokenForm({
  keys,
  base,
  onRead,
  onCancel,
}: {
  readonly keys: PopupState['keys'];
  /** Set when it is tried again at another base address. */
  readonly base: Base | null;
  readonly onRead: (token: TokenToBan) => void;
  readonly onCancel: () => void;
}) {
  const [pasted, setPasted] = useState('');
  const [asked, setAsked] = useState(false);
  const field = useFirstFocus<HTMLTextAreaElement>();
  const id = useId();
  const reading = useMemo(() => readPasted(pasted, keys, Date.now()), [pasted, keys]);
  const wrong = !reading.ok && (asked || !reading.empty);

  function submit(event: Event) {
    event.preventDefault();
    setAsked(true);
    if (reading.ok) onRead(reading.token);
    else field.current?.focus();
  }

  return (
    <main class="view">
      <Heading>{i18n.t('popup.token.title')}</Heading>
      <p>
        {base === null ? i18n.t('popup.token.intro') : i18n.t('popup.token.again', [hostOf(base)])}
      </p>
      <form class="form" onSubmit={submit} noValidate>
        <div>
          <label class="label" for={id}>
            {i18n.t('popup.token.field')}
          </label>
          <textarea
            ref={field}
            id={id}
            class="field field--mono token"
            rows={3}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            value={pasted}
            aria-invalid={wrong}
            aria-describedby={`${id}-hint`}
            onInput={(event) => setPasted(event.currentTarget.value)}
          />
          <p id={`${id}-hint`} class={wrong ? 'under' : 'hint under'}>
            {wrong ? (
              <span class="field-error" role="alert">
                {reading.why}
              </span>
            ) : (
              i18n.t('popup.token.hint')
            )}
          </p>
        </div>
        <div role="status" class="slot">
          {reading.ok && <TokenFacts token={reading.token} />}
          {reading.ok && reading.token.expired && (
            <Notice tone="warn">{i18n.t('popup.token.expiredHint')}</Notice>
          )}
        </div>
        <FormActions next={i18n.t('popup.token.next')} onCancel={onCancel} />
      </form>
    </main>
  );
}
