import { importPKCS8, SignJWT } from 'jose';
import type { Page } from 'puppeteer-core';
import { type Organisation, startOrganisation } from '~/examples/token-service/organisation';
import type { Reply } from '~/examples/token-service/reply';
import { redirect } from '~/examples/token-service/reply';
import { signingKey } from '~/examples/token-service/signer';
import { type TokenRequest, tokenRoute } from '~/examples/token-service/token-route';
import { createCertificate } from '~/tests/simulator/server/certificate';
import { type HostKey, newHostKey } from './host-key';
import type { World } from './open-world';
import { Surface } from './surface';
import { waitFor } from './wait';
import { startWorld } from './world';

/** Where the application of the organisation runs, as hosts see it. */
export const APP = 'app.example.com';
const LOGIN = 'login.example.com';

/** What a token service does in place of what it should. */
export type Mischief = typeof tokenRoute;

/** What the question says once there is a token for it. */
export const SIGNED = /Signed by the token service of app\.example\.com/;

/** Somebody to ban whom nobody has banned before: a ban is for ever. */
export function newMallory(): { readonly name: string; readonly userId: string } {
  mallories += 1;
  return { name: `Mallory ${mallories}`, userId: `auth0|mallory-${mallories}` };
}
let mallories = 0;

/** A world in which an organisation runs the example token service behind a real OpenID provider. */
export interface OrganisedWorld {
  readonly world: World;
  readonly organisation: Organisation;
  /** The key that the token service holds. */
  readonly key: HostKey;
  /** Has the service misbehave, or behave again. */
  misbehave(mischief: Mischief | null): void;
  stop(): Promise<void>;
}

export async function startOrganisedWorld(): Promise<OrganisedWorld> {
  const key = newHostKey();
  const redirectUris: string[] = [];
  let mischief: Mischief | null = null;
  const organisation = await startOrganisation({
    appId: key.appId,
    keyId: key.keyId,
    key: signingKey(key.pkcs8Pem),
    redirectUris,
    tokensPerMinute: 1000,
    certificate: await createCertificate(),
    origins: { app: `https://${APP}`, login: `https://${LOGIN}` },
    tokenRoute: (request, service) => (mischief ?? tokenRoute)(request, service),
  });
  const world = await startWorld({ hostRules: organisation.hostResolverRules });
  world.simulator.registerKey(key);
  redirectUris.push(`https://${world.gavel.extensionId}.chromiumapp.org/gavel`);
  return {
    world,
    organisation,
    key,
    misbehave: (what) => {
      mischief = what;
    },
    stop: async () => {
      await world.close();
      await organisation.stop();
    },
  };
}

/** Answers with this token, and with the state that was asked with where nothing else is said. */
export function answerWith(
  { query }: TokenRequest,
  parameters: Readonly<Record<string, string>>,
): Reply {
  const state = query.get('state') ?? '';
  const answer = { token_type: 'Bearer', expires_in: '120', state, ...parameters };
  return redirect(`${query.get('redirect_uri')}#${new URLSearchParams(answer)}`);
}

/** A token as the service gives it, but for what is changed in it. */
export async function adminTokenOf(
  key: HostKey,
  changed: { readonly appId?: string; readonly claims?: object; readonly lifeS?: number } = {},
): Promise<string> {
  const { appId = key.appId, claims = {}, lifeS = 120 } = changed;
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({
    aud: 'jitsi',
    iss: 'chat',
    sub: appId,
    admin: true,
    nbf: now,
    exp: now + lifeS,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: `${appId}/${key.keyId}` })
    .sign(await importPKCS8(key.pkcs8Pem, 'RS256'));
}

/** The window of the company's login, once it is there. */
async function loginPage({ gavel }: World): Promise<Page> {
  const isLogin = (url: string) => url.startsWith(`https://${LOGIN}/`);
  const found = await waitFor(async () => {
    const target = gavel.browser.targets().find((one) => isLogin(one.url()));
    return target?.asPage();
  });
  if (!found) throw new Error('No window of the company’s login came up.');
  return found;
}

/** Signs in there as a person does. */
export async function signInAs(
  { world, organisation }: Pick<OrganisedWorld, 'world' | 'organisation'>,
  username: string,
): Promise<void> {
  const page = await loginPage(world);
  const login = new Surface(page, 'the login', world.gavel.outputDir);
  const account = organisation.accounts.find((one) => one.username === username);
  await login.fill('User name', username);
  await login.fill('Password', account?.password ?? '');
  await login.click('button', 'Sign in');
}

/** Closes the window of the login, as somebody who changed their mind. */
export async function dismissLogin({ world }: Pick<OrganisedWorld, 'world'>): Promise<void> {
  await (await loginPage(world)).close();
}

/** Sets the token service up in Gavel's options, as a host does by hand. */
export async function setUpService(organised: OrganisedWorld): Promise<void> {
  const { world, organisation } = organised;
  const options = await world.gavel.openOptions('keys');
  await options.click('button', 'Set up a token service');
  await options.fill('Address of the token service', organisation.tokenUrl);
  await options.fill('AppID of your meetings', organisation.appId);
  await options.fill('Public key', organisation.publicKeyPem);
  await options.click('button', 'Sign in and try');
  await signInAs(organised, 'anna');
  await options.reads(`${APP} signs for you from now on.`);
  await options.close();
}
