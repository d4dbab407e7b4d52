import { i18n } from '#i18n';
import { Button } from '~/components/shared/Button';
import { Notice } from '~/components/shared/Notice';
import { refusalWords } from '~/components/shared/refusal-words';
import type { Trouble as Code } from './view';

/** Why the last thing was not done, with what helps. Spoken at once. */
export function Trouble({
  code,
  openKeys,
}: {
  readonly code: Code | null;
  readonly openKeys: () => void;
}) {
  if (code === null) return null;
  const aboutKeys = code === 'no-key' || code === 'locked';
  return (
    <Notice tone="danger" role="alert">
      <p>{code === 'no-answer' ? i18n.t('popup.noAnswer') : refusalWords(code)}</p>
      {aboutKeys && <Button onClick={openKeys}>{i18n.t('popup.openKeys')}</Button>}
    </Notice>
  );
}
