import { fold } from './fold';
import { memo } from './memo';
import { isPlain } from './plain-text';

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
