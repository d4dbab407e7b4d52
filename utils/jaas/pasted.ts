import { stripped } from '~/utils/strip';

/*
 * The layers that a room, a token or a number comes in when somebody copies it from a mail, a chat, a log or a page.
 * What is around the one thing is taken off here; what it is, its own reader decides.
 */

/** The longest text that is searched, in UTF-16 code units. */
export const TEXT_LIMIT = 65_536;

/**
 * Characters that nobody sees and that copying leaves in a text: soft hyphens, zero-width spaces, byte order marks,
 * marks and isolates of direction.
 */
const UNSEEN =
  '\\u00AD\\u061C\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFEFF';

/** The same, and joiners with nothing to join: behind a letter of another script than Latin they are part of a word. */
const COPIED = new RegExp(`[${UNSEEN}]|(?<![^\\0-\\x7F])[\\u200C\\u200D]`, 'gu');

/** The text with another one in the place of each character that copying left in it, such as a zero-width space. */
export function withoutCopied(text: string, instead = ''): string {
  return text.replace(COPIED, instead);
}

const BLANK = new RegExp(`[\\s${UNSEEN}]`);

/** The text without white space, and without what nobody sees, at its ends. */
export function trimmed(text: string): string {
  return stripped(text, BLANK, BLANK);
}

/** What stands around a quoted text, and what then ends it. */
export const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '”': '”',
  '„': '“”',
  '‘': '’',
  '’': '’',
  '‚': '‘’',
  '«': '»',
  '»': '«',
  '‹': '›',
  '›': '‹',
  '<': '>|',
  '(': ')',
  '[': ']',
  '{': '}',
  '*': '*',
  '|': '|',
  '（': '）',
  '「': '」',
  '『': '』',
  '【': '】',
  '《': '》',
};

/** Quotation marks and angle brackets; round and square ones may be part of a name. */
const QUOTING = /^["'`“”„‘’‚«»‹›<「『]/;

/** The text without the quotation marks, or angle brackets, that all of it stands in, of however many kinds. */
export function unquoted(text: string): string {
  let inner = trimmed(text);
  for (;;) {
    const open = inner.charAt(0);
    const close = inner.slice(1).slice(-1);
    const between = inner.slice(1, -1);
    const isQuoted = QUOTING.test(open) && close !== '' && CLOSING[open]?.includes(close);
    if (!isQuoted || between.includes(open) || between.includes(close)) return inner;
    inner = trimmed(between);
  }
}

/** How many of these layers lie in one another. */
const LAYERS = 5;

/**
 * The text without what mail, HTML, JSON, Markdown and calendars did to it: marks of quoted mail, soft line breaks
 * and bytes of quoted-printable, folded lines, entities, and escapes with a backslash, in whatever order they came
 * upon it. Nothing of this can be part of an address or a token, so it is undone without asking.
 */
export function unwrapped(text: string): string {
  let inner = text;
  for (let layer = 0; layer < LAYERS; layer += 1) {
    const lines = withoutSoftBreaks(unfolded(withoutQuoteMarks(inner)));
    const next = unescaped(withoutEntities(lines));
    if (next === inner) break;
    inner = next;
  }
  return inner;
}

/** Marks of quoted mail at the beginning of each line. */
function withoutQuoteMarks(text: string): string {
  return text.replace(/^[ \t]*(?:>[ \t]?)+/gm, '');
}

/** Lines of a calendar, which are folded at 75 bytes wherever that is (RFC 5545, section 3.1). */
function unfolded(text: string): string {
  return /^BEGIN:V(?:CALENDAR|EVENT)/m.test(text) ? text.replace(/\r?\n[ \t]/g, '') : text;
}

/**
 * A line that quoted-printable broke: at most 76 characters with the `=` at its end (RFC 2045, section 6.7), and what
 * a log put in front of it. A longer one ends with a `=` of its own, such as that of a token in base64.
 */
const SOFT_BREAK = /^(.{0,160})=[ \t]*\r?\n/gm;

/** Bytes of letters beyond ASCII, two or more, each with its `=` once more as `=3D` for every further time it was encoded. */
const LETTER_BYTES = /(?:=(?:3D)*[89A-F][0-9A-F]){2,}/g;
const BYTES = /(?:=[0-9A-F]{2})+/g;

function withoutSoftBreaks(text: string): string {
  const joined = text.replace(SOFT_BREAK, '$1');
  // `=3D` stands for “=”, which a text of another kind may hold too: without a soft break only where it makes sense.
  const plain = joined === text ? text.replace(/=3D(?=["']|e[wy]|https?[:%])/g, '=') : joined;
  return plain.replace(joined === text ? LETTER_BYTES : BYTES, (bytes) =>
    decoded(bytes, bytes.replace(joined === text ? /=(?:3D)*/g : /=/g, '%')),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  plus: '+',
  commat: '@',
  colon: ':',
  sol: '/',
  period: '.',
};
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,6}));/g;

function withoutEntities(text: string): string {
  return text.replace(ENTITY, (entity, decimal, hex, name) => {
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    if (name !== undefined) return ENTITIES[name] ?? entity;
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}

/** Escapes of JSON and of JSON within JSON, and of Markdown, which escapes signs. */
const ESCAPE = /\\+(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrt])|([^\w\s]|_))/g;

const WHITE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescaped(text: string): string {
  return text.replace(ESCAPE, (_, unit, byte, white, sign) => {
    if (white !== undefined) return WHITE[white] ?? '';
    return sign ?? String.fromCharCode(Number.parseInt(unit ?? byte, 16));
  });
}

/** Percent-decoded once, where that is possible; the rest stays as it is. */
export function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (bytes) => decoded(bytes, bytes));
}

function decoded(bytes: string, percent: string): string {
  try {
    return decodeURIComponent(percent);
  } catch {
    return bytes;
  }
}

/** Whether there is something shaped like a token in a text: a secret, which is neither a name nor an id. */
export function holdsToken(text: string): boolean {
  return /(?<![\w-])e[wy][\w-]{8,}\.[\w-]{8,}\.[\w-]{8}/.test(text);
}

/** Full-width letters, digits and signs, as input methods of East Asia type them, in their usual width. */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ');
}
