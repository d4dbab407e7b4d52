const ZERO_WIDTH = /[\u200b-\u200d\u2060\ufeff]/g;
/** Dashes that word processors and chat programs put in place of `-`. */
const OTHER_DASHES = /[\u2010-\u2015\u2212]/g;
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

/** `raw` with one kind of line break and dash, nothing invisible, and no space around it. */
export function cleanText(raw: string): string {
  return raw
    .replace(ZERO_WIDTH, '')
    .replace(OTHER_DASHES, '-')
    .replace(WRITTEN_BREAK, '\n')
    .replace(/\r\n?/g, '\n')
    .trim();
}

/** The value of a line like `export KEY="…"`; other text only loses quotes around it. */
export function unwrapValue(text: string): string {
  return text.replace(ASSIGNMENT, '').replace(WRAPPING, '').trim();
}

/** What is found around and between the letters: breaks, quotes, line continuations. */
const FILLING = /[\s"'`“”‘’,;\\]/g;
const ALPHABET = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Decodes base64 (not base64url) with any line breaks, quotes or line continuations between, padded
 * or not. Null if a letter is there that does not belong, or the count of letters is impossible.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const letters = text.replace(FILLING, '');
  if (!ALPHABET.test(letters)) return null;
  try {
    return Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
