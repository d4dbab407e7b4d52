import type { Signer } from './signer';

/** How long a token is valid, in seconds: one action of a host, and its retries. */
export const VALID_FOR_S = 120;

/**
 * How far before now a token begins to be valid, in seconds, for a clock at JaaS that is behind ours.
 * Gavel signs with the same minute when a host has a key. It lengthens nothing: the end counts.
 */
const VALID_BEFORE_S = 60;

/**
 * Makes an admin token for JaaS: a compact JWS with these claims and no other. Without `room` and
 * `context` it opens no meeting.
 *
 * @param input.now in milliseconds since 1970
 * @param input.jti names this token in the audit line
 */
export async function adminToken(
  input: { appId: string; keyId: string; now: number; jti: string },
  sign: Signer,
): Promise<string> {
  const seconds = Math.floor(input.now / 1000);
  const header = { alg: 'RS256', typ: 'JWT', kid: `${input.appId}/${input.keyId}` };
  const claims = {
    aud: 'jitsi',
    iss: 'chat',
    sub: input.appId,
    admin: true,
    nbf: seconds - VALID_BEFORE_S,
    exp: seconds + VALID_FOR_S,
    jti: input.jti,
  };
  const signingInput = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(claims))}`;
  return `${signingInput}.${base64url(await sign(Buffer.from(signingInput)))}`;
}

const base64url = (data: string | Uint8Array) => Buffer.from(data).toString('base64url');
