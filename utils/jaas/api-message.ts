import { redact } from './redact';

/** The longest message, in characters. */
export const MESSAGE_LIMIT = 500;

/** Where APIs put their message; the first that holds text is taken. */
const MEMBERS = [
  'message',
  'error_description',
  'detail',
  'description',
  'reason',
  'title',
  'error',
  'errors',
];

/**
 * The API's own message in a response body, for people to read: on one line, redacted, at most 500
 * characters. Nothing is documented about bodies, so JSON of several shapes, plain text and the
 * title of an HTML page are understood. Undefined where there is none.
 */
export function apiMessage(body: string): string | undefined {
  const json = parsed(body);
  const found = json === undefined ? plain(body) : textIn(json, 0);
  // Redacted after JSON escapes and HTML tags are gone: either could hide a token.
  const message = redact(redact(found).replace(/\s+/g, ' ').trim());
  if (message === '') return undefined;
  const characters = Array.from(message);
  if (characters.length <= MESSAGE_LIMIT) return message;
  return `${characters.slice(0, MESSAGE_LIMIT - 1).join('')}…`;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function textIn(value: unknown, depth: number): string {
  if (typeof value === 'string') return value;
  if (depth > 3) return '';
  if (Array.isArray(value)) return textIn(value[0], depth + 1);
  if (typeof value !== 'object' || value === null) return '';
  const members = new Map(Object.entries(value));
  for (const name of MEMBERS) {
    const text = textIn(members.get(name), depth + 1);
    if (text.trim() !== '') return text;
  }
  return '';
}

function plain(body: string): string {
  if (!/^\s*</.test(body)) return body;
  return /<title[^<>]*>([^<]*)/i.exec(body)?.[1] ?? '';
}
