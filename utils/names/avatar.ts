/*
 * The circle by which Jitsi shows somebody who has no picture (jitsi-meet `react/features/base/avatar/functions.ts`):
 * the same letters on the same colour, so that a row of Gavel's is found from the tile on the screen.
 */

/** Letters in white where they can be read on the colour (3:1), else dark; Jitsi's own are always white. */
const LIGHT = '#ffffff';
const DARK = '#141414';

/** Jitsi's colours, in its order, each with a colour for what is drawn on it. */
const COLOURS = [
  ['#6a50d3', LIGHT],
  ['#ff9b42', DARK],
  ['#df486f', LIGHT],
  ['#73348c', LIGHT],
  ['#b23683', LIGHT],
  ['#f96e57', DARK],
  ['#4380e2', LIGHT],
  ['#238561', LIGHT],
  ['#00a8b3', DARK],
] as const;

/** A circle's colour, and one that can be seen on it; as CSS has them. */
export interface AvatarColours {
  readonly fill: string;
  readonly ink: string;
}

/**
 * The colours of somebody's circle: Jitsi adds up the code points of the display name.
 *
 * @param name as the person chose it, not as it is shown safely; null for none
 */
export function avatarColours(name: string | null): AvatarColours {
  let sum = 0;
  for (const character of name ?? '') sum += character.codePointAt(0) ?? 0;
  const [fill, ink] = COLOURS[sum % COLOURS.length] ?? COLOURS[0];
  return { fill, ink };
}

/** Where Jitsi ends one word and begins the next. */
const BETWEEN_WORDS = /[\s._;\-,|/\\"'()#&]+/;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Signs that nobody sees, or that would turn the letters around them. */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;

function firstOf(word: string): string {
  for (const { segment } of graphemes.segment(word)) return segment.toUpperCase();
  return '';
}

/**
 * The letters in somebody's circle: the first of the first two words, without the domain of an e-mail address.
 *
 * @param name as the person chose it; null for none
 * @returns one or two graphemes, empty where there is nothing that could be seen
 */
export function initials(name: string | null): string {
  const [basis = ''] = (name ?? '').split('@');
  const letters = basis
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '')
    .slice(0, 2)
    .map(firstOf);
  return letters.filter((letter) => letter.replace(UNSEEN, '') !== '').join('');
}
