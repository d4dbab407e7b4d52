import { base64url, compactVerify, decodeProtectedHeader, errors } from 'jose';
import { AuthorizationResponseError, validateAuthResponse } from 'oauth4webapi';
import * as z from 'zod';
import { splitKid } from '~/utils/jaas/ids';
import { OFFSET_LIMIT_MS } from '~/utils/jaas/retry';
import type { TokenRefusal } from '~/utils/jaas/token-refusal';
import { importPublicKey } from '~/utils/keys/import/verify';
import type { TokenService } from './token-service';

/** The longest life of a token that is taken, in seconds. */
const LIFE_LIMIT_S = 600;

/** What was backdated for clocks that run behind is no part of a token's life, up to this much; in seconds. */
const BACKDATED_S = 60;

/** The longest answer that is read, in UTF-16 code units. */
const ANSWER_LIMIT = 16_384;

/** An admin token of an organisation, or why there is none. */
export type TokenAnswer =
  | { readonly ok: true; readonly token: string; readonly lifeMs: number }
  | { readonly ok: false; readonly why: TokenRefusal };

const refused = (why: TokenRefusal): TokenAnswer => ({ ok: false, why });

/**
 * Reads what a token service redirected to, and takes the token only where everything about it is as asked: the
 * state, the AppID, the claims, its life and, by the AppID's public key, the signature. So a wrong, foreign or
 * injected token is none. Never throws.
 *
 * @param answer the whole address
 * @param asked.now in milliseconds since 1970, by a clock that may be wrong by an hour
 */
export async function readTokenAnswer(
  answer: string,
  service: Pick<TokenService, 'appId' | 'publicJwk'>,
  asked: { readonly state: string; readonly redirectUri: string; readonly now: number },
): Promise<TokenAnswer> {
  if (answer.length > ANSWER_LIMIT) return refused('not-a-token');
  const [address = '', fragment = ''] = answer.split('#', 2);
  if (address !== asked.redirectUri) return refused('wrong-address');
  const response = readResponse(new URLSearchParams(fragment), asked.state);
  if (typeof response === 'string') return refused(response);
  const wrong = await whatIsWrong(response.token, service, asked.now);
  if (typeof wrong === 'string') return refused(wrong);
  const lifeS = Math.min(wrong.lifeS, response.expiresIn ?? LIFE_LIMIT_S);
  return { ok: true, token: response.token, lifeMs: lifeS * 1000 };
}

/** `authorization_response_iss_parameter_supported` and the like are nothing that a single route has. */
const SERVER = { issuer: 'https://token-service.invalid' };
const CLIENT = { client_id: 'gavel' };

const ERRORS: ReadonlyMap<string, TokenRefusal> = new Map([
  ['access_denied', 'not-allowed'],
  ['login_required', 'signed-out'],
  ['interaction_required', 'signed-out'],
  ['account_selection_required', 'signed-out'],
  ['consent_required', 'signed-out'],
]);

interface Response {
  readonly token: string;
  /** In seconds; undefined where it is not said. */
  readonly expiresIn: number | undefined;
}

/** The fragment of an implicit answer (RFC 6749, 4.2.2), or why it is none. */
function readResponse(parameters: URLSearchParams, state: string): Response | TokenRefusal {
  try {
    const response = validateAuthResponse(SERVER, CLIENT, parameters, state);
    const token = response.get('access_token');
    const isBearer = response.get('token_type')?.toLowerCase() === 'bearer';
    if (token === null || !isBearer || response.getAll('access_token').length > 1) {
      return 'not-a-token';
    }
    const expiresIn = z.coerce.number().positive().safeParse(response.get('expires_in'));
    return { token, expiresIn: expiresIn.data };
  } catch (error) {
    if (error instanceof AuthorizationResponseError) {
      return ERRORS.get(error.error) ?? 'service-error';
    }
    const [said, ...more] = parameters.getAll('state');
    return said === state && more.length === 0 ? 'not-a-token' : 'wrong-state';
  }
}

const claimsSchema = z.looseObject({
  aud: z.literal('jitsi'),
  iss: z.literal('chat'),
  admin: z.literal(true),
  sub: z.string(),
});

const lifeSchema = z.object({
  exp: z.number(),
  nbf: z.number().optional(),
  iat: z.number().optional(),
});

/** Returns what a token is not, or for how many seconds it lives. */
async function whatIsWrong(
  token: string,
  { appId, publicJwk }: Pick<TokenService, 'appId' | 'publicJwk'>,
  now: number,
): Promise<TokenRefusal | { readonly lifeS: number }> {
  try {
    const { kid } = decodeProtectedHeader(token);
    if (kid === undefined || !isCanonical(token)) return 'not-a-token';
    const named = splitKid(kid);
    // JaaS knows keys by this exactly; `splitKid` leaves out what people copy along.
    if (named === null || kid !== `${named.appId}/${named.keyId}`) return 'not-a-token';
    if (named.appId !== appId) return 'wrong-app-id';
    // Not as a JWT, whose times would be compared with the clock here: the server's counts.
    const signed = await compactVerify(token, await importPublicKey(publicJwk), {
      algorithms: ['RS256'],
    });
    const payload: unknown = JSON.parse(new TextDecoder().decode(signed.payload));
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success) return 'not-admin';
    if (claims.data.sub !== appId) return 'wrong-app-id';
    if ('room' in claims.data || 'context' in claims.data) return 'extra-claims';
    return lifeOf(payload, now);
  } catch (error) {
    return error instanceof errors.JWSSignatureVerificationFailed
      ? 'foreign-signature'
      : 'not-a-token';
  }
}

/**
 * Whether a token is written as it was signed. The signature covers the other two parts as they are written, but can
 * itself be written otherwise and decode to the same: with blanks or padding, or by bits that stand for nothing.
 */
function isCanonical(token: string): boolean {
  const signature = token.slice(token.lastIndexOf('.') + 1);
  return base64url.encode(base64url.decode(signature)) === signature;
}

/** How long a token lives from now, by its own times: the clock here only says that it is not of next year. */
function lifeOf(payload: unknown, now: number): 'too-long' | { readonly lifeS: number } {
  const times = lifeSchema.safeParse(payload);
  if (!times.success) return 'too-long';
  const { exp, nbf, iat } = times.data;
  const beginsAt = iat ?? (nbf === undefined ? undefined : nbf + BACKDATED_S);
  if (beginsAt === undefined) return 'too-long';
  const isFar = exp * 1000 > now + LIFE_LIMIT_S * 1000 + OFFSET_LIMIT_MS;
  const lifeS = exp - beginsAt;
  return isFar || lifeS > LIFE_LIMIT_S ? 'too-long' : { lifeS: Math.max(lifeS, 1) };
}
