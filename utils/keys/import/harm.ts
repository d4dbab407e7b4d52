import { stripped } from '~/utils/strip';
import { derShape } from './der';
import { type KeyFileRefusal, refuse } from './refusal';
import { decodeBase64, lettersOf } from './text';

type Bytes = Uint8Array<ArrayBuffer>;

/** The rest of the BEGIN and END lines. */
const AROUND = /[-\s]/;

/** Widths of a line at which programs break base64: PEM, MIME, and what OpenSSH writes. */
const WIDTHS = [64, 76, 70];

/**
 * Every way in which the base64 of a key can be read, the plain one first. The others undo what changed
 * single letters: the alphabet of addresses (RFC 4648, 5), and a `+` that a form made a space. A reading
 * that is not the plain one is given only where it makes a structure that ends exactly where the letters
 * end; whoever takes it must still show that the numbers of the key belong together.
 *
 * @returns null in the first place where the plain letters are no base64
 */
export function readingsOf(body: string): readonly [plain: Bytes | null, ...others: Bytes[]] {
  const text = stripped(body, AROUND, AROUND);
  const plain = decodeBase64(text.replaceAll('-', ''));
  if (plain !== null && isWhole(plain)) return [plain];
  const address = /[-_]/.test(text) ? [fromAddress(text)] : [];
  const others = [text, ...address].flatMap((one, at) => [
    ...(at ? [one] : []),
    ...plusReadings(one),
  ]);
  return [plain, ...others.map(decodeBase64).filter((one) => one !== null && isWhole(one))] as [
    Bytes | null,
    ...Bytes[],
  ];
}

function fromAddress(text: string): string {
  return text.replaceAll('-', '+').replaceAll('_', '/');
}

/**
 * Each space is a `+`, also at the end of a line, but for those that indent all lines, or stand where a line
 * was broken.
 */
function plusReadings(text: string): string[] {
  if (!text.includes(' ')) return [];
  const byLine = [text, withoutIndent(text)].map((one) => one.replaceAll(' ', '+'));
  const byWidth = WIDTHS.map((width) => {
    return [...text].map((letter, at) => ((at + 1) % (width + 1) === 0 ? '' : letter)).join('');
  });
  return [...byLine, ...byWidth.map((one) => one.replaceAll(' ', '+'))];
}

/** The first line of a block lost its indent when the block was cut out. */
function withoutIndent(text: string): string {
  const [first = '', ...lines] = text.split('\n');
  const indent = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return [first, ...lines.map((line) => line.slice(Math.min(indent, line.length)))].join('\n');
}

/** Whether the bytes are one structure that is known, from the first to the last. */
function isWhole(bytes: Bytes): boolean {
  return !['truncated', 'trailing', 'unknown'].includes(derShape(bytes));
}

/** In letters: from here on, the base64 of a key has each of its letters, and both cases. */
const LONG = 800;
const MASK = /\*{4,}|[•●█▇∙·]{3,}|[xX]{24,}|\[?<?\b(?:REDACTED|HIDDEN|MASKED|SECRET)\b/;
const GAP = /…|\.{3}|\[snip\]|<snip>|\btruncated\b/i;
/** Letters that are in no base64, nor between its lines. */
const FOREIGN = /[^A-Za-z0-9+/=\s\p{C}"'`“”‘’,;\\-]/gu;
const MOST_LETTERS = 5;

/**
 * Says what happened to the base64 of a private key that cannot be read, as far as the letters show it.
 *
 * @param closed whether its END line is there
 */
export function harmOf(body: string, closed: boolean): KeyFileRefusal {
  const text = stripped(body, AROUND, AROUND);
  if (MASK.test(text)) return refuse('masked');
  if (GAP.test(text)) return refuse('shortened');
  const letters = lettersOf(text);
  if (letters.length >= LONG && (!/[a-z]/.test(letters) || !/[A-Z]/.test(letters))) {
    return refuse('one-case');
  }
  const lost = ['+', '/'].filter((letter) => !letters.includes(letter));
  const bytes = decodeBase64(text.replaceAll('-', ''));
  const shape = bytes && derShape(bytes);
  if (letters.length >= LONG && lost.length > 0 && !(bytes && isWhole(bytes))) {
    return { ok: false, code: 'letters-lost', params: { letters: lost.join(' ') } };
  }
  if (!closed || shape === 'truncated') return refuse('truncated');
  const foreign = [...new Set(text.match(FOREIGN) ?? [])].slice(0, MOST_LETTERS);
  if (foreign.length > 0) {
    return { ok: false, code: 'foreign-letters', params: { letters: foreign.join(' ') } };
  }
  return refuse('mangled');
}
