import { browser } from 'wxt/browser';
import { type GeneratedI18nStructure, i18n } from '#i18n';

/*
 * What the language of the texts decides: where lines begin, how numbers and lists are written, and which form of a
 * text goes with a number. It is the catalogue's, which says it itself (`meta`): the browser's own language may be
 * one that Gavel has no texts in.
 */

/** Tells assistive technology the language of the texts, and lays them out in its direction. */
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

let numbers: Intl.NumberFormat | undefined;

/** A number as it is written among the texts. */
export function numberLabel(value: number): string {
  numbers ??= new Intl.NumberFormat(formatLanguage());
  return numbers.format(value);
}

let lists: Intl.ListFormat | undefined;

/** Things one after the other, as the language separates them: `a, b, c`. */
export function listLabel(things: readonly string[]): string {
  lists ??= new Intl.ListFormat(formatLanguage(), { style: 'narrow' });
  return lists.format(things);
}

/** What has the forms `one` and `other` in `locales/en.yml`; other languages have more forms, or fewer. */
export type PluralKey = {
  [Key in keyof GeneratedI18nStructure]: Key extends `${infer Base}.one` ? Base : never;
}[keyof GeneratedI18nStructure];

let rules: Intl.PluralRules | undefined;

/**
 * A text in the form that goes with a number, by the plural rules of Unicode (CLDR): `one`, `few`, `many`…, and
 * `other` where a language has none of its own for it.
 *
 * @param words fill in `$1`…, numbers as the language writes them; the number itself where none are given
 */
export function plural(
  key: PluralKey,
  count: number,
  words: readonly (string | number)[] = [count],
): string {
  rules ??= new Intl.PluralRules(i18n.t('meta.lang'));
  const filled = words.map((word) => (typeof word === 'number' ? numberLabel(word) : word));
  const text = (form: string) =>
    browser.i18n.getMessage(`${key}.${form}`.replaceAll('.', '_') as '@@ui_locale', filled);
  return text(rules.select(count)) || text('other');
}
