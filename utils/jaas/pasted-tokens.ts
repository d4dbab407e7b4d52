import { base64url, decodeProtectedHeader } from 'jose';
import { halfWidth, percentDecoded, trimmed, unwrapped, withoutCopied } from './pasted';

/**
 * The tokens in a text, each once: compact JWS (RFC 7515) whose header and payload are JSON objects, out of whatever
 * is around them. None of the characters of a token means anything else in a link, in HTML, in JSON or in a mail, so
 * all of these are undone first. A token that is broken into lines or by blanks is put together where nothing else in
 * the text is one; where it cannot be told at which piece it ends, each reading is told.
 */
export function tokensIn(text: string): string[] {
  const plain = halfWidth(withoutCopied(decoded(unwrapped(text))));
  const unbroken = found(plain);
  let rest = plain;
  for (const { token } of unbroken) rest = rest.replaceAll(token, ' | ');
  const tokens = unbroken.map(({ token, end }) => lengthened(token, plain.slice(end, end + 1024)));
  return [...new Set([...tokens, ...broken(rest)])];
}

/** How often an address is encoded by what it is put into. */
const TIMES = 4;

/** Percent-decoded until nothing changes, with the entities and escapes that come to light. */
function decoded(text: string): string {
  let plain = text;
  for (let time = 0; time < TIMES; time += 1) {
    const next = unwrapped(percentDecoded(plain));
    if (next === plain) break;
    plain = next;
  }
  return plain;
}

/** Parts that dots join, three or more of them; looked for from their beginning only. */
const RUN = /(?<![\w-])[\w-]+(?:\.[\w-]+){2,}/g;
/** What may stand behind a token; anything else was part of it, before something harmed it. */
const BEHIND = /[\s"'`“”‘’„«»‹›<>()[\]{}|&#?!;:,.=*~…\\。，、；」』】》）]/;

/** The lengths of RS256 signatures by keys of 2048, 3072 and 4096 bits, in characters. */
const SIGNATURE_LENGTHS = [342, 512, 683];

function isWholeSignature(token: string): boolean {
  return SIGNATURE_LENGTHS.includes(token.length - token.lastIndexOf('.') - 1);
}

/** Whether something of a token may be missing at its end, or be glued to it: JaaS knows only tokens by RS256. */
export function mayBeCut(token: string): boolean {
  return !isWholeSignature(token);
}

interface Found {
  readonly token: string;
  /** Where the text goes on behind it. */
  readonly end: number;
}

function found(plain: string): Found[] {
  return [...plain.matchAll(RUN)].flatMap(({ 0: run, index }) => {
    const parts = run.split('.');
    let end = index - 1;
    return parts.flatMap((part, i) => {
      end += part.length + 1;
      const [payload, last] = [parts[i + 1], parts[i + 2]];
      if (payload === undefined || last === undefined) return [];
      const header = headerIn(part);
      if (header === null || payloadOf(payload) === null) return [];
      const signature = withoutItalics(last, part.slice(0, -header.length));
      if (signature.length % 4 === 1) return [];
      const token = [header, payload, signature].join('.');
      const behind = end + payload.length + last.length + 2;
      const isEnded = behind === plain.length || BEHIND.test(plain.charAt(behind));
      return isEnded || isWholeSignature(token) ? [{ token, end: behind }] : [];
    });
  });
}

/** A signature without the marks that Markdown and chats put around a text in italics, `_` or `__`. */
function withoutItalics(signature: string, glued: string): string {
  const marks = /(?<!_)_{1,2}$/.exec(glued)?.[0];
  const isMarked = marks !== undefined && signature.endsWith(marks);
  return isMarked && !isWholeSignature(`.${signature}`)
    ? signature.slice(0, -marks.length)
    : signature;
}

/**
 * A token whose signature was broken only, as servers of mail break lines after 998 characters: with the pieces behind
 * it where they make the signature as long as RS256's are. Otherwise they are other words.
 */
function lengthened(token: string, behind: string): string {
  if (isWholeSignature(token) || !/^\s/.test(behind)) return token;
  let joined = token;
  for (const piece of behind.trimStart().split(/\s+/)) {
    if (!/^[\w-]+$/.test(piece)) break;
    joined += piece;
    if (isWholeSignature(joined)) return joined;
  }
  return token;
}

/** The shortest header, `{"alg":""}`, in characters. */
const SHORTEST = 14;
/** A header is short; what is longer is not tried at each place. */
const STARTS = 8;

/** The header that a part ends with: in front of it something may be glued to it, such as `jwt-`. */
function headerIn(part: string): string | null {
  if (part.length < SHORTEST) return null;
  const starts = [0, ...[...part.matchAll(/e[wy]/g)].map(({ index }) => index)].slice(0, STARTS);
  return starts.map((at) => part.slice(at)).find((header) => algorithmOf(header) !== null) ?? null;
}

function algorithmOf(header: string): string | null {
  try {
    const { alg } = decodeProtectedHeader(`${header}..`);
    return typeof alg === 'string' ? alg : null;
  } catch {
    // jose throws for whatever is not base64url, JSON or an object.
    return null;
  }
}

/** The JSON of a payload that is an object, as it is written there; null for anything else. */
export function payloadOf(part: string): string | null {
  try {
    const json = new TextDecoder().decode(base64url.decode(part));
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? json : null;
  } catch {
    return null;
  }
}

/** The first piece of a token; in front of it something may be glued to it, such as `jwt=`. */
const FIRST = /^(?:\S*[^\w.-])?([\w-][\w.-]{3,})$/;
const PIECE = /^[\w.-]+$/;
/** Quotes and brackets that close behind the last piece. */
const CLOSED = /["'`”’»>,;)\]}]{1,3}$/;
/** Into how many pieces a token is broken at most: by lines of 64 characters, as long as it may be. */
const PIECES = 400;

/** Tokens that line ends or blanks have broken. */
function broken(plain: string): string[] {
  // A blank line ends a token, as it ends a paragraph.
  const words = trimmed(plain)
    .replace(/\n[^\S\n]*\n/g, ' | ')
    .split(/\s+/);
  const tokens: string[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const first = FIRST.exec(words[i] ?? '')?.[1];
    if (first === undefined || !/e[wy]/.test(first)) continue;
    const { readings, used } = readingsFrom(first, words.slice(i, i + PIECES));
    const whole = readings.findLast(isWholeSignature);
    tokens.push(...(whole === undefined ? readings : [whole]));
    if (readings.length > 0) i += used;
  }
  return tokens;
}

/**
 * What the pieces can be put together to, and how many were used. A token that was broken has lines of one length and
 * a shorter one at its end. Where its last piece is longer than those before, another word may belong to it or not.
 */
function readingsFrom(first: string, words: readonly string[]) {
  const readings: string[] = [];
  const lengths = new Set([words[0]?.length]);
  let joined = first;
  let width = words[0]?.length ?? 0;
  let isOpen = false;
  let used = 0;
  for (const word of words.slice(1)) {
    const piece = word.replace(CLOSED, '');
    if (!PIECE.test(piece)) break;
    joined += piece;
    used += 1;
    if (isOpen && !readings.some(isWholeSignature)) readings.pop();
    const one = found(joined).find(({ end }) => end === joined.length);
    if (one) readings.push(one.token);
    isOpen = one !== undefined && lengths.has(word.length);
    if (readings.length > 0 && (word.length < width || piece !== word)) break;
    lengths.add(word.length);
    width = Math.max(width, word.length);
  }
  return { readings, used };
}
