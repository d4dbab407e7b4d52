import { fold } from './confusables';

/** A part of a text, and whether a search has found it. */
interface Part {
  readonly text: string;
  readonly found: boolean;
}

/**
 * Cuts a text as it is shown into what a search has matched and what not. It is searched as lists are, without
 * accents, case and what cannot be seen; what is found is always whole characters.
 *
 * @param words folded, as `wordsOf` gives them
 */
export function partsOf(text: string, words: readonly string[]): readonly Part[] {
  if (words.length === 0) return [{ text, found: false }];
  const characters = [...text];
  let folded = '';
  /** For each UTF-16 code unit of the folded text, which character it is of. */
  const origin: number[] = [];
  characters.forEach((character, i) => {
    const piece = fold(character);
    folded += piece;
    for (let unit = 0; unit < piece.length; unit += 1) origin.push(i);
  });

  const found = new Set<number>();
  for (const word of words) {
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + 1)) {
      const last = origin[at + word.length - 1] ?? 0;
      for (let i = origin[at] ?? 0; i <= last; i += 1) found.add(i);
    }
  }
  const parts: Part[] = [];
  characters.forEach((character, i) => {
    const before = parts.at(-1);
    if (before?.found === found.has(i)) {
      parts[parts.length - 1] = { ...before, text: before.text + character };
    } else parts.push({ text: character, found: found.has(i) });
  });
  return parts;
}

/** Whether any of the words is in the text. */
export function hasMatch(text: string, words: readonly string[]): boolean {
  return partsOf(text, words).some(({ found }) => found);
}
