import { compactVerify, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import type { KeyCards } from './keys';

type TokenRefusal =
  | 'missing'
  | 'malformed'
  | 'algorithm'
  | 'unknown-key'
  | 'signature'
  | 'claims'
  | 'not-yet-valid'
  | 'expired'
  | 'not-admin'
  | 'other-app';

export type TokenCheck =
  | {
      readonly ok: true;
      readonly kid: string;
      readonly claims: Readonly<Record<string, unknown>>;
      /** Claims beyond the six that are needed; recorded, never refused. */
      readonly extraClaims: readonly string[];
    }
  | { readonly ok: false; readonly status: 401 | 403; readonly reason: TokenRefusal };

const Claims = z.looseObject({
  aud: z.literal('jitsi'),
  iss: z.literal('chat'),
  sub: z.string(),
  nbf: z.number(),
  exp: z.number(),
});
const NEEDED = new Set(['aud', 'iss', 'sub', 'admin', 'nbf', 'exp']);

const refuse = (status: 401 | 403, reason: TokenRefusal): TokenCheck => ({
  ok: false,
  status,
  reason,
});

/**
 * Checks an `Authorization` header as JaaS would: RS256 by the public key registered under
 * `kid` = `appId/keyId`, the claims, and the times against `nowSeconds` (Unix time).
 */
export async function verifyAdminToken(
  authorization: string | undefined,
  keys: KeyCards,
  nowSeconds: number,
): Promise<TokenCheck> {
  const [, token] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
  if (token === undefined) return refuse(401, 'missing');

  let header: ReturnType<typeof decodeProtectedHeader>;
  try {
    header = decodeProtectedHeader(token);
  } catch {
    return refuse(401, 'malformed');
  }
  if (header.alg !== 'RS256' || header.typ !== 'JWT') return refuse(401, 'algorithm');
  const kid = header.kid ?? '';
  const key = await keys.find(kid);
  if (key === undefined) return refuse(401, 'unknown-key');

  let payload: unknown;
  try {
    const verified = await compactVerify(token, key, { algorithms: ['RS256'] });
    payload = JSON.parse(new TextDecoder().decode(verified.payload));
  } catch {
    return refuse(401, 'signature');
  }

  const { success, data: claims } = Claims.safeParse(payload);
  if (!success) return refuse(401, 'claims');
  if (claims.nbf > nowSeconds) return refuse(401, 'not-yet-valid');
  if (claims.exp <= nowSeconds) return refuse(401, 'expired');
  if (kid.slice(0, kid.indexOf('/')) !== claims.sub) return refuse(403, 'other-app');
  if (claims.admin !== true) return refuse(403, 'not-admin');
  const extraClaims = Object.keys(claims).filter((name) => !NEEDED.has(name));
  return { ok: true, kid, claims, extraClaims };
}
