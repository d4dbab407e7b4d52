/*
 * A catalogue that proves something about languages which are written from right to left, without one: each
 * word of the English texts turned by its characters, in a catalogue that says of itself that it reads from
 * right to left. It is made of a finished build and is in none that is published.
 */

/** The catalogue in a built extension. */
export const CATALOGUE = '_locales/en/messages.json';

/** English with its words turned; the tag that Android and Chromium give theirs. */
export const MIRRORED_LANG = 'ar-XB';

const RLM = '\u200f';
const RLO = '\u202e';
const PDF = '\u202c';

/** A word, or what is filled in: `$1`. */
const WORD = /\$\d|[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*/gu;

/** Turns each word, so that it is drawn from its last letter to its first; what is filled in stays. */
export function mirrored(text: string): string {
  return text.replace(WORD, (word) =>
    /\p{L}/u.test(word) ? `${RLM}${RLO}${word}${PDF}${RLM}` : word,
  );
}

/** The English again, of all that was turned. */
export function unmirrored(text: string): string {
  return text.replaceAll(new RegExp(`${RLM}${RLO}(.*?)${PDF}${RLM}`, 'gu'), '$1');
}

/** The whole of {@link CATALOGUE}, turned. */
export function mirroredCatalogue(json: string): string {
  const english: Record<string, { readonly message: string }> = JSON.parse(json);
  const turned = Object.entries(english).map(([key, { message }]) => [
    key,
    { message: mirrored(message) },
  ]);
  const own = { meta_lang: { message: MIRRORED_LANG }, meta_dir: { message: 'rtl' } };
  return JSON.stringify({ ...Object.fromEntries(turned), ...own });
}
