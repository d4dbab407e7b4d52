import type { Page, Target } from 'puppeteer-core';
import { APP, LOGIN, passwordOf, startCompany } from '~/tests/organisation/company';
import type { TestOrganisation } from '~/tests/organisation/index';
import type { HostKey } from './host-key';
import type { World } from './open-world';
import { Surface } from './surface';
import { waitFor } from './wait';
import { startWorld } from './world';

/** A world in which an organisation runs the example token service behind a real OpenID provider. */
export interface OrganisedWorld {
  readonly world: World;
  readonly organisation: TestOrganisation;
  /** The key that the token service holds. */
  readonly key: HostKey;
  stop(): Promise<void>;
}

export async function startOrganisedWorld(
  options: Parameters<typeof startWorld>[0] = {},
): Promise<OrganisedWorld> {
  const redirectUris: string[] = [];
  const { organisation, key } = await startCompany(redirectUris);
  // Nobody answers anywhere else: no test asks the network for a name.
  const hostRules = [
    ...organisation.hostResolverRules,
    'MAP *.example 127.0.0.1:1',
    'MAP *.example.com 127.0.0.1:1',
  ];
  const world = await startWorld({ ...options, hostRules });
  world.simulator.registerKey(key);
  // Known only once the browser has the extension.
  redirectUris.push(`https://${world.gavel.extensionId}.chromiumapp.org/gavel`);
  return {
    world,
    organisation,
    key,
    stop: async () => {
      await world.close();
      await organisation.stop();
    },
  };
}

/** The window of the company's login, once it is there. */
async function loginPage({ gavel }: World): Promise<Page> {
  const found = await waitFor(() => gavel.browser.targets().find(isLogin)?.asPage());
  if (!found) throw new Error('No window of the company’s login came up.');
  return found;
}

/** The host is signed in at the organisation, whatever the test before has done. */
export async function beSignedIn(organised: OrganisedWorld): Promise<void> {
  const { world } = organised;
  const options = await world.gavel.openOptions('keys');
  await options.click('button', `Sign in at ${APP}`);
  const isSignedIn = `You are signed in at ${APP}`;
  await waitFor(async () => {
    if (world.gavel.browser.targets().some(isLogin)) await signInAs(organised, 'anna');
    return (await options.text()).includes(isSignedIn);
  });
  await options.reads(isSignedIn);
  await options.close();
}

const isLogin = (target: Target) => target.url().startsWith(`https://${LOGIN}/`);

/** Signs in there as a person does. */
export async function signInAs(
  { world, organisation }: Pick<OrganisedWorld, 'world' | 'organisation'>,
  username: string,
): Promise<void> {
  const page = await loginPage(world);
  const login = new Surface(page, 'the login', world.gavel.outputDir);
  await login.fill('User name', username);
  await login.fill('Password', passwordOf(organisation, username));
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
