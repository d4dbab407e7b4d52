import { i18n } from '#i18n';
import type { ErrorCode } from '~/components/popup/state';
import { Button } from '~/components/ui/Button';
import { HelpLink } from '~/components/ui/HelpLink';
import { type HelpTopic, helpOfRefusal } from '~/components/ui/help';
import { refusalLabel } from '~/components/ui/labels/action';
import { Notice } from '~/components/ui/Notice';
import type { KeyState } from '~/utils/messages/protocol-panel';
import { PassphraseForm, type UnlockKeys, usePassphrase } from './Passphrase';

export type { UnlockKeys } from './Passphrase';

/** Asks for the passphrase, where the keys are locked and nothing else is asked. */
export function Unlock({ unlock }: { readonly unlock: UnlockKeys }) {
  const passphrase = usePassphrase({ unlock, byPage: false });
  return (
    <PassphraseForm passphrase={passphrase} onSubmit={() => void passphrase.open()}>
      <Button look="primary" type="submit" aria-disabled={passphrase.busy}>
        {i18n.t('popup.unlock.act')}
      </Button>
    </PassphraseForm>
  );
}

/** Why the last thing was not done, with what helps. Spoken at once. */
export function ErrorNotice({
  code,
  openKeys,
}: {
  readonly code: ErrorCode | null;
  readonly openKeys: () => void;
}) {
  if (code === null) return null;
  const aboutKeys = code === 'no-key' || code === 'locked' || code === 'damaged';
  return (
    <Notice tone="danger" role="alert">
      <p>
        {labelOf(code)} <HelpLink topic={helpOf(code)} />
      </p>
      {aboutKeys && <Button onClick={openKeys}>{i18n.t('popup.openKeys')}</Button>}
    </Notice>
  );
}

function labelOf(code: ErrorCode): string {
  if (code === 'no-answer') return i18n.t('popup.noAnswer');
  return code === 'damaged' ? i18n.t('popup.meeting.damaged') : refusalLabel(code);
}

function helpOf(code: ErrorCode): HelpTopic | null {
  if (code === 'no-answer') return 'not-sent';
  return helpOfRefusal(code === 'damaged' ? 'damaged-key' : code);
}

/**
 * The error that is still true and not said elsewhere in the view of a question.
 *
 * @param changed whether the view itself says what has changed since it was asked
 */
export function errorToShow(
  error: ErrorCode | null,
  keyState: KeyState['state'],
  changed: boolean,
): ErrorCode | null {
  if (keyState === 'none') return 'no-key';
  if (keyState === 'damaged') return 'damaged';
  if (error === 'no-key' || error === 'locked') return null;
  return error === 'changed' && changed ? null : error;
}
