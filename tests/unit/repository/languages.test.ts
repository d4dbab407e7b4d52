// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { parseMessagesText } from '@wxt-dev/i18n/build';
import { describe, expect, it } from 'vitest';

const TRANSLATED = readdirSync('locales')
  .filter((file) => file.endsWith('.yml') && file !== 'en.yml')
  .map((file) => file.slice(0, -'.yml'.length));

type Texts = ReadonlyMap<string, string>;

function textsOf(locale: string): Texts {
  const messages = parseMessagesText(readFileSync(`locales/${locale}.yml`, 'utf8'), 'YAML');
  const own = messages.flatMap((one) => (one.type === 'simple' ? [one] : []));
  return new Map(
    own
      .filter(({ key }) => !key[0]?.startsWith('@@'))
      .map((one) => [one.key.join('.'), one.message]),
  );
}

const ENGLISH = textsOf('en');

/** Texts that have forms: their keys without the form. */
const PLURALS = [...ENGLISH.keys()]
  .filter((key) => key.endsWith('.one'))
  .map((key) => key.slice(0, -'.one'.length));

/** The forms of a language for whole numbers as large as Gavel ever counts, each with the numbers it goes with. */
function formsOf(locale: string): ReadonlyMap<string, readonly number[]> {
  const rules = new Intl.PluralRules(locale.replace('_', '-'));
  const numbers = Array.from({ length: 10_000 }, (_, n) => n);
  const forms = new Map<string, number[]>();
  for (const n of numbers) {
    const form = rules.select(n);
    const those = forms.get(form);
    if (those) those.push(n);
    else forms.set(form, [n]);
  }
  // Stands in where a form is missing, for fractions and for millions.
  return forms.has('other') ? forms : forms.set('other', numbers);
}

/** Every key that a language has to have, with the English that it says. */
function wanted(locale: string): ReadonlyMap<string, string> {
  const keys = new Map(ENGLISH);
  for (const base of PLURALS) {
    const english = ENGLISH.get(`${base}.other`) ?? '';
    for (const form of ['one', 'other']) keys.delete(`${base}.${form}`);
    for (const form of formsOf(locale).keys()) keys.set(`${base}.${form}`, english);
  }
  return keys;
}

const placesOf = (text: string) => [...new Set(text.match(/\$\d/g))].sort();

/**
 * Whether a text may say its number in words, or leave it out: where it goes with that number alone, and for none and
 * one together where the English of one does without it, so that it is never asked for none.
 */
function saysItsNumber(key: string, forms: ReadonlyMap<string, readonly number[]>): boolean {
  const at = key.lastIndexOf('.');
  const base = key.slice(0, at);
  const numbers = forms.get(key.slice(at + 1)) ?? [];
  if (!PLURALS.includes(base)) return false;
  const isUnsaid = !/\d/.test(ENGLISH.get(`${base}.one`) ?? '');
  return numbers.length === 1 || (isUnsaid && numbers.every((n) => n <= 1));
}

describe('the languages', () => {
  it('are the fourteen that hosts were promised', () => {
    expect(['en', ...TRANSLATED].sort()).toEqual(
      [
        'ar',
        'de',
        'en',
        'es',
        'fr',
        'it',
        'ja',
        'nl',
        'pl',
        'pt_BR',
        'ro',
        'tr',
        'uk',
        'zh_CN',
      ].sort(),
    );
  });
});

describe.each(TRANSLATED)('a host who reads %s', (locale) => {
  const texts = textsOf(locale);
  const english = wanted(locale);
  const forms = formsOf(locale);

  it('finds every text, in every form that a number asks for, and none that is left over', () => {
    expect([...english.keys()].filter((key) => !texts.has(key))).toEqual([]);
    expect([...texts.keys()].filter((key) => !english.has(key))).toEqual([]);
  });

  it('sees every name, time and number that the English text has', () => {
    const other = [...texts].filter(([key, text]) => {
      const there = placesOf(text);
      const all = placesOf(english.get(key) ?? '');
      const isEnough = saysItsNumber(key, forms)
        ? there.every((place) => all.includes(place))
        : there.join() === all.join();
      return !isEnough;
    });
    expect(other).toEqual([]);
  });

  it('reads no sentence that was left in English', () => {
    const left = [...texts].filter(
      ([key, text]) => text === english.get(key) && (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= 4,
    );
    expect(left).toEqual([]);
  });

  it('meets no empty text, no markup and no hidden character', () => {
    // Marks of direction would be sent nowhere, but would hide what a text says; Gavel isolates names itself.
    const wrong = [...texts].filter(
      ([, text]) => text !== text.trim() || text === '' || /[<>{}|\p{Cf}\p{Cc}]/u.test(text),
    );
    expect(wrong.filter(([key, text]) => text !== ENGLISH.get(key))).toEqual([]);
  });

  it('finds a name and a description that every store takes', () => {
    expect(texts.get('extension.name')?.length).toBeLessThanOrEqual(75);
    expect(texts.get('extension.description')?.length).toBeLessThanOrEqual(132);
  });

  it('reads the words of the glossary where they stand alone', () => {
    const words = GLOSSARY.get(locale) ?? new Map();
    expect(words.size).toBe(TERMS.length);
    const stands = TERMS.map((key) => [key, texts.get(key)] as const);
    expect(new Map(stands)).toEqual(words);
  });
});

/** The table of the glossary: its head names the keys, each row is a language. */
function glossary() {
  const rows = readFileSync('locales/glossary.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
  const locales = rows[0]?.slice(1) ?? [];
  const words = locales.map(
    (locale, at) =>
      [locale, new Map(rows.slice(1).map((row) => [row[0] ?? '', row[at + 1]]))] as const,
  );
  return { terms: rows.slice(1).map(([key = '']) => key), words: new Map(words) };
}
const { terms: TERMS, words: GLOSSARY } = glossary();
