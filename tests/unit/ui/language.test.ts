// @vitest-environment node
import { readdir } from 'node:fs/promises';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { regional } from '~/components/ui/language';

beforeEach(() => {
  vi.resetModules();
});

/** The module as it is in a browser of this language, which lays itself out in this direction. */
async function inBrowser(language: string, direction = 'ltr') {
  const { getMessage } = fakeBrowser.i18n;
  Object.assign(fakeBrowser.i18n, {
    getUILanguage: () => language,
    getMessage: (...[key, words]: Parameters<typeof getMessage>) =>
      key === '@@bidi_dir' ? direction : getMessage(key, words),
  });
  return import('~/components/ui/language');
}

describe('the language of a page', () => {
  it.each([
    ['de', 'ltr'],
    ['he', 'rtl'],
    ['ar-EG', 'rtl'],
    ['en-GB', 'ltr'],
  ])(
    'is the one of its texts in a browser in %s, and so is its direction',
    async (language, direction) => {
      const { setLanguage } = await inBrowser(language, direction);
      const root = { lang: '', dir: '' } as HTMLElement;
      setLanguage(root);
      expect(root).toEqual({ lang: 'en', dir: 'ltr' });
    },
  );
});

describe('dates and numbers among the texts', () => {
  it.each([
    ['en-US', 'Nov 28, 2026', '12,345.6'],
    ['en-GB', '28 Nov 2026', '12,345.6'],
    ['de', '28 Nov 2026', '12.345,6'],
    ['de-AT', '28 Nov 2026', undefined],
    ['ar-EG', 'Nov 28, 2026', undefined],
  ])('are in English words, in the order of a browser in %s', async (browser, date, number) => {
    const { formatLanguage } = await inBrowser(browser);
    const language = formatLanguage();
    const at = Date.UTC(2026, 10, 28, 12);
    expect(new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(at)).toBe(date);
    if (number !== undefined) expect(new Intl.NumberFormat(language).format(12_345.6)).toBe(number);
  });

  it('keep what the texts’ language needs, and its own region where the browser has none', () => {
    expect(regional('zh-Hant', 'de')).toBe('zh-Hant-DE');
    expect(regional('pt-BR', 'art')).toBe('pt-BR');
  });
});

describe('every catalogue', () => {
  it('says its own language and the direction of its writing', async () => {
    for (const file of await readdir('locales')) {
      const messages = await parseMessagesFile(`locales/${file}`);
      const textOf = (wanted: string) =>
        messages.flatMap((one) =>
          one.type === 'simple' && one.key.join('.') === wanted ? [one.message] : [],
        );
      const [language = ''] = textOf('meta.lang');
      expect(`${language.replace('-', '_')}.yml`).toBe(file);
      expect(textOf('meta.dir'), file).toEqual([directionOf(language)]);
    }
  });
});

/** Scripts that are written from right to left. */
const RIGHT_TO_LEFT = ['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg'];

function directionOf(language: string): 'ltr' | 'rtl' {
  const { script = '' } = new Intl.Locale(language).maximize();
  return RIGHT_TO_LEFT.includes(script) ? 'rtl' : 'ltr';
}
