import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/*
 * A build whose English texts are those of another language, for tests and pictures in a browser of any language: the
 * browser chooses a catalogue by its own, and most machines that run tests have no words for another one.
 */

/** What the browser reads of `_locales`. */
export type Catalogue = Readonly<Record<string, { readonly message: string }>>;

async function catalogueOf(built: string, locale: string): Promise<Catalogue> {
  return JSON.parse(await readFile(join(built, '_locales', locale, 'messages.json'), 'utf8'));
}

/** The languages of a built extension besides English, by the names of their catalogues: `de`, `pt_BR`. */
export async function localesOf(built: string): Promise<string[]> {
  const locales = await readdir(join(built, '_locales'));
  return locales.filter((locale) => locale !== 'en').sort();
}

/** A catalogue to be put in place of the English one, and the way back from a text of it. */
export interface Translation {
  readonly catalogue: (english: string) => string;
  /** What a text may mean in English, with what was filled in; a text that is none of Gavel's stays. */
  readonly english: (text: string) => readonly [string, ...string[]];
}

/** What a built extension says in a language. */
export async function translationOf(built: string, locale: string): Promise<Translation> {
  const theirs = await catalogueOf(built, locale);
  return {
    catalogue: () => JSON.stringify(theirs),
    english: backToEnglish(await catalogueOf(built, 'en'), theirs),
  };
}

const PLACE = /\$\d/g;

/** Stands between texts that are drawn as one. */
const FACTS = ' · ';

/** A form that English has not is as its `other`. */
function englishFor(key: string, english: Catalogue): string {
  const other = key.replace(/_(?:zero|one|two|few|many)$/, '_other');
  return (english[key] ?? english[other])?.message ?? '';
}

type Pattern = { expression: RegExp; places: string[]; into: string; letters: number };

/** Numbers as English writes them, of Arabic ones. */
function latin(text: string): string {
  return text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
}

/** Gives what a text of another catalogue may mean: several English ones can be one word there. */
export function backToEnglish(english: Catalogue, theirs: Catalogue): Translation['english'] {
  const whole = new Map<string, [string, ...string[]]>();
  const patterns: Pattern[] = [];
  for (const [key, { message }] of Object.entries(theirs)) {
    const into = englishFor(key, english);
    const places = message.match(PLACE);
    if (places === null) {
      const known = whole.get(message);
      if (known) known.push(into);
      else whole.set(message, [into]);
      continue;
    }
    const literal = message.split(PLACE);
    const letters = literal.join('').replace(/\P{L}/gu, '').length;
    // Such as `$1: $2`, which would fit what is none of it.
    if (letters === 0) continue;
    const parts = literal.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const expression = new RegExp(`^${parts.join('(.*?)')}$`, 'su');
    patterns.push({ expression, places, into, letters });
  }
  patterns.sort((a, b) => b.letters - a.letters);
  return function back(text): readonly [string, ...string[]] {
    const facts = text.split(FACTS);
    if (facts.length > 1) return [facts.map((fact) => back(fact)[0]).join(FACTS)];
    const found = patterns.flatMap(({ expression, places, into }) => {
      const filled = expression.exec(text);
      if (filled === null) return [];
      const fill = (place: string) => back(latin(filled[places.indexOf(place) + 1] ?? place))[0];
      return [into.replace(PLACE, fill)];
    });
    const [first, ...others] = [...(whole.get(text) ?? []), ...found];
    return first === undefined ? [text] : [first, ...others];
  };
}
