import { type CryptoKey, exportJWK, generateKeyPair, importPKCS8, SignJWT } from 'jose';
import { CHROMIUM_URI, STATE } from '~/tests/organisation/requests';
import { rsaPublicJwkSchema } from '~/utils/keys/import/jwk';
import type { TokenService } from '~/utils/organisation/token-service';
import { APP_ID, KEY_ID } from '../actions/samples';
import { fixtureJwk } from '../keys/fakes';
import { fixtureText } from '../keys/fixture';

export const NOW = Date.parse('2026-12-01T09:00:00Z');

/** The same in seconds, as tokens have it. */
export const NOW_S = NOW / 1000;

/** The key of the token service, for what it should sign with or for another algorithm. */
export const keyFor = (alg: string) => importPKCS8(fixtureText('pkcs8.pem'), alg);
const KEY = await keyFor('RS256');
const PUBLIC_JWK = rsaPublicJwkSchema.parse(await fixtureJwk());

/** A key of somebody else. */
const foreign = await generateKeyPair('RS256', { extractable: true });
export const FOREIGN_KEY = foreign.privateKey;
export const FOREIGN_JWK = rsaPublicJwkSchema.parse(await exportJWK(foreign.publicKey));

export const SERVICE: TokenService = {
  appId: APP_ID,
  url: 'https://app.example.com/gavel/token',
  publicJwk: PUBLIC_JWK,
  label: 'Town hall',
};

export const ASKED = { state: STATE, redirectUri: CHROMIUM_URI, now: NOW };

/** What a good token says. */
export const CLAIMS = {
  aud: 'jitsi',
  iss: 'chat',
  sub: APP_ID,
  admin: true,
  iat: NOW_S,
  nbf: NOW_S - 10,
  exp: NOW_S + 120,
};

export const HEADER = { alg: 'RS256', typ: 'JWT', kid: `${APP_ID}/${KEY_ID}` };

type Changes = Readonly<Record<string, unknown>>;

/** Without what is undefined, and with the rest as changed. */
function changed(before: object, changes: Changes): Record<string, unknown> {
  const all = Object.entries({ ...before, ...changes });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

/** A token as a service gives it, but for this. Undefined takes a claim or a member of the header out. */
export function signed(
  claims: Changes = {},
  header: Changes = {},
  key: CryptoKey | Uint8Array = KEY,
): Promise<string> {
  return new SignJWT(changed(CLAIMS, claims))
    .setProtectedHeader(changed(HEADER, header) as typeof HEADER)
    .sign(key);
}

/** The address that a service redirects to. Undefined takes a parameter out. */
export function answerWith(
  token: string | undefined,
  changes: Changes = {},
  redirectUri = CHROMIUM_URI,
): string {
  const given = { access_token: token, token_type: 'Bearer', expires_in: 120, state: STATE };
  const parameters = Object.entries(changed(given, changes)).map(([name, value]) => [
    name,
    String(value),
  ]);
  return `${redirectUri}#${new URLSearchParams(parameters)}`;
}
