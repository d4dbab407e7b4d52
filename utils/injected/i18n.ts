import { browser } from 'wxt/browser';

/**
 * In place of `@wxt-dev/i18n` in what is injected into pages: numbers and lists of substitutions, which
 * is all that the panel uses, at a third of the bytes. The types stay that package's.
 */
export function createI18n() {
  return {
    t(key: string, first?: number | string[], second?: string[]): string {
      const [count, words] = typeof first === 'number' ? [first, second] : [null, first];
      const message = browser.i18n.getMessage(
        key.replaceAll('.', '_') as '@@ui_locale',
        words ?? [],
      );
      if (count === null) return message;
      // For one and more; or for none, one and more.
      const forms = message.split(' | ');
      return forms[forms.length > 2 ? Math.min(count, 2) : Number(count !== 1)] ?? message;
    },
  };
}
