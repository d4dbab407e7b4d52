import { isUnseen } from './characters';
import { codePointOf } from './code-point';

/** Characters that `shortId` shows at the start and the end of a long id. */
const HEAD = 6;
const TAIL = 4;

/** An id up to this many characters is short enough to be shown whole. */
const SHORT = HEAD + TAIL + 2;

/** Each character as shown; what cannot be seen, or seen right, as `⟨U+200B⟩`. */
function shown(id: string): string[] {
  const characters = [...id];
  let marks = 0;
  return characters.map((character, i) => {
    marks = /\p{M}/u.test(character) ? marks + 1 : 0;
    const edge = i === 0 || i === characters.length - 1;
    const space = character === ' ' && !edge && characters[i - 1] !== ' ';
    const unclear =
      isUnseen(character) ||
      /\p{Cn}/u.test(character) ||
      (/[\s\p{Z}]/u.test(character) && !space) ||
      (marks > 0 && (i === 0 || marks > 2));
    return unclear ? `⟨${codePointOf(character)}⟩` : character;
  });
}

/**
 * The whole id, with every character to be seen: in an id each one counts, so also spaces at the
 * ends and joiners are spelled out.
 */
export function safeId(id: string): string {
  return shown(id).join('');
}

/** The id for a small place: whole up to 12 characters, else its first six and last four. */
export function shortId(id: string): string {
  const characters = shown(id);
  if (characters.length <= SHORT) return characters.join('');
  return [...characters.slice(0, HEAD), '…', ...characters.slice(-TAIL)].join('');
}
