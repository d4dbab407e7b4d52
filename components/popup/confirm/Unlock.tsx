import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ErrorCode } from '~/components/popup/state';
import { Button } from '~/components/ui/Button';
import { describe, FieldBox } from '~/components/ui/Field';
import { refusalLabel } from '~/components/ui/labels/action';
import { type ProtectionProblem, problemLabel } from '~/components/ui/labels/keys';
import { Notice } from '~/components/ui/Notice';
import type { KeyState } from '~/utils/messages/protocol-panel';

/** Opens the keys with a passphrase; null when they are open. */
export type UnlockKeys = (passphrase: string) => Promise<ProtectionProblem | null>;

/**
 * For how long after a click in it a page may open a window, in seconds: that closes the popup, and
 * what is typed on goes into the page. Five seconds in Chromium (`kTransientUserActivationExpiry`) and in
 * Firefox (`dom.user_activation.transient.timeout`).
 */
const ACTIVATION_SECONDS = 5;

/**
 * Asks for the passphrase, where the keys are locked. What was typed is not kept.
 *
 * @param byPage a page brought this up, by a click in it of a moment ago: the field opens when that click
 *   is good for nothing any more
 */
export function Unlock({
  unlock,
  byPage = false,
}: {
  readonly unlock: UnlockKeys;
  readonly byPage?: boolean;
}) {
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProtectionProblem | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const seconds = useCountdown(byPage ? ACTIVATION_SECONDS : 0);

  async function submit(event: Event) {
    event.preventDefault();
    if (busy || passphrase === '') return;
    setBusy(true);
    const result = await unlock(passphrase).catch(() => FAILED);
    setProblem(result);
    setPassphrase('');
    setBusy(false);
    if (result !== null) field.current?.focus();
  }

  const hint =
    seconds > 0
      ? i18n.t('popup.unlock.soon', seconds, [String(seconds)])
      : i18n.t('popup.unlock.hint');
  const frame = problem === null ? { id, hint } : { id, error: problemLabel(problem, Date.now()) };

  return (
    <form class="unlock" onSubmit={(event) => void submit(event)} noValidate>
      <FieldBox label={i18n.t('popup.unlock.passphrase')} {...frame}>
        <div class="unlock__row">
          <input
            ref={field}
            class="field"
            type="password"
            autocomplete="off"
            value={passphrase}
            disabled={seconds > 0}
            {...describe(frame)}
            onInput={(event) => setPassphrase(event.currentTarget.value)}
          />
          <Button look="primary" type="submit" aria-disabled={busy}>
            {i18n.t('popup.unlock.act')}
          </Button>
        </div>
      </FieldBox>
    </form>
  );
}

/** Counts down from so many seconds to 0, by a timer: a clock that is set back makes it no longer. */
function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(seconds);
  const isOver = left <= 0;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setLeft((before) => before - 1), 1000);
    return () => clearInterval(timer);
  }, [isOver]);
  return Math.max(0, left);
}

const FAILED: ProtectionProblem = { ok: false, code: 'storage-failed' };

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
      <p>{labelOf(code)}</p>
      {aboutKeys && <Button onClick={openKeys}>{i18n.t('popup.openKeys')}</Button>}
    </Notice>
  );
}

function labelOf(code: ErrorCode): string {
  if (code === 'no-answer') return i18n.t('popup.noAnswer');
  return code === 'damaged' ? i18n.t('popup.meeting.damaged') : refusalLabel(code);
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
