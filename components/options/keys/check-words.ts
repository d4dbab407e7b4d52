import { i18n } from '#i18n';
import type { CheckedKey } from '~/utils/keys/signing-key';

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
};

export function checkFailureWords(code: Failure): string {
  return failures[code]();
}
