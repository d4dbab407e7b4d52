import chromeWebstoreUpload from 'chrome-webstore-upload';
import { importPKCS8, SignJWT } from 'jose';
import * as z from 'zod';

const accountSchema = z.object({ client_email: z.string(), private_key: z.string() });
const tokenSchema = z.object({ access_token: z.string() });

/** Of whom a service account asks a token, which is also whom its question is for. */
const TOKENS = 'https://oauth2.googleapis.com/token';
const SCOPE = 'https://www.googleapis.com/auth/chromewebstore';

/** How long the store may take to unpack what was sent, in seconds. */
const PATIENCE_S = 300;

/** Which item of the store, and who publishes it. */
export interface Item {
  readonly publisherId: string;
  readonly extensionId: string;
  /** The service account's key, as Google gives it: JSON. */
  readonly serviceAccount: string;
}

/**
 * Sends a package to the Chrome Web Store and asks for its review, by API V2 with a service account.
 *
 * @throws where the account's key is none, or the store refuses
 */
export async function publishToChrome(zip: string, item: Item): Promise<string> {
  const token = await accessToken(item.serviceAccount);
  const { publisherId, extensionId } = item;
  // chrome-webstore-upload knows persons' accounts only. What it wants of one stands for nothing: it is handed the token.
  const ofNobody = { clientId: 'none', refreshToken: 'none', clientSecret: undefined };
  const store = chromeWebstoreUpload({ publisherId, extensionId, ...ofNobody });
  store.fetchToken = () => Promise.resolve(token);
  const { uploadState } = await store.uploadExisting(zip, token, PATIENCE_S);
  if (uploadState !== 'SUCCEEDED') throw new Error(`The upload ended as ${uploadState}.`);
  return (await store.publish('DEFAULT_PUBLISH', token)).state;
}

async function accessToken(serviceAccount: string): Promise<string> {
  const { client_email, private_key } = accountSchema.parse(JSON.parse(serviceAccount));
  const assertion = await new SignJWT({ scope: SCOPE })
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(client_email)
    .setAudience(TOKENS)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(await importPKCS8(private_key, 'RS256'));
  const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  const body = new URLSearchParams({ grant_type, assertion });
  const answer = await fetch(TOKENS, { method: 'POST', body });
  if (!answer.ok) throw new Error(`Google gives no token: ${answer.status} ${await answer.text()}`);
  return tokenSchema.parse(await answer.json()).access_token;
}
