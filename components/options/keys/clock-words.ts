import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { SKEW_MS } from '~/utils/jaas/retry';
import type { KeyCard } from './key-cards';

/**
 * What is wrong with this device's clock as far as it can be known here: it runs behind a time that it
 * showed before, or JaaS's answers were dated otherwise. Null if nothing is.
 *
 * @param now in milliseconds since 1970
 */
export function clockWords(
  { addedAt, lastUsedAt = 0, clockOffsetMs = 0 }: KeyCard,
  now: number,
): string | null {
  if (now < Math.max(addedAt, lastUsedAt) - SKEW_MS) return i18n.t('options.doctor.clockBehind');
  if (Math.abs(clockOffsetMs) <= SKEW_MS) return null;
  const minutes = Math.max(1, Math.round(Math.abs(clockOffsetMs) / 60_000));
  const text = new Intl.NumberFormat(browser.i18n.getUILanguage(), {
    style: 'unit',
    unit: 'minute',
    unitDisplay: 'long',
  }).format(minutes);
  return i18n.t('options.doctor.clockOff', [text]);
}
