import { browser } from 'wxt/browser';
import { regionsOf } from '~/utils/jaas/calling-code';
import type { PhoneNumber } from '~/utils/jaas/phone-number';

/** The country of a phone number in the browser's language; null where its code belongs to none. */
export function countryOf(phone: PhoneNumber): string | null {
  const regions = regionsOf(phone);
  if (regions.length === 0) return null;
  const language = browser.i18n.getUILanguage();
  const names = new Intl.DisplayNames([language, 'en'], { type: 'region' });
  return regions.map((region) => names.of(region) ?? region).join(', ');
}
