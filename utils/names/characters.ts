/*
 * Which characters of a text are not seen, and which of these a script or an emoji needs to look
 * right (Unicode UAX 31 section 2.3 for joiners, UTS 51 for emoji).
 */

/** Controls, invisible formats, lone surrogates, private use, and a blank that is not a space. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2800\u{FFF9}-\u{FFFB}]/u;

/** Scripts whose letters take ZWJ and ZWNJ between them. */
const JOINED_SCRIPT =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const LETTER = /[\p{L}\p{M}]/u;

/** Signs after which a ZWJ may end a word in Indic scripts (Marathi eyelash, Malayalam chillu). */
const VIRAMA = /[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D\u0DCA]/u;

const PICTOGRAPH = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\uFE0F/u;
const HAN_OR_SYMBOL = /[\p{Script=Han}\p{Script=Myanmar}\p{Script=Phags_Pa}\p{Sm}]/u;

/** Flags of regions: a black flag, a few tag letters and the closing tag (UTS 51 ED-14a). */
const TAG_FLAG = /\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{3,6}\u{E007F}/gu;

const ZWNJ = '\u200C';
const ZWJ = '\u200D';

const letterOf = (script: RegExp, character: string | undefined): boolean =>
  character !== undefined && script.test(character) && LETTER.test(character);

/** Whether the unseen character at `i` does its proper work there. */
function belongs(
  character: string,
  afterHidden: boolean | undefined,
  characters: readonly string[],
  i: number,
): boolean {
  // What stands behind a character that is out of place has nothing to work on.
  const before = afterHidden ? undefined : characters[i - 1];
  const after = characters[i + 1];
  if (before === undefined) return character === '\u200F' && letterOf(RIGHT_TO_LEFT, after);

  if (character === ZWJ && PICTOGRAPH.test(before)) {
    return after !== undefined && /\p{Extended_Pictographic}/u.test(after);
  }
  if (character === ZWJ || character === ZWNJ) {
    if (!letterOf(JOINED_SCRIPT, before)) return false;
    return letterOf(JOINED_SCRIPT, after) || (character === ZWJ && VIRAMA.test(before));
  }
  if (character === '\u200F' || character === '\u061C') {
    // Next to a right-to-left letter they change nothing that could deceive.
    return letterOf(RIGHT_TO_LEFT, before) || letterOf(RIGHT_TO_LEFT, after);
  }
  if (/[\uFE0E\uFE0F]/u.test(character)) {
    // Digits are "emoji" only as keycaps.
    if (/[0-9#*]/.test(before)) return after === '\u20E3';
    return /\p{Emoji}/u.test(before);
  }
  if (/[\uFE00-\uFE0D\u{E0100}-\u{E01EF}]/u.test(character)) return HAN_OR_SYMBOL.test(before);
  if (/[\u180B-\u180D\u180F]/u.test(character)) {
    return letterOf(/\p{Script=Mongolian}/u, before);
  }
  return false;
}

/** For each character (code point) of the text whether it is unseen and out of place. */
export function hiddenCharacters(characters: readonly string[]): boolean[] {
  const hidden: boolean[] = [];
  characters.forEach((character, i) => {
    hidden[i] = UNSEEN.test(character) && !belongs(character, hidden[i - 1], characters, i);
  });
  if (!characters.includes('\u{E007F}')) return hidden;
  for (const { index, 0: flag } of characters.join('').matchAll(TAG_FLAG)) {
    const start = [...characters.join('').slice(0, index)].length;
    hidden.fill(false, start, start + [...flag].length);
  }
  return hidden;
}

/** Unseen wherever it stands; for ids, where every character counts. */
export const isUnseen = (character: string): boolean => UNSEEN.test(character);

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

/** `U+202E`, at least four hex digits. */
export function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Whether the text is printable ASCII only: nothing in it is hidden, joined, turned or composed. */
export function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
