import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { describe, FieldError } from '~/components/ui/Field';
import { CommandLine } from './CommandLine';
import type { KeyFileLabels } from './key-file-labels';
import type { AddKeyModel } from './use-add-key';

/** Takes the key by paste, by drop or as a file. A file's content is not shown. */
export function PrivateKeyField({ id, model }: { id: string; model: AddKeyModel }) {
  const { draft, errors } = model;
  const [over, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const error = errors.privateKey && <FileProblem words={errors.privateKey} />;
  usePageDrops();

  function take(file: File | null | undefined) {
    if (file) void model.chooseFile(file);
    // The same file can be chosen again after it was mended.
    if (picker.current) picker.current.value = '';
  }

  return (
    <div class="field-box">
      <label class="label" for={id}>
        {i18n.t('options.add.privateKey')}
      </label>
      <textarea
        class={`field field--mono field--secret${over ? ' field--drop' : ''}`}
        rows={4}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        translate={false}
        placeholder={over ? i18n.t('options.add.dropHere') : i18n.t('options.add.privateKeyHint')}
        value={draft.text}
        onInput={(event) => {
          void model.typeKey(event.currentTarget.value, isTyping(event.inputType));
        }}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          setOver(false);
          const file = event.dataTransfer?.files[0];
          if (!file) return;
          event.preventDefault();
          take(file);
        }}
        {...describe({ id, error })}
      />
      <div class="key-file">
        <span class="key-file__picker">
          <input
            type="file"
            ref={picker}
            aria-label={i18n.t('options.add.file')}
            onChange={(event) => take(event.currentTarget.files?.[0])}
          />
          <span class="button" aria-hidden="true">
            {i18n.t('options.add.chooseFile')}
          </span>
        </span>
        {draft.file ? (
          <>
            <span role="status">
              <bdi class="mono break">{draft.file.name}</bdi>
            </span>
            <button type="button" class="link" onClick={model.forgetFile}>
              {i18n.t('options.add.forget')}
            </button>
          </>
        ) : (
          <span class="hint">{i18n.t('options.add.fileKinds')}</span>
        )}
      </div>
      <FieldError id={id} error={error} />
    </div>
  );
}

/** A file that misses the field must not replace the page, and with it what was typed. */
function usePageDrops() {
  useEffect(() => {
    const ignore = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    addEventListener('dragover', ignore);
    addEventListener('drop', ignore);
    return () => {
      removeEventListener('dragover', ignore);
      removeEventListener('drop', ignore);
    };
  }, []);
}

/** What a key file is, what to do about it, and the command that does it, ready to copy. */
export function FileProblem({ words }: { words: KeyFileLabels }) {
  return (
    <>
      <p>{words.text}</p>
      {words.advice && <p class="advice">{words.advice}</p>}
      {words.command && <CommandLine command={words.command} />}
    </>
  );
}

/** Letters come and go one at a time; everything else puts a text in at once, or takes one out. */
function isTyping(inputType: string): boolean {
  return /^(?:insertText|insertLineBreak|insertCompositionText|delete(?!ByCut|ByDrag).*)$/.test(
    inputType,
  );
}
