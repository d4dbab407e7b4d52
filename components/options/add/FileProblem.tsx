import { i18n } from '#i18n';
import { CopyButton } from '../CopyButton';
import type { KeyFileWords } from './key-file-words';

/** What a key file is, what to do about it, and the command that does it, ready to copy. */
export function FileProblem({ words }: { words: KeyFileWords }) {
  return (
    <>
      <p>{words.text}</p>
      {words.advice && <p class="advice">{words.advice}</p>}
      {words.command && (
        <div class="command">
          <code translate={false} dir="ltr">
            {words.command}
          </code>
          <CopyButton text={words.command} name={i18n.t('options.add.copyCommand')} />
        </div>
      )}
    </>
  );
}
