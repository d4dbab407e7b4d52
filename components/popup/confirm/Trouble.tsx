import { i18n } from '#i18n';
import type { TroubleCode } from '~/components/popup/state';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';
import { refusalWords } from '~/components/ui/words/refusal-words';

/** Why the last thing was not done, with what helps. Spoken at once. */
export function Trouble({
  code,
  openKeys,
}: {
  readonly code: TroubleCode | null;
  readonly openKeys: () => void;
}) {
  if (code === null) return null;
  const aboutKeys = code === 'no-key' || code === 'locked' || code === 'damaged';
  return (
    <Notice tone="danger" role="alert">
      <p>{wordsOf(code)}</p>
      {aboutKeys && <Button onClick={openKeys}>{i18n.t('popup.openKeys')}</Button>}
    </Notice>
  );
}

function wordsOf(code: TroubleCode): string {
  if (code === 'no-answer') return i18n.t('popup.noAnswer');
  return code === 'damaged' ? i18n.t('popup.meeting.damaged') : refusalWords(code);
}
