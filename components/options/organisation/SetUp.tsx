import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { describe, FieldBox, TextField } from '~/components/ui/Field';
import { tokenRefusalLabel } from '~/components/ui/labels/token';
import { Notice } from '~/components/ui/Notice';
import { LABEL_LIMIT } from '~/utils/keys/key-record';
import {
  SERVICE_URL_LIMIT,
  serviceHost,
  type TokenService,
} from '~/utils/organisation/token-service';
import type { OrganisationPort } from './port';
import { type Draft, type DraftErrors, EMPTY, readDraft, readKeyFile } from './set-up';

/** What is said below the form: what stands in the way, or that the login is open. */
type Said = { readonly tone: 'danger' | 'plain'; readonly text: string };

/**
 * The form that sets a token service up by hand: it is tried before it is kept, with the login that the host will
 * see. What was typed stays as it was where that fails.
 */
export function SetUp({
  port,
  onDone,
  onCancel,
}: {
  readonly port: OrganisationPort;
  readonly onDone: (service: TokenService) => void;
  readonly onCancel: () => void;
}) {
  const id = useId();
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [errors, setErrors] = useState<DraftErrors>({});
  const [said, setSaid] = useState<Said | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const isGone = useRef(false);

  useEffect(() => {
    first.current?.focus();
    return () => {
      isGone.current = true;
    };
  }, []);
  // In an effect, because the first wrong field has to be drawn as wrong before it can be found.
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);

  function type(field: keyof Draft, text: string) {
    setDraft((before) => ({ ...before, [field]: text }));
    setErrors(({ [field as keyof DraftErrors]: _, ...others }) => others);
    setSaid(null);
  }

  async function submit() {
    if (busy) return;
    setBusy(true);
    // Asked for at once, inside the click.
    const allowed = await port.allowSignIn();
    const result = await trySetUp(allowed).catch(
      (): Said => ({ tone: 'danger', text: i18n.t('options.organisation.failed') }),
    );
    setSaid(result);
    setBusy(false);
  }

  /** Returns what there is to say, or null where it was done. */
  async function trySetUp(allowed: boolean): Promise<Said | null> {
    const read = await readDraft(draft);
    if (!read.ok) {
      setErrors(read.errors);
      setRefusals((count) => count + 1);
      // A private key has no business here: it is not left on the screen.
      if (read.isPrivate) setDraft((before) => ({ ...before, publicKey: '' }));
      return null;
    }
    const { service } = read;
    if (!allowed) return refusal('no-permission');
    const host = serviceHost(service);
    setSaid({ tone: 'plain', text: i18n.t('options.organisation.trying', [host]) });
    const answer = await port.tryOut(service);
    if (!answer.ok) return refusal(answer.why);
    // The host has cancelled while the login was open.
    if (isGone.current) return null;
    await port.keep(service);
    onDone(service);
    return null;
  }

  async function readFile(file: File | undefined) {
    if (file === undefined) return;
    const read = await readKeyFile(file);
    type('publicKey', read.ok ? read.text : '');
    if (!read.ok) setErrors((before) => ({ ...before, publicKey: read.error }));
  }

  const key = {
    id: `${id}-key`,
    hint: i18n.t('options.organisation.publicKeyHint'),
    error: errors.publicKey,
  };
  return (
    <form
      class="set-up"
      noValidate
      ref={form}
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3 id={`${id}-title`}>{i18n.t('options.organisation.setUp')}</h3>
      <p class="intro">{i18n.t('options.organisation.setUpIntro')}</p>
      <TextField
        id={`${id}-url`}
        label={i18n.t('options.organisation.address')}
        hint={i18n.t('options.organisation.addressHint')}
        placeholder="https://"
        mono
        inputRef={first}
        value={draft.url}
        maxLength={SERVICE_URL_LIMIT}
        error={errors.url}
        onInput={(event) => type('url', event.currentTarget.value)}
      />
      <TextField
        id={`${id}-app-id`}
        label={i18n.t('options.organisation.appId')}
        mono
        placeholder={i18n.t('options.add.appIdExample')}
        value={draft.appId}
        error={errors.appId}
        onInput={(event) => type('appId', event.currentTarget.value)}
      />
      <FieldBox label={i18n.t('options.organisation.publicKey')} {...key}>
        <textarea
          class="field field--mono"
          rows={5}
          autocomplete="off"
          spellcheck={false}
          translate={false}
          dir="ltr"
          value={draft.publicKey}
          onInput={(event) => type('publicKey', event.currentTarget.value)}
          {...describe(key)}
        />
        <span class="key-file__picker">
          <input
            type="file"
            accept=".pem,.pub,.crt,.cer,.jwk,.json,.txt"
            aria-label={i18n.t('options.organisation.chooseFile')}
            onChange={(event) => {
              const { currentTarget: input } = event;
              void readFile(input.files?.[0]);
              input.value = '';
            }}
          />
          <span class="button" aria-hidden="true">
            {i18n.t('options.add.chooseFile')}
          </span>
        </span>
      </FieldBox>
      <TextField
        id={`${id}-label`}
        label={i18n.t('options.add.label')}
        aside={i18n.t('options.add.labelHint')}
        value={draft.label}
        maxLength={LABEL_LIMIT}
        onInput={(event) => type('label', event.currentTarget.value)}
      />
      <div class="acts">
        <Button large onClick={onCancel}>
          {i18n.t('options.cancel')}
        </Button>
        <Button type="submit" look="primary" large aria-disabled={busy}>
          {busy ? i18n.t('options.organisation.busy') : i18n.t('options.organisation.try')}
        </Button>
      </div>
      <div role={said?.tone === 'danger' ? 'alert' : 'status'}>
        {said && <Notice tone={said.tone}>{said.text}</Notice>}
      </div>
    </form>
  );
}

function refusal(why: Parameters<typeof tokenRefusalLabel>[0]): Said {
  const text = [tokenRefusalLabel(why), i18n.t('options.organisation.notKept')].join(' ');
  return { tone: 'danger', text };
}
