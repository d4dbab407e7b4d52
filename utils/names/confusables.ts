import { isPlain } from './characters';

/*
 * A small part of Unicode's confusables (UTS 39): the letters of Cyrillic, Greek, Armenian, Cherokee
 * and of phonetic alphabets that look like Latin ones, and the digits that do. Capitals come first, because some look alike only
 * as capitals.
 */
const CAPITALS = table(
  'АВЕЅІЈКМНОРСТУХҮԌԚԜ',
  'ABESIJKMHOPCTYXYGQW',
  'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ',
  'ABEZHIKMNOPTYX',
  'ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᎾᏢᎡᏚᎢᏙᎳᏃ',
  'ABCDEHJKLMOPRSTVWZ',
);
const SMALL = table(
  'асԁеһіјкмոорԛѕтυνуԝхӏզցօ',
  'acdehijkmnopqstuvywxlqgo',
  'αγικορτυχωϳ',
  'ayikoptuxwj',
  'ɑɡɩᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢʙɢʜɪʟɴʀʏ',
  'agiacdejkmoptuvwzbghilnry',
);

function table(...pairs: string[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (let i = 0; i < pairs.length; i += 2) {
    const to = [...(pairs[i + 1] ?? '')];
    [...(pairs[i] ?? '')].forEach((from, at) => {
      map.set(from, to[at] ?? from);
    });
  }
  return map;
}

const replace = (text: string, by: ReadonlyMap<string, string>): string =>
  [...text].map((character) => by.get(character) ?? character).join('');

/**
 * What a name looks like, for comparison only: two names with the same result can be taken for each
 * other. Accents, case, width, spaces, punctuation and invisible characters do not count;
 * look-alike letters of other scripts, `0`/`O`, `1`/`l`/`I`, `rn`/`m` and `vv`/`w` are one.
 */
export const looksLike = memo((name: string): string => {
  // Only other scripts have letters that look like these.
  const plain = isPlain(name);
  // Normalising would make another letter of the lunate sigma, which looks like a c.
  const whole = plain ? name : name.replace(/[ϲϹ]/g, 'c').normalize('NFKC');
  const capitals = plain ? whole : replace(whole, CAPITALS);
  const small = plain ? fold(capitals) : replace(fold(capitals), SMALL);
  return small
    .replace(/[\s\p{Z}\p{P}⏎◌]/gu, '')
    .replace(/0/g, 'o')
    .replace(/[1i|]/g, 'l')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w');
});

/** Letters that Unicode does not take apart into a letter and a mark. */
const PLAIN: Readonly<Record<string, string>> = {
  ı: 'i',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ς: 'σ',
};
const PLAIN_LETTERS = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'gu');

/**
 * Text for searching: without accents, case, width variants and invisible characters, so that
 * "jose" finds "José" and "bob" finds a "Bob" with a zero-width space in it.
 */
export function fold(text: string): string {
  // Most names and all ids; with 500 people at once it is noticed.
  if (isPlain(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(PLAIN_LETTERS, (letter) => PLAIN[letter] ?? letter);
}

/** Remembers results by text, up to `most` of them, then starts anew. For pure functions only. */
export function memo<T>(compute: (text: string) => T, most = 4000): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const result = compute(text);
    known.set(text, result);
    return result;
  };
}
