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
