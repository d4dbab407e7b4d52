// @vitest-environment node
import { readdir } from 'node:fs/promises';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { regional } from '~/utils/language';

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
  return import('~/utils/language');
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

describe('a text that counts', () => {
  /** The forms that the catalogue of a language has. */
  async function counting(language: string, forms: Readonly<Record<string, string>>) {
    const texts: Record<string, string> = { meta_lang: language };
    for (const [form, text] of Object.entries(forms)) texts[`badge_waiting_${form}`] = text;
    Object.assign(fakeBrowser.i18n, {
      getUILanguage: () => language,
      getMessage: (name: string, words: string[] = []) =>
        (texts[name] ?? '').replace('$1', words[0] ?? ''),
    });
    const { plural } = await import('~/utils/language');
    return (count: number) => plural('badge.waiting', count);
  }

  it('has the form of its number in each language', async () => {
    const forms = { one: '$1 prośba', few: '$1 prośby', many: '$1 próśb', other: '$1 prośby' };
    const polish = await counting('pl', forms);
    expect([0, 1, 2, 5, 22].map(polish)).toEqual([
      '0 próśb',
      '1 prośba',
      '2 prośby',
      '5 próśb',
      '22 prośby',
    ]);
    vi.resetModules();
    const all = { zero: 'z', one: 'o', two: 't', few: 'f', many: 'm', other: 'x' };
    const arabic = await counting('ar', all);
    expect([0, 1, 2, 3, 11, 100].map(arabic)).toEqual(['z', 'o', 't', 'f', 'm', 'x']);
  });

  it('has the form of others where a language has none of its own for the number', async () => {
    const spanish = await counting('es', { one: '$1 solicitud', other: '$1 solicitudes' });
    expect(spanish(1_000_000)).toBe('1.000.000 solicitudes');
  });

  it('shows numbers as the language writes them', async () => {
    const english = await counting('en', { one: '1 request', other: '$1 requests' });
    expect([1, 0, 4321].map(english)).toEqual(['1 request', '0 requests', '4,321 requests']);
  });
});

describe('every catalogue', () => {
  it('says its own language and the direction of its writing', async () => {
    for (const file of (await readdir('locales')).filter((it) => it.endsWith('.yml'))) {
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
