import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { describe, FieldError } from '~/components/ui/Field';
import { CommandLine } from './CommandLine';
import type { KeyFileLabels } from './key-file-labels';
import type { AddKeyModel } from './use-add-key';

/** Takes the key by drop, as a file or by paste. A file's content is not shown. */
export function PrivateKeyField({
  id,
  model,
  over,
}: {
  id: string;
  model: AddKeyModel;
  /** A file is being dragged over the page. */
  over: boolean;
}) {
  const { draft, errors } = model;
  const picker = useRef<HTMLInputElement>(null);
  const error = errors.privateKey && <FileProblem words={errors.privateKey} />;

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
      <div class={over ? 'drop-zone drop-zone--over' : 'drop-zone'}>
        <div class="drop-zone__main">
          <FileDrawing />
          {draft.file ? (
            <p class="drop-zone__title">
              <span role="status">
                <bdi class="mono break">{draft.file.name}</bdi>
              </span>{' '}
              <button type="button" class="link" onClick={model.forgetFile}>
                {i18n.t('options.add.forget')}
              </button>
            </p>
          ) : (
            <>
              <p class="drop-zone__title">
                {over ? i18n.t('options.add.dropHere') : i18n.t('options.add.dropFile')}
              </p>
              <p class="hint">{i18n.t('options.add.fileKinds')}</p>
            </>
          )}
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
        </div>
        <textarea
          class="field field--mono field--secret"
          rows={2}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          translate={false}
          placeholder={i18n.t('options.add.privateKeyHint')}
          value={draft.text}
          onInput={(event) => {
            void model.typeKey(event.currentTarget.value, isTyping(event.inputType));
          }}
          {...describe({ id, error })}
        />
      </div>
      <FieldError id={id} error={error} />
    </div>
  );
}

/** A file on its way in; decoration. */
function FileDrawing() {
  return (
    <svg class="drop-zone__file" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M6 2.5h8l4.5 4.5v14.5H6zM14 2.5v5h4.5M12.25 11v7M9.25 15l3 3 3-3" />
    </svg>
  );
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
