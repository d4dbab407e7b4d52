import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { NewPassphrase } from '~/components/options/protect/NewPassphrase';
import { Button } from '~/components/ui/Button';
import { TextField } from '~/components/ui/Field';
import { Notice } from '~/components/ui/Notice';
import { SetByOrganisation } from '~/components/ui/SelectSetting';
import { LABEL_LIMIT } from '~/utils/keys/key-record';
import { IdFields } from './IdFields';
import { FileProblem, PrivateKeyField } from './PrivateKeyField';
import { usePageDrop } from './page-drop';
import { type AddKeyDeps, type AddKeyModel, useAddKey } from './use-add-key';

/**
 * The passphrase of the other keys, a new one for the first key if the person or the organisation wants it, or
 * none.
 */
export type PassphraseAsked = 'current' | 'offered' | 'required' | 'none';

/**
 * The form that brings a key into Gavel. Refused input stays as it was typed, also while the form is out of sight; a
 * file that is dropped anywhere on the page opens it.
 */
export function AddKey({
  passphrase,
  open,
  onOpen,
  onCancel,
  onBegun,
  ...deps
}: AddKeyDeps & {
  passphrase: PassphraseAsked;
  open: boolean;
  onOpen: () => void;
  /** Left out where there is nothing else to do first. */
  onCancel?: (() => void) | undefined;
  /** Told whether a key is in the form. */
  onBegun: (begun: boolean) => void;
}) {
  const model = useAddKey(deps);
  const { draft, errors, busy } = model;
  const form = useRef<HTMLFormElement>(null);
  const id = useId();

  const section = useRef<HTMLElement>(null);
  const [refusals, setRefusals] = useState(0);
  /** Counts files. */
  const [taken, setTaken] = useState(0);

  async function chooseFile(file: File): Promise<void> {
    await model.chooseFile(file);
    setTaken((count) => count + 1);
  }

  const over = usePageDrop(
    // Not behind another tab.
    () => !section.current?.parentElement?.closest('[hidden]'),
    (file) => {
      onOpen();
      void chooseFile(file);
    },
  );

  const begun = draft.file !== null || draft.text.trim() !== '';
  useEffect(() => onBegun(begun), [begun, onBegun]);

  const wasOpen = useRef(open);
  useEffect(() => {
    // Not for the form that the page begins with: there the steps are read first.
    if (open && !wasOpen.current) form.current?.querySelector('input')?.focus();
    wasOpen.current = open;
  }, [open]);

  // In an effect, because what the file lacks has to be drawn first: its passphrase, or whose key it is.
  useEffect(() => {
    if (taken === 0 || errors.privateKey !== undefined) return;
    const wanted = model.encrypted ? `[id="${id}-file-passphrase"]` : '.ids-field__input';
    form.current?.querySelector<HTMLElement>(wanted)?.focus();
  }, [taken]);

  // In an effect, because the first wrong field has to be drawn as wrong before it can be found.
  useEffect(() => {
    if (refusals === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);

  async function submit() {
    if (!(await model.submit())) setRefusals((count) => count + 1);
  }

  return (
    <section class="page__section" aria-labelledby={`${id}-title`} ref={section} hidden={!open}>
      {over && <div class="drop-veil" aria-hidden="true" />}
      <h2 id={`${id}-title`}>{i18n.t('options.add.title')}</h2>
      <p class="intro">{i18n.t('options.add.intro')}</p>
      <form
        class="add-key"
        noValidate
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="add-key__wide">
          <PrivateKeyField id={`${id}-key`} model={{ ...model, chooseFile }} over={over} />
        </div>
        {model.encrypted && (
          <div class="add-key__wide">
            <TextField
              id={`${id}-file-passphrase`}
              label={i18n.t('options.add.filePassphrase')}
              hint={i18n.t('options.add.filePassphraseHint')}
              secret
              value={draft.filePassphrase}
              error={errors.filePassphrase && <FileProblem words={errors.filePassphrase} />}
              onInput={(event) => model.typePassphrase('filePassphrase', event.currentTarget.value)}
            />
          </div>
        )}
        <div class="add-key__wide">
          <IdFields model={model} />
          <Candidates model={model} />
        </div>
        {passphrase === 'current' && (
          <div class="add-key__wide">
            <TextField
              id={`${id}-passphrase`}
              label={i18n.t('options.add.passphrase')}
              hint={i18n.t('options.add.passphraseHint')}
              secret
              autocomplete="current-password"
              value={draft.passphrase}
              error={errors.passphrase}
              onInput={(event) => model.typePassphrase('passphrase', event.currentTarget.value)}
            />
          </div>
        )}
        {(passphrase === 'offered' || passphrase === 'required') && (
          <Protect id={`${id}-protect`} model={model} required={passphrase === 'required'} />
        )}
        <TextField
          id={`${id}-label`}
          label={i18n.t('options.add.label')}
          aside={i18n.t('options.add.labelHint')}
          value={draft.label}
          maxLength={LABEL_LIMIT}
          onInput={(event) => model.typeLabel(event.currentTarget.value)}
        />
        <div class="acts acts--low">
          {onCancel && (
            <Button
              large
              onClick={() => {
                model.forgetAll();
                onCancel();
              }}
            >
              {i18n.t('options.cancel')}
            </Button>
          )}
          <Button type="submit" look="primary" large aria-disabled={busy}>
            {busy ? i18n.t('options.add.submitting') : i18n.t('options.add.submit')}
          </Button>
        </div>
        {errors.form && (
          <div class="add-key__wide">
            <Notice tone="danger" role="alert">
              {errors.form}
            </Notice>
          </div>
        )}
      </form>
    </section>
  );
}

/** The key ids that stand in the file, where there are several: the host knows which one is meant. */
function Candidates({ model }: { model: AddKeyModel }) {
  return (
    <div role="status">
      {model.candidates.length > 0 && (
        <div class="ids">
          <p class="hint">{i18n.t('options.add.severalIds')}</p>
          {model.candidates.map((kid) => (
            <button type="button" class="link" key={kid} onClick={() => model.chooseIds(kid)}>
              {i18n.t('options.add.useId', [kid])}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Offers the first key a passphrase, with which it is never stored without one; or the organisation wants one. */
function Protect({ id, model, required }: { id: string; model: AddKeyModel; required: boolean }) {
  const { draft, errors } = model;
  useEffect(() => {
    if (required && !draft.protect) model.chooseProtect(true);
  }, [required, draft.protect]);

  return (
    <div class="add-key__wide add-key__protect">
      <label class="check" for={id}>
        <input
          type="checkbox"
          id={id}
          checked={draft.protect}
          disabled={required}
          aria-describedby={required ? `${id}-fixed ${id}-hint` : `${id}-hint`}
          onChange={(event) => model.chooseProtect(event.currentTarget.checked)}
        />
        <span>{i18n.t('options.add.protect')}</span>
      </label>
      {required && <SetByOrganisation id={`${id}-fixed`} />}
      <p class="hint" id={`${id}-hint`}>
        {i18n.t('options.add.protectHint')}
      </p>
      {draft.protect && (
        <div class="passphrase">
          <NewPassphrase
            id={id}
            typed={{ next: draft.passphrase, repeat: draft.repeat }}
            about={[draft.appId, draft.keyId, draft.label]}
            wrong={errors.passphrase ? 'next' : errors.repeat ? 'repeat' : null}
            words={errors.passphrase ?? errors.repeat ?? null}
            onInput={model.typeTwice}
          />
        </div>
      )}
    </div>
  );
}
