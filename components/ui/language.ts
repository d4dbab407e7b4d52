import { browser } from 'wxt/browser';
import { i18n } from '#i18n';

/**
 * Tells assistive technology the language of the texts, and lays them out in its direction. Both are the
 * catalogue's, which says them itself: the browser's own language may be one that Gavel has no texts in.
 */
export function setLanguage(root: HTMLElement): void {
  root.lang = i18n.t('meta.lang');
  root.dir = i18n.t('meta.dir');
}

/** The same as long as the browser runs, and asked for by each time of a long list. */
let formats: string | undefined;

/**
 * For dates, numbers and names of countries, which stand among the texts: their words are in the language
 * of the texts, or a voice would read them wrongly; order and signs are those of where the browser is
 * from, as in `28 Nov 2026` for English in a German browser.
 */
export function formatLanguage(): string {
  formats ??= regional(i18n.t('meta.lang'), browser.i18n.getUILanguage());
  return formats;
}

/** A language as it is written in the region of another one. */
export function regional(language: string, other: string): string {
  const { region = '' } = new Intl.Locale(other).maximize();
  return new Intl.Locale(language, region === '' ? {} : { region }).toString();
}
