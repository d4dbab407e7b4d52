import { browser } from 'wxt/browser';

/** Tells assistive technology the page's language, and lays it out in that language's direction. */
export function setLanguage(root: HTMLElement): void {
  root.lang = browser.i18n.getUILanguage();
  root.dir = browser.i18n.getMessage('@@bidi_dir') === 'rtl' ? 'rtl' : 'ltr';
}
