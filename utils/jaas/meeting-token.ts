import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as z from 'zod/mini';
import { stripped } from '~/utils/strip';
import { type AppId, type Brand, type KeyId, parseAppId, splitKid } from './ids';

/** The longest token, in characters. It came in a URL, and servers take 8 to 16 KiB of those. */
export const TOKEN_LIMIT = 16_384;

/** The longest text that is searched for a token. */
const TEXT_LIMIT = 65_536;

/** A compact JWS whose header and payload can be read. A secret: never shown, logged or kept. */
export type MeetingToken = Brand<'MeetingToken'>;

/** What a token says of itself. Not verified: JaaS does that. Times in ms since 1970. */
export interface TokenToBan {
  ok: true;
  token: MeetingToken;
  appId: AppId;
  keyId?: KeyId;
  userId?: string;
  userName?: string;
  room?: string;
  expiresAt?: number;
  expired: boolean;
}

export type TokenRefusal = 'empty' | 'too-long' | 'not-a-token' | 'no-app' | 'wrong-app';

const text = z.catch(z.optional(z.string()), undefined);

/** 8x8's samples have text here, integrators numbers too; Jitsi's XML makes text of both. */
const idText = z.catch(
  z.optional(
    z.pipe(
      z.union([z.string(), z.number()]),
      z.transform((id) => String(id)),
    ),
  ),
  undefined,
);
const user = z.catch(z.optional(z.object({ id: idText, name: text })), undefined);

/** A claim of an unexpected kind is left out; it is no reason not to ban the token. */
const claimsSchema = z.object({
  sub: text,
  room: text,
  exp: z.catch(z.optional(z.number()), undefined),
  user_id: idText,
  context: z.catch(z.optional(z.object({ user })), undefined),
});

/**
 * Reads the token that a host wants to ban, from what they pasted: the token, with or without
 * `Bearer`, quotes and line breaks, or a meeting link that holds it. It is decoded and not
 * verified. An expired token is no refusal: it is told by `expired`.
 *
 * @param options.appId the AppID whose key would sign; a token of another is `wrong-app`
 * @param options.now in milliseconds since 1970
 */
export function readTokenToBan(
  pasted: string,
  options: { appId?: AppId; now: number },
): TokenToBan | { ok: false; code: TokenRefusal } {
  if (pasted.length > TEXT_LIMIT) return { ok: false, code: 'too-long' };
  const token = tokenText(pasted);
  if (token === '') return { ok: false, code: pasted.trim() === '' ? 'empty' : 'not-a-token' };
  if (token.length > TOKEN_LIMIT) return { ok: false, code: 'too-long' };
  const read = decode(token);
  if (read === null) return { ok: false, code: 'not-a-token' };

  const appId = parseAppId(read.claims.sub);
  if (appId === null) return { ok: false, code: 'no-app' };
  if (options.appId !== undefined && options.appId !== appId)
    return { ok: false, code: 'wrong-app' };

  const kid = splitKid(read.kid);
  const { room, exp, context, user_id } = read.claims;
  // Jitsi's servers take `user_id` only where there is no context (prosody `token/util.lib.lua`).
  const userId = context === undefined ? user_id : context.user?.id;
  const userName = context?.user?.name;
  const expiresAt = (exp ?? Number.NaN) * 1000;
  return {
    ok: true,
    token: token as MeetingToken,
    appId,
    ...(kid?.appId === appId ? { keyId: kid.keyId } : {}),
    ...(userId === undefined ? {} : { userId }),
    ...(userName === undefined ? {} : { userName }),
    ...(room === undefined ? {} : { room }),
    ...(Math.abs(expiresAt) <= 8.64e15 ? { expiresAt } : {}),
    expired: expiresAt <= options.now,
  };
}

function decode(token: string): { claims: z.infer<typeof claimsSchema>; kid: string } | null {
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return null;
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    if (typeof alg !== 'string') return null;
    const claims = claimsSchema.safeParse(decodeJwt(token));
    return claims.success ? { claims: claims.data, kid: typeof kid === 'string' ? kid : '' } : null;
  } catch {
    // jose throws for whatever is not base64url, JSON or an object; all of it is no token.
    return null;
  }
}

/**
 * The token in a pasted text, or an empty string: the whole text without white space, quotes and
 * `Bearer`, or the value of `jwt=` where the text is a link. As in Jitsi the fragment is looked at
 * before the query (jitsi-meet `parseJWTFromURLParams`).
 */
export function tokenText(pasted: string): string {
  const text = unwrapped(pasted);
  return /(?:^|[?#&])jwt=/.test(text) ? jwtOfLink(text) : text;
}

/** Quotes, brackets of a mail program, and what ends a list or a sentence. */
const BEFORE_TOKEN = /["'`“”‘’<]/;
const BEHIND_TOKEN = /["'`“”‘’>,;]/;

/** Without quotes, brackets, the name of the header, and line breaks. */
function unwrapped(pasted: string): string {
  return stripped(pasted.trim(), BEFORE_TOKEN, BEHIND_TOKEN)
    .replace(/^(?:authorization\s*:\s*)?bearer\s/i, '')
    .replace(/\s/g, '');
}

function jwtOfLink(link: string): string {
  const [address, fragment] = splitOnce(link, '#');
  const [path, query] = splitOnce(address, '?');
  // A bare `jwt=…` has neither `?` nor `#`.
  return jwtOf(fragment) || jwtOf(query) || jwtOf(path);
}

function jwtOf(parameters: string): string {
  const found = parameters.split('&').find((parameter) => parameter.startsWith('jwt='));
  return unwrapped(decoded(found?.slice('jwt='.length) ?? ''));
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
