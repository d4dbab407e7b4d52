import { SignJWT } from 'jose';
import type { AppId, KeyId } from './ids';

/** How far before now a token begins to be valid, for clocks that run behind, in seconds. */
export const VALID_BEFORE_S = 60;

/** How long a token is valid, in seconds: one action and its retries. */
export const VALID_FOR_S = 120;

/** The six claims of an admin token and no other. Times are seconds since 1970. */
export interface AdminClaims {
  aud: 'jitsi';
  iss: 'chat';
  sub: AppId;
  admin: true;
  nbf: number;
  exp: number;
}

/**
 * The claims of an admin token (JaaS docs). The samples there are meeting tokens with `admin` added,
 * valid for a day in every room; a leaked one of these opens no room and ends in two minutes.
 *
 * @param now in milliseconds since 1970
 * @param offsetMs what is added to this device's clock to get that of JaaS, in milliseconds
 */
export function adminClaims(appId: AppId, now: number, offsetMs: number): AdminClaims {
  const seconds = Math.floor((now + offsetMs) / 1000);
  return {
    aud: 'jitsi',
    iss: 'chat',
    sub: appId,
    admin: true,
    nbf: seconds - VALID_BEFORE_S,
    exp: seconds + VALID_FOR_S,
  };
}

/**
 * Signs an admin token (RS256, compact JWS). Made for one request and never kept.
 *
 * @param input.key a private RSA key for `RS256` that may sign
 * @throws whatever WebCrypto throws for a key that cannot sign; the message never holds the key
 */
export async function signAdminToken(input: {
  appId: AppId;
  keyId: KeyId;
  key: CryptoKey;
  now: number;
  offsetMs: number;
}): Promise<string> {
  const { appId, keyId, key, now, offsetMs } = input;
  return new SignJWT({ ...adminClaims(appId, now, offsetMs) })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: `${appId}/${keyId}` })
    .sign(key);
}
