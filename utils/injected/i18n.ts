import { browser } from 'wxt/browser';

/**
 * In place of `@wxt-dev/i18n` in what is injected into pages: texts with what is filled in, which is all
 * that Gavel uses of it, at a fraction of the bytes. The types stay that package's.
 */
export function createI18n() {
  return {
    t: (key: string, words: string[] = []): string =>
      browser.i18n.getMessage(key.replaceAll('.', '_') as '@@ui_locale', words),
  };
}
