import { stripped } from '~/utils/strip';
import { plainText } from './text';

/** A value in a file, and what it is called there; nothing where it has no name. */
export interface Piece {
  readonly name: string;
  readonly value: string;
}

/** Nothing shorter is a key: the base64 of the smallest structure that is looked at. In letters. */
export const SHORTEST_KEY = 64;

/** No more are looked at in one text: a file of secrets has some dozens. */
const MOST_PIECES = 200;

/**
 * Takes a text apart that is more than one value: the lines of an `.env` file, YAML (a Kubernetes Secret)
 * or a program, also a value over several lines, the texts in quotes and the JSON in it.
 */
export function piecesOf(raw: string): Piece[] {
  const text = plainText(raw);
  const pieces = [...embeddedJson(text), ...linesOf(text), ...quotedIn(text), ...runsIn(text)];
  return pieces.filter(({ value }) => value.length >= SHORTEST_KEY).slice(0, MOST_PIECES);
}

const LINE =
  /^[\s>#/*-]{0,99}(?:(?:export|setx?|const|let|var|final|static|String|string|private|public) ){0,5}\$?["']?(?:[a-z]{1,20}:)?([A-Za-z_][\w.-]{0,99})["']?\s{0,20}(?:=>|[:=])(.*)$/;
/** Letters of base64, and nothing else: one line of a value over several. */
const LETTERS = /^[A-Za-z0-9+/_-]{1,65536}={0,2}\\?$/;
/** YAML: the value follows on the next lines. */
const BLOCK = /^(?:!!?\w{1,20}\s*)?[|>][+-]?\d?[+-]?\s*(?:#.*)?$/;
/** Nothing is left out at the start. */
const NEVER = /(?!)/;
const DATA_ADDRESS = /^data:[^,]{0,100},/;

/** The values of lines such as `KEY=…`, `key: …`, and those that go on over several lines. */
export function linesOf(text: string): Piece[] {
  const pieces: { name: string; value: string }[] = [];
  let open: { name: string; value: string } | null = null;
  /** How far the letters are indented that the open value goes on with; null before the first. */
  let indent: number | null = null;
  for (const line of text.split('\n')) {
    const more = line.trim();
    const own = line.length - line.trimStart().length;
    // `KEY=` alone looks like the padded end of a value.
    const isMore = LETTERS.test(more) && (!more.endsWith('=') || own > 0 || own === indent);
    const [, name, rest = ''] = isMore ? [] : (LINE.exec(line) ?? []);
    if (isMore) {
      if (open === null) {
        open = { name: '', value: '' };
        pieces.push(open);
      }
      open.value += `${more.replace(/\\$/, '')}\n`;
      indent = own;
    } else {
      open = name === undefined ? null : { name, value: bareValue(rest) };
      if (open !== null) pieces.push(open);
      indent = null;
    }
  }
  return pieces;
}

function bareValue(rest: string): string {
  const value = rest.trim();
  if (BLOCK.test(value)) return '';
  const bare = stripped(withoutComment(value), NEVER, /[,;\\]/)
    .replace(/^!!?\w{1,20}\s+/, '')
    .replace(/^["'`]|["'`]$/g, '')
    .replace(DATA_ADDRESS, '');
  return bare === '' ? '' : `${bare}\n`;
}

/** `value # what it is for` */
function withoutComment(value: string): string {
  const at = value.search(/\s#/);
  return at === -1 ? value : value.slice(0, at).trimEnd();
}

/** Texts in quotes that are long enough for a key. */
function quotedIn(text: string): Piece[] {
  const found = text.matchAll(/"([^"]{64,65536})"|'([^']{64,65536})'|`([^`]{64,65536})`/g);
  return [...found].map(([, double, single, back]) => {
    return { name: '', value: (double ?? single ?? back ?? '').replace(DATA_ADDRESS, '') };
  });
}

/**
 * Letters of base64 without a break, more than programs put on one line of several; a mark in front of them may
 * be a letter too.
 */
function runsIn(text: string): Piece[] {
  const runs = text.match(/[A-Za-z0-9+/_-]{100,65536}={0,2}/g) ?? [];
  return runs.map((run) => ({ name: '', value: run.replace(/^[+-]+/, '') }));
}

/** JSON objects in other text, each as it stands there. */
function embeddedJson(text: string): Piece[] {
  const found: Piece[] = [];
  for (let at = text.indexOf('{'); at !== -1 && found.length < 10; ) {
    const end = endOfObject(text, at);
    // The whole text is no part of it.
    if (end !== null && end - at < text.length)
      found.push({ name: '', value: text.slice(at, end) });
    at = text.indexOf('{', end ?? text.length);
  }
  return found;
}

/** Where the object that begins there ends, by its brackets; null where they do not close. */
function endOfObject(text: string, start: number): number | null {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted) {
      if (letter === '\\') at += 1;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === '{') depth += 1;
    else if (letter === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

/** Texts and objects anywhere in a value that was JSON. */
export function jsonParts(value: unknown): { readonly texts: Piece[]; readonly objects: object[] } {
  const texts: Piece[] = [];
  const objects: object[] = [];
  const waiting: { name: string; value: unknown }[] = [{ name: '', value }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { name, value: part } = next;
    if (typeof part === 'string') texts.push({ name, value: part });
    else if (isTexts(part)) texts.push({ name, value: part.join('\n') });
    else if (typeof part === 'object' && part !== null) {
      if (!Array.isArray(part)) objects.push(part);
      const inside = Object.entries(part).map(([own, one]) => {
        return { name: Array.isArray(part) ? name : own, value: one as unknown };
      });
      waiting.push(...inside.slice(0, 2000).reverse());
    }
  }
  return { texts, objects };
}

/** A list of texts is one text, line by line, as programs without longer strings keep a key. */
function isTexts(part: unknown): part is string[] {
  return Array.isArray(part) && part.length > 0 && part.every((one) => typeof one === 'string');
}
