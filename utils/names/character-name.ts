import { isUnseen } from './characters';
import { codePointOf } from './code-point';

/** Unicode's names of the characters that deceive most; the rest are named by kind. */
const NAMES: Readonly<Record<number, string>> = {
  9: 'TAB',
  10: 'LINE FEED',
  13: 'CARRIAGE RETURN',
  127: 'DELETE',
  133: 'NEXT LINE',
  173: 'SOFT HYPHEN',
  847: 'COMBINING GRAPHEME JOINER',
  1564: 'ARABIC LETTER MARK',
  4447: 'HANGUL CHOSEONG FILLER',
  4448: 'HANGUL JUNGSEONG FILLER',
  6158: 'MONGOLIAN VOWEL SEPARATOR',
  8203: 'ZERO WIDTH SPACE',
  8204: 'ZERO WIDTH NON-JOINER',
  8205: 'ZERO WIDTH JOINER',
  8206: 'LEFT-TO-RIGHT MARK',
  8207: 'RIGHT-TO-LEFT MARK',
  8232: 'LINE SEPARATOR',
  8233: 'PARAGRAPH SEPARATOR',
  8234: 'LEFT-TO-RIGHT EMBEDDING',
  8235: 'RIGHT-TO-LEFT EMBEDDING',
  8236: 'POP DIRECTIONAL FORMATTING',
  8237: 'LEFT-TO-RIGHT OVERRIDE',
  8238: 'RIGHT-TO-LEFT OVERRIDE',
  8288: 'WORD JOINER',
  8294: 'LEFT-TO-RIGHT ISOLATE',
  8295: 'RIGHT-TO-LEFT ISOLATE',
  8296: 'FIRST STRONG ISOLATE',
  8297: 'POP DIRECTIONAL ISOLATE',
  10240: 'BRAILLE PATTERN BLANK',
  12644: 'HANGUL FILLER',
  65279: 'ZERO WIDTH NO-BREAK SPACE',
  65440: 'HALFWIDTH HANGUL FILLER',
};

/** Ranges with one kind of name, first match wins. */
const KINDS: readonly (readonly [from: number, to: number, kind: string])[] = [
  [0x00, 0x1f, 'CONTROL CHARACTER'],
  [0x7f, 0x9f, 'CONTROL CHARACTER'],
  [0xd800, 0xdfff, 'LONE SURROGATE'],
  [0xe000, 0xf8ff, 'PRIVATE USE CHARACTER'],
  [0xfe00, 0xfe0f, 'VARIATION SELECTOR'],
  [0xe0000, 0xe007f, 'TAG CHARACTER'],
  [0xe0100, 0xe01ef, 'VARIATION SELECTOR'],
  [0xf0000, 0x10ffff, 'PRIVATE USE CHARACTER'],
];

/** What `SafeName` calls suspicious: `U+202E RIGHT-TO-LEFT OVERRIDE`. The names are Unicode's, so they are not translated. */
export function characterName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const kind = KINDS.find(([from, to]) => code >= from && code <= to)?.[2];
  const other = isUnseen(character) ? 'INVISIBLE CHARACTER' : 'COMBINING MARK';
  return `${codePointOf(character)} ${NAMES[code] ?? kind ?? other}`;
}
