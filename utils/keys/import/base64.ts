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
