import { type HostKey, newHostKey } from '~/tests/e2e/support/host-key';
import { startTestOrganisation, type TestOrganisation } from './index';

/** Where the application of the organisation runs, as hosts see it. */
export const APP = 'app.example.com';

/** Where people of the organisation sign in. */
export const LOGIN = 'login.example.com';

/** What the question says once there is a token for it. */
export const SIGNED = /Signed by the token service of app\.example\.com/;

/** What the options page says once the token service has given its first token. */
export const SET_UP = `${APP} signs for you from now on.`;

/** What the options page says of the token service from then on. */
export const SIGNER = `Signs by the token service of ${APP}`;

/** What a question says, and offers, to somebody who has to sign in first. */
export const SIGNED_OUT = 'You are not signed in at your organisation.';
export const SIGN_IN = `Sign in at ${APP}`;

/** Somebody to ban whom nobody has banned before: a ban is for ever. */
export function newMallory(): { readonly name: string; readonly userId: string } {
  mallories += 1;
  return { name: `Mallory ${mallories}`, userId: `auth0|mallory-${mallories}` };
}
let mallories = 0;

/**
 * Starts the organisation at {@link APP} and {@link LOGIN}, for a browser that something leads there.
 *
 * @param redirectUris Gavel's; may be filled in later
 */
export async function startCompany(
  redirectUris: readonly string[],
): Promise<{ readonly organisation: TestOrganisation; readonly key: HostKey }> {
  const key = newHostKey();
  const organisation = await startTestOrganisation({
    appId: key.appId,
    keyId: key.keyId,
    privateKeyPem: key.pkcs8Pem,
    redirectUris,
    // A test asks more often than a host does.
    tokensPerMinute: 1000,
    tls: true,
  });
  return { organisation, key };
}

/** The password of a person who can sign in. */
export function passwordOf(
  { accounts }: Pick<TestOrganisation, 'accounts'>,
  username: string,
): string {
  return accounts.find((one) => one.username === username)?.password ?? '';
}
