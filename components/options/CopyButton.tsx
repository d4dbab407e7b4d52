import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { Icon } from '~/components/ui/Icon';

/** Puts a text on the clipboard. Handed in, because a test has no clipboard. */
export type Copy = (text: string) => Promise<void>;

export const CopyContext = createContext<Copy>((text) => navigator.clipboard.writeText(text));

const SHOWN_MS = 4000;

/** Copies `text` and says so on itself and to a screen reader. `name` says what is copied. */
export function CopyButton({ text, name, label }: { text: string; name: string; label?: string }) {
  const copy = useContext(CopyContext);
  const [result, setResult] = useState<'copied' | 'failed' | null>(null);

  useEffect(() => {
    if (result !== 'copied') return;
    const timer = setTimeout(() => setResult(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [result]);

  const run = () =>
    copy(text).then(
      () => setResult('copied'),
      () => setResult('failed'),
    );

  return (
    <>
      <Button aria-label={name} onClick={run}>
        <Icon name={result === 'copied' ? 'check' : 'copy'} size={15} />
        <span>
          {result === 'copied' ? i18n.t('options.copied') : (label ?? i18n.t('options.copy'))}
        </span>
      </Button>
      <span role="status" class={result === 'failed' ? 'field-error' : 'visually-hidden'}>
        {result === 'copied' && i18n.t('options.copied')}
        {result === 'failed' && i18n.t('options.copyFailed')}
      </span>
    </>
  );
}
