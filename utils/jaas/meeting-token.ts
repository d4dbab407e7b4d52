import { decodeProtectedHeader } from 'jose';
import * as z from 'zod/mini';
import { type AppId, type Brand, type KeyId, parseAppId, splitKid } from './ids';
import { TEXT_LIMIT, trimmed } from './pasted';
import { payloadOf, tokensIn } from './pasted-tokens';

/** The longest token, in characters. It came in a URL, and servers take 8 to 16 KiB of those. */
export const TOKEN_LIMIT = 16_384;

/** A compact JWS whose header and payload can be read. A secret: never shown, logged or kept. */
export type MeetingToken = Brand<'MeetingToken'>;

/** What a token says of itself. Not verified: JaaS does that. Times in ms since 1970. */
export interface TokenToBan {
  ok: true;
  token: MeetingToken;
  appId: AppId;
  keyId?: KeyId;
  /** Text as it is; a number as the token writes it, digit by digit, and so true and false. */
  userId?: string;
  /** The token's user id is no text, so that JaaS may know the person by another. */
  userIdIsNoText?: true;
  userName?: string;
  room?: string;
  /** Absent where the token has no end; null where it has one that cannot be read as a time. */
  expiresAt?: number | null;
  expired: boolean;
}

export type TokenRefusal =
  | 'empty'
  | 'too-long'
  | 'not-a-token'
  | 'no-app'
  | 'wrong-app'
  | 'several';

export type ReadToken =
  | TokenToBan
  | { ok: false; code: Exclude<TokenRefusal, 'several'> }
  /** What can be read as a token of JaaS: two or more. */
  | { ok: false; code: 'several'; found: readonly TokenToBan[] };

/** A time far behind every token's: the end of the year 9999, in seconds. Milliseconds since 1970 are beyond it. */
const LAST_SECOND = 253_402_300_799;

const text = z.catch(z.optional(z.string()), undefined);
const user = z.catch(z.optional(z.object({ id: z.optional(z.unknown()), name: text })), undefined);

/** A claim of an unexpected kind is left out; it is no reason not to ban the token. */
const claimsSchema = z.object({
  sub: text,
  room: text,
  exp: z.optional(z.unknown()),
  user_id: z.optional(z.unknown()),
  context: z.catch(z.optional(z.object({ user })), undefined),
});
type Claims = z.infer<typeof claimsSchema>;

/**
 * Reads the token that a host wants to ban, from what they pasted: the token, or a text that holds exactly one, as
 * often as it likes, such as a meeting link, a header, a line of a log, or a mail that broke it into lines. It is
 * decoded and not verified. Tokens of others than JaaS, which name no AppID, count only where there is none of JaaS.
 * An expired token is no refusal: it is told by `expired`.
 *
 * @param options.appId the AppID whose key would sign; a token of another is `wrong-app`
 * @param options.now in milliseconds since 1970
 */
export function readTokenToBan(pasted: string, options: { appId?: AppId; now: number }): ReadToken {
  if (pasted.length > TEXT_LIMIT) return { ok: false, code: 'too-long' };
  if (trimmed(pasted) === '') return { ok: false, code: 'empty' };
  const tokens = tokensIn(pasted);
  if (tokens.length === 0) return { ok: false, code: 'not-a-token' };
  const ofJaas = tokens.flatMap((token) => read(token, options.now) ?? []);
  const [one] = ofJaas;
  if (ofJaas.length > 1) return { ok: false, code: 'several', found: ofJaas };
  if (one === undefined) return { ok: false, code: 'no-app' };
  if (one.token.length > TOKEN_LIMIT) return { ok: false, code: 'too-long' };
  if (options.appId !== undefined && options.appId !== one.appId)
    return { ok: false, code: 'wrong-app' };
  return one;
}

/** What a token says, or null where it names no AppID. */
function read(token: string, now: number): TokenToBan | null {
  const [, payload = ''] = token.split('.');
  const json = payloadOf(payload);
  const claims = claimsOf(json);
  const appId = parseAppId(claims?.sub);
  if (json === null || claims === null || appId === null) return null;
  const written = claimsOf(withNumbersAsText(json)) ?? claims;

  const { kid: kidClaim } = decodeProtectedHeader(token);
  const kid = typeof kidClaim === 'string' ? splitKid(kidClaim) : null;
  const { room, exp, context } = claims;
  const userName = context?.user?.name;
  const id = userIdOf(claims, written);
  const seconds = typeof exp === 'number' && Math.abs(exp) <= LAST_SECOND ? exp : null;
  return {
    ok: true,
    token: token as MeetingToken,
    appId,
    ...(kid?.appId === appId ? { keyId: kid.keyId } : {}),
    ...id,
    ...(userName === undefined ? {} : { userName }),
    ...(room === undefined ? {} : { room }),
    ...(exp === undefined ? {} : { expiresAt: seconds === null ? null : seconds * 1000 }),
    expired: seconds !== null && seconds * 1000 <= now,
  };
}

function claimsOf(json: string | null): Claims | null {
  const claims = json === null ? null : claimsSchema.safeParse(JSON.parse(json));
  return claims?.success ? claims.data : null;
}

/** Jitsi's servers take `user_id` only where there is no context (prosody `token/util.lib.lua`). */
function rawUserId({ context, user_id }: Claims): unknown {
  return context === undefined ? user_id : context.user?.id;
}

/**
 * The user id of a token. 8x8's samples have text there, integrators numbers too, of which JavaScript keeps no more
 * than 53 bits; so these are taken as they are written.
 */
function userIdOf(claims: Claims, written: Claims): Pick<TokenToBan, 'userId' | 'userIdIsNoText'> {
  const id = rawUserId(claims);
  if (id === undefined) return {};
  if (typeof id === 'string') return { userId: id };
  if (typeof id === 'number') return { userId: String(rawUserId(written)), userIdIsNoText: true };
  return { ...(typeof id === 'boolean' && { userId: String(id) }), userIdIsNoText: true };
}

/** The JSON with each number as a text of its own characters. */
function withNumbersAsText(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*/g, (found) =>
    found.startsWith('"') ? found : `"${found}"`,
  );
}
