import { CLOSING, halfWidth, percentDecoded } from './pasted';
import { MAIN_HOST } from './room';

/** A meeting that a text names, in the parts of its page's address. Nothing of it is checked yet. */
export interface MeetingMention {
  readonly host: string;
  readonly appId: string;
  /** The last segment of the path, as it stands there. */
  readonly room: string;
}

const APP_ID = 'vpaas-magic-cookie-[0-9a-z]{1,64}';
const HOST = '(?:[a-z0-9-]{1,63}\\.){0,4}8x8\\.vc';

/** A link up to its room: with a scheme or without, but not as the path or the end of another address. */
const LINK = new RegExp(
  `(?<=^\\/{0,2}|[^\\w./-]\\/{0,2})(${HOST})(?::443)?\\/{1,9}(${APP_ID})\\/{1,9}`,
  'giu',
);
/** What stands in a link behind its host; `fqn` in webhooks, `roomName` in the code of an embedded meeting. */
const PATH = new RegExp(`(?<=^\\/?|[^\\w./-]|[^\\w./:-]\\/)(${APP_ID})\\/{1,9}`, 'giu');

/** A room's address in webhooks and logs; on a visitors' server it is the same meeting. */
const ADDRESS = new RegExp(
  `@conference\\.(${APP_ID})\\.(?:(${HOST})|[a-z0-9-]{1,63}\\.meet\\.jitsi)(?![\\w-]|\\.\\w)`,
  'giu',
);
/** The same within the server (`mod_muc_domain_mapper.lua`). */
const INNER_ADDRESS = new RegExp(
  `\\[(${APP_ID})\\]([^\\s@/"<>]{1,1023})@conference\\.(${HOST})(?![\\w-]|\\.\\w)`,
  'giu',
);

/** An address that is percent-encoded, once or several times, as a parameter of another. */
const ENCODED =
  /8x8\.vc%(?:25){0,4}2f|vpaas-magic-cookie-[0-9a-z]{1,64}%(?:25){0,4}2f|%(?:25){0,4}40conference\./i;
/** The way of Proofpoint's URL Defense 2, which has `-` for `%` and `_` for `/`. */
const DEFENDED = /vpaas-2Dmagic-2Dcookie-2D/i;

/** How many addresses may be around an address. */
const DEPTH = 5;

/** All meetings that the text names, as often as it names them. It is unwrapped already. */
export function meetingMentions(text: string): MeetingMention[] {
  const found = mentionsIn(joined(text), DEPTH);
  // In a room full-width signs are other signs, so they are read last.
  return found.length > 0 ? found : mentionsIn(joined(halfWidth(text)), DEPTH);
}

/** A link in angle brackets, in which ends of lines and blanks mean nothing (RFC 3986, appendix C). */
const BRACKETED = /<(?:https?:\/\/|8x8\.vc\/)[^<>|]{1,2048}>/gi;

/**
 * Links that a line's end broke are joined again: in angle brackets, and in the AppID. In a room they are not, for
 * nobody knows whether the next line is its own.
 */
function joined(text: string): string {
  return text
    .replace(BRACKETED, (link) => link.replace(/[ \t]*\r?\n[ \t]*/g, ''))
    .replace(/(vpaas-magic-cookie-[0-9a-z]{0,64}\/?)[ \t]*\r?\n[ \t]*(?=[0-9a-z]{1,64}\/)/gi, '$1');
}

function mentionsIn(text: string, depth: number): MeetingMention[] {
  const found = [...linksIn(text, LINK), ...linksIn(text, PATH), ...addressesIn(text)];
  if (depth === 0) return found;
  for (const piece of text.split(/[\s"<>&]+/)) {
    const inner = innerAddress(piece);
    if (inner !== null) found.push(...mentionsIn(inner, depth - 1));
  }
  return found;
}

/** What an address has in it as a parameter or a part of its path, decoded once; null where that is no meeting. */
function innerAddress(piece: string): string | null {
  const at = piece.search(ENCODED);
  // From its own beginning, so that an `&` which was encoded is not taken for the end of a parameter.
  if (at !== -1) return percentDecoded(piece.slice(piece.lastIndexOf('=', at) + 1));
  if (!DEFENDED.test(piece)) return null;
  return percentDecoded(piece.replaceAll('_', '/').replace(/-(?=[0-9A-F]{2})/gi, '%'));
}

function linksIn(text: string, form: RegExp): MeetingMention[] {
  return [...text.matchAll(form)].flatMap((match) => {
    const isLink = form === LINK;
    const [all, first = '', second = ''] = match;
    const room = roomAt(text, match.index + all.length, endOf(text, match.index));
    if (room === null) return [];
    const host = isLink ? first.toLowerCase() : MAIN_HOST;
    return [{ host, appId: (isLink ? second : first).toLowerCase(), room }];
  });
}

/** The characters that end a link which begins at `index`, by what stands in front of it; a longer text may end it too. */
function endOf(text: string, index: number): string {
  let at = index;
  const first = Math.max(0, index - 64);
  while (at > first && /[\w+.:/@-]/.test(text.charAt(at - 1))) at -= 1;
  const before = text.slice(first, at);
  // A parameter of another address, which was not encoded.
  if (/[?&#][\w.-]*=$/.test(before)) return '&';
  // Proofpoint's URL Defense 3: `/v3/__https://…__;`
  if (/\/v3\/__/.test(text.slice(at, index))) return '_';
  return CLOSING[before.slice(-1)] ?? '';
}

/** Never in an address as it is copied: white space, angle brackets, quotes, signs of East Asian texts. */
const OUTSIDE = /[\s<>"\u3000-\u303F\uFF01-\uFF0C\uFF1A-\uFF20]/u;
/** What ends a sentence or a list behind a link. */
const BEHIND = /[.,;:!?'"`)\]}…”’»*]/;

/** The last segment of the path that goes on at `from`; null where there is none, or more than one. */
function roomAt(text: string, from: number, closing: string): string | null {
  let to = from;
  while (to < text.length && !isEnd(text, to, from, closing)) to += 1;
  const isPathEnd = /[?#]/.test(text.charAt(to));
  while (!isPathEnd && to > from && BEHIND.test(text.charAt(to - 1))) to -= 1;
  const segments = text.slice(from, to).split('/').filter(Boolean);
  return segments.length === 1 ? (segments[0] ?? null) : null;
}

function isEnd(text: string, at: number, from: number, closing: string): boolean {
  const character = text.charAt(at);
  if (OUTSIDE.test(character) || /[?#]/.test(character)) return true;
  if (closing === '' || !closing.includes(character)) return false;
  // The bracket that closes is the one that was opened in front of the link.
  if (character === ')') return !text.slice(from, at).includes('(');
  // An apostrophe stands within a word, a quotation mark does not.
  if (/['’]/.test(character)) {
    return /^(?:$|[\s<>"`,;)\]}|]|[.:!?](?:$|[\s<"]))/.test(text.slice(at + 1, at + 3));
  }
  return character !== '_' || text.startsWith('__;', at);
}

/** Never in a room's address unless encoded. */
const NOT_IN_NODE = /[\s@/"<>&:=|,;?#\\[\]{}]/;

function addressesIn(text: string): MeetingMention[] {
  const inner = [...text.matchAll(INNER_ADDRESS)].map(([, appId = '', room = '', host = '']) => ({
    host,
    appId,
    room,
  }));
  const outer = [...text.matchAll(ADDRESS)].map(({ 0: all, 1: appId = '', 2: host, index }) => {
    let from = index;
    const first = Math.max(0, index - 1023);
    while (from > first && !NOT_IN_NODE.test(text.charAt(from - 1))) from -= 1;
    const end = index + all.length;
    const behind = text.slice(end, end + 100).split(/\s/, 1)[0] ?? '';
    while (from < index && isQuoting(text.charAt(from), text.slice(from, index), behind)) from += 1;
    return { host: host ?? MAIN_HOST, appId, room: text.slice(from, index) };
  });
  return [...inner, ...outer].map(({ host, appId, room }) => ({
    host: host.toLowerCase(),
    appId: appId.toLowerCase(),
    room: segmentOfNode(room),
  }));
}

/** Whether the sign that an address begins with is closed behind it, and so is none of the room's. */
function isQuoting(open: string, node: string, behind: string): boolean {
  if (open === '(' && node.includes(')')) return false;
  return [...(CLOSING[open] ?? '')].some((closing) => behind.includes(closing));
}

/** The segment of a path that opens the room whose address has `node` before its `@`. */
export function segmentOfNode(node: string): string {
  return node.replace(
    /[!'()*$&+,:;=?#[\]]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
