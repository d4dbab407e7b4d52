const ZERO_WIDTH = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/** Spaces of other widths, also the one that does not break: HTML, word processors, PDF. */
const OTHER_SPACES = /\p{Zs}/gu;
/** Letters as wide as Chinese ones; each is its ASCII letter, moved. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_OFFSET = 0xfee0;
/** Dashes that word processors and chat programs put in place of `-`. */
const OTHER_DASHES = /[\u2010-\u2015\u2212]/g;
/** Other line breaks, and the signs that editors and terminals show for one. */
const SHOWN_BREAK = /[\u0085\u00b6\u21b5\u23ce\u240a\u240d\u2424\u2028\u2029]/g;
/** A line break written out, as in an `.env` file, JSON, or JSON inside JSON. Bounded: linear. */
const WRITTEN_BREAK = /\\{1,4}r\\{1,4}n|\\{1,4}[rn]/g;
/** `KEY=`, `export KEY=` or `"key":` in front of the value. */
const ASSIGNMENT = /^(?:export )?["']?[A-Za-z_][A-Za-z0-9_.-]{0,99}["']? ?[=:] ?(?=\S)/;
const WRAPPING = /^["'`“”‘’]|["'`“”‘’,;]$/g;

/**
 * The text in `bytes`: UTF-8, or UTF-16 with or without a byte order mark (Notepad, PowerShell).
 * Null for binary data.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const encoding = encodingOf(bytes);
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const ascii = (byte: number | undefined) => byte !== undefined && byte >= 0x20 && byte < 0x7f;
  if (ascii(first) && second === 0) return 'utf-16le';
  if (first === 0 && ascii(second)) return 'utf-16be';
  return 'utf-8';
}

/**
 * `raw` with plain spaces, letters, dashes and line breaks in place of what programs put there, nothing
 * invisible, and no space around it. What is written out, such as `\n`, stays.
 */
export function plainText(raw: string): string {
  return raw
    .replace(ZERO_WIDTH, '')
    .replace(OTHER_SPACES, ' ')
    .replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replace(OTHER_DASHES, '-')
    .replace(SHOWN_BREAK, '\n')
    .replace(/\r\n?/g, '\n')
    .trim();
}

/** `plainText`, with line breaks also where they are written out. */
export function cleanText(raw: string): string {
  return plainText(plainText(raw).replace(WRITTEN_BREAK, '\n'));
}

/** The value of a line like `export KEY="…"`; other text only loses quotes around it. */
export function unwrapValue(text: string): string {
  return text.replace(ASSIGNMENT, '').replace(WRAPPING, '').trim();
}

/** What is found around and between the letters: breaks, quotes, line continuations. */
const FILLING = /[\s"'`“”‘’,;\\]/g;
const ALPHABET = /^[A-Za-z0-9+/]+={0,2}$/;

/** The letters of base64 in `text`, without what is found between them. */
export function lettersOf(text: string): string {
  return text.replace(FILLING, '');
}

/**
 * Decodes base64 (not base64url) with any line breaks, quotes or line continuations between, padded
 * or not. Null if a letter is there that does not belong, or the count of letters is impossible.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const letters = lettersOf(text);
  if (!ALPHABET.test(letters)) return null;
  try {
    return Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
