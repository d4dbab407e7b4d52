import type { Nature } from './nature';
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
  'error_message',
  'error_code',
];

/**
 * The API's own message in a response body, for people to read: on one line, redacted, at most 500
 * characters. Nothing is documented about bodies, so JSON of several shapes, plain text and the
 * title of an HTML page are understood. Undefined where there is none.
 *
 * @param sent the tokens that were sent, of which nothing is repeated
 */
export function apiMessage(body: string, sent: readonly string[] = []): string | undefined {
  const json = parsed(body);
  const found = json === undefined ? plain(body) : textIn(json, 0);
  // Redacted after JSON escapes and HTML tags are gone: either could hide a token.
  const message = redact(redact(found, sent).replace(/\s+/g, ' ').trim());
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

/** The longest time read from `Retry-After`, in milliseconds: what is beyond a day is no plan. */
const RETRY_AFTER_LIMIT_MS = 86_400_000;

/** What an HTTP response says, as far as it matters here. */
export interface Answer {
  /** 0 for a redirect, whose status browsers do not tell. */
  status: number;
  /** What speaks against its being JaaS's own word; left out where nothing does. */
  nature?: Nature;
  /** From `Retry-After`, in milliseconds from when the response came; at most a day. */
  retryAfterMs?: number;
  /** How far the server's clock is before this device's, from `Date`, in milliseconds. */
  clockAheadMs?: number;
  /** The API's own words, of an answer that is no success: see `apiMessage`. */
  message?: string;
}

/** Of a request that a server does not know (RFC 9110, 15.6.2), and of a login to the network, nothing was done. */
const NO_FAULT: ReadonlySet<number> = new Set([501, 511]);

/** A server that failed may have failed after it acted, and so may one behind a proxy that says "later". */
export function isFault({ status, nature }: Answer): boolean {
  return status >= 500 && status <= 599 && !NO_FAULT.has(status) && nature !== 'in-front';
}

/**
 * Reads status and headers of a response. A header that is not understood counts as missing.
 *
 * @param now this device's clock when the headers came, in milliseconds since 1970; a `Retry-After` date is taken
 *   relative to the server's own `Date` where there is one, so that a skewed clock does no harm
 */
export function answerOf(status: number, headers: Pick<Headers, 'get'>, now: number): Answer {
  const serverDate = httpDate(headers.get('date') ?? '');
  const retryAfterMs = retryAfter(headers.get('retry-after') ?? '', serverDate ?? now);
  return {
    status,
    ...(serverDate === undefined ? {} : { clockAheadMs: serverDate - now }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** Seconds or an HTTP date (RFC 9110, section 10.2.3), as milliseconds from `now`. */
function retryAfter(text: string, now: number): number | undefined {
  const date = httpDate(text);
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : date === undefined ? undefined : date - now;
  return ms === undefined ? undefined : Math.min(Math.max(ms, 0), RETRY_AFTER_LIMIT_MS);
}

/** An HTTP date in its preferred form (RFC 9110, section 5.6.7), in milliseconds since 1970. */
function httpDate(text: string): number | undefined {
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text))
    return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

/** How much of a body is read, in bytes: enough for a message, whatever follows. */
export const READ_LIMIT = 65_536;

/**
 * The beginning of a response body as text, at most 64 KiB of it, read until `over` resolves or `isEnough` says so.
 * The rest is cancelled. What is not UTF-8 becomes U+FFFD. Never rejects: the status is the answer, and
 * a body that breaks off, never ends or is huge takes nothing of it back; what came of it counts.
 */
export async function readBody(
  response: Response,
  over: Promise<null>,
  isEnough: (text: string) => boolean = () => false,
): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  let left = READ_LIMIT;
  while (left > 0 && !isEnough(text)) {
    const chunk = await Promise.race([reader.read().catch(() => null), over]);
    if (chunk === null || chunk.done) break;
    text += decoder.decode(chunk.value.subarray(0, left), { stream: true });
    left -= chunk.value.length;
  }
  reader.cancel().catch(() => undefined);
  return text + decoder.decode();
}

/** Lets go of a body that nobody reads, so that the connection is free. */
export function dropBody(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}
