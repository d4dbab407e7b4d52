import { isPlain } from '~/utils/names/plain-text';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function firstGrapheme(text: string): string {
  if (isPlain(text)) return text.charAt(0);
  for (const { segment } of graphemes.segment(text)) return segment;
  return '';
}

/** A word as it starts being read: without brackets and other signs in front. */
const SIGNS = /^[^\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]+/u;

/**
 * One or two characters for a person's circle, from the first and the last word.
 *
 * @param name the safe name as shown, null for none
 * @returns `?` where no letter, digit or emoji is found
 */
export function initials(name: string | null): string {
  const words = (name ?? '')
    .replace(/⟨[^⟩]*⟩/g, ' ')
    .split(/\s+/)
    .map((word) => word.replace(SIGNS, ''))
    .filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  const letters = ends.map((word) => firstGrapheme(firstGrapheme(word ?? '').toUpperCase()));
  return letters.join('') || '?';
}

/** A hue in degrees (0 to 359) that is the same for the same id (FNV-1a of its code units). */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % 360;
}
