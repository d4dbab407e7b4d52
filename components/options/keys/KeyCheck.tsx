import { i18n } from '#i18n';
import { HelpLink } from '~/components/ui/HelpLink';
import { Notice } from '~/components/ui/Notice';
import { SKEW_MS } from '~/utils/jaas/retry';
import type { CheckedKey } from '~/utils/keys/signing-key';
import { formatLanguage } from '~/utils/language';
import type { KeyCard } from './key-cards';

export type CheckState = CheckedKey | 'running' | 'gone';

/** The key doctor's answer in words. */
export function KeyCheck({
  entry,
  state,
  now,
}: {
  entry: KeyCard;
  state: CheckState;
  /** Milliseconds since 1970. */
  now: number;
}) {
  const clock = clockLabel(entry, now);
  if (state === 'running') return <p class="hint key__check">{i18n.t('options.doctor.running')}</p>;
  if (state === 'gone' || !state.ok) {
    const code = state === 'gone' ? 'gone' : state.code;
    return (
      <div class="key__check">
        <Notice tone={code === 'locked' ? 'warn' : 'danger'}>
          {checkFailureLabel(code)}{' '}
          <HelpLink topic={code === 'locked' ? 'passphrase' : 'add-key'} />
        </Notice>
      </div>
    );
  }
  return (
    <div class="key__check">
      <Notice tone="good">{i18n.t('options.doctor.good')}</Notice>
      {clock !== null && <Notice tone="warn">{clock}</Notice>}
    </div>
  );
}

type Failure = Extract<CheckedKey, { ok: false }>['code'] | 'gone';

/** Why a key did not pass its check, and the next step. */
const failures: Record<Failure, () => string> = {
  locked: () => i18n.t('options.doctor.locked'),
  gone: () => i18n.t('options.keys.gone'),
  mismatch: () => i18n.t('options.doctor.mismatch'),
  swapped: () => i18n.t('options.doctor.mismatch'),
  damaged: () => i18n.t('options.doctor.damaged'),
  weak: () => i18n.t('options.doctor.damaged'),
  absurd: () => i18n.t('options.doctor.damaged'),
  'wrong-passphrase': () => i18n.t('options.doctor.damaged'),
  'device-key-lost': () => i18n.t('options.doctor.deviceKeyLost'),
  'device-key-unavailable': () => i18n.t('options.deviceKeyUnavailable'),
  'own-keys-forbidden': () => i18n.t('policy.keys.forbidden'),
  'passphrase-required': () => i18n.t('policy.keys.unprotected'),
};

function checkFailureLabel(code: Failure): string {
  return failures[code]();
}

/**
 * What is wrong with this device's clock as far as it can be known here: it runs behind a time that it
 * showed before, or JaaS's answers were dated otherwise. Null if nothing is.
 *
 * @param now in milliseconds since 1970
 */
function clockLabel(
  { addedAt, lastUsedAt = 0, clockOffsetMs = 0 }: KeyCard,
  now: number,
): string | null {
  if (now < Math.max(addedAt, lastUsedAt) - SKEW_MS) return i18n.t('options.doctor.clockBehind');
  if (Math.abs(clockOffsetMs) <= SKEW_MS) return null;
  const minutes = Math.max(1, Math.round(Math.abs(clockOffsetMs) / 60_000));
  const text = new Intl.NumberFormat(formatLanguage(), {
    style: 'unit',
    unit: 'minute',
    unitDisplay: 'long',
  }).format(minutes);
  return i18n.t('options.doctor.clockOff', [text]);
}
