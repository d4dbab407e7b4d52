import { REDACTED, withoutEchoes } from './echoes';

/** The longest part of a body that is kept, in UTF-8 bytes. */
export const BODY_LIMIT = 4096;

const APP_ID = /^vpaas-magic-cookie-[0-9a-z]{1,64}$/;

/** A PEM block, also one that is cut off. */
const PEM = /-----BEGIN[\s\S]*?(?:-----END[^-]*-----|$)/g;

/**
 * A JWS or JWE, whole or cut off: `eyJ` is how base64url of `{"` begins, which each of them does.
 */
const TOKEN = /eyJ[\w-]{7,}(?:\.[\w-]*){0,4}/g;

/** Three parts of base64url, whatever the header is. Looks back, or a long run takes quadratic time. */
const DOTTED = /(?<![\w-])[\w-]{16,}\.[\w-]{16,}\.[\w-]{16,}/g;

/** Too long for a word or a hash; AppIDs are as long and are kept. */
const BASE64URL = /[\w-]{40,}={0,2}/g;

/** A line of a PEM body; with `/` in the alphabet, so longer than most paths between two dots. */
const BASE64 = /[A-Za-z0-9+/]{60,}={0,2}/g;

/** Control characters but line feed and tab, and those that turn the reading direction. */
const CONTROL = /(?![\n\t])[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * Takes everything out of `text` that is a part of what was sent, or shaped like a token, a key or another long
 * secret, and control characters first, so that none can hide a token by splitting it. AppIDs stay.
 *
 * @param sent the tokens that were sent; of these no shape is relied on, see `withoutEchoes`
 */
export function redact(text: string, sent: readonly string[] = []): string {
  return withoutEchoes(text.toWellFormed(), sent)
    .replace(CONTROL, '')
    .replace(PEM, REDACTED)
    .replace(TOKEN, REDACTED)
    .replace(DOTTED, REDACTED)
    .replace(BASE64URL, (run) => (APP_ID.test(run) ? run : REDACTED))
    .replace(BASE64, REDACTED);
}

/** A body as it may be kept: redacted, then cut to 4 kB. */
export function redactedBody(body: string, sent: readonly string[] = []): string {
  // Redacted before it is cut: half a token might not be recognised any more.
  return cut(redact(body, sent), BODY_LIMIT);
}

/** Cuts `text` to at most `limit` UTF-8 bytes, between two characters. */
export function cut(text: string, limit: number): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= limit) return text;
  return new TextDecoder().decode(bytes.subarray(0, limit)).replace(/\ufffd$/, '');
}
