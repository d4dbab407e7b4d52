import type { Target } from 'puppeteer-core';
import {
  APP,
  LOGIN,
  passwordOf,
  SET_UP,
  SIGN_IN,
  startCompany,
} from '~/tests/organisation/company';
import type { TestOrganisation } from '~/tests/organisation/index';
import type { HostKey } from './host-key';
import type { World } from './open-world';
import type { OptionsPage } from './options-page';
import { Surface } from './surface';
import { waitFor } from './wait';

/** A world in which an organisation runs the example token service behind a real OpenID provider. */
export interface OrganisedWorld {
  readonly world: World;
  readonly organisation: TestOrganisation;
  /** The key that the token service holds. */
  readonly key: HostKey;
  stop(): Promise<void>;
}

/**
 * Starts the organisation, and a world in whose browser its addresses lead to it.
 *
 * @param open the world, with these rules of Chromium's `--host-resolver-rules`
 */
export async function openOrganisedWorld(
  open: (hostRules: readonly string[]) => Promise<World>,
): Promise<OrganisedWorld> {
  const redirectUris: string[] = [];
  const { organisation, key } = await startCompany(redirectUris);
  // Nobody answers anywhere else: no test asks the network for a name.
  const hostRules = [
    ...organisation.hostResolverRules,
    'MAP *.example 127.0.0.1:1',
    'MAP *.example.com 127.0.0.1:1',
  ];
  const world = await open(hostRules).catch(async (error) => {
    await organisation.stop();
    throw error;
  });
  world.simulator.registerKey(key);
  // Known only once the browser has the extension.
  redirectUris.push(`https://${world.gavel.extensionId}.chromiumapp.org/gavel`);
  return {
    world,
    organisation,
    key,
    stop: async () => {
      try {
        await world.close();
      } finally {
        await organisation.stop();
      }
    },
  };
}

/** The window of the company's login, once it is there and can be filled in. */
export async function loginWindow({ world }: Pick<OrganisedWorld, 'world'>): Promise<Surface> {
  const { gavel } = world;
  const page = await waitFor(() => gavel.browser.targets().find(isLogin)?.asPage());
  if (!page) throw new Error('No window of the company’s login came up.');
  const login = new Surface(page, 'the login', gavel.outputDir);
  await login.find('button', 'Sign in');
  return login;
}

/** The host is signed in at the organisation, whatever the test before has done. */
export async function beSignedIn(organised: OrganisedWorld): Promise<void> {
  const { world } = organised;
  const options = await world.gavel.openOptions('keys');
  await options.click('button', SIGN_IN);
  const isSignedIn = `You are signed in at ${APP}`;
  // Once: the window is still listed for a moment after it has closed.
  let hasSignedIn = false;
  await waitFor(async () => {
    if (!hasSignedIn && world.gavel.browser.targets().some(isLogin)) {
      hasSignedIn = true;
      await signInAs(organised, 'anna');
    }
    return (await options.text()).includes(isSignedIn);
  });
  await options.reads(isSignedIn);
  await options.close();
}

const isLogin = (target: Target) => target.url().startsWith(`https://${LOGIN}/`);

/** Signs in there as a person does. */
export async function signInAs(
  organised: Pick<OrganisedWorld, 'world' | 'organisation'>,
  username: string,
): Promise<void> {
  const login = await loginWindow(organised);
  await login.fill('User name', username);
  await login.fill('Password', passwordOf(organised.organisation, username));
  await login.click('button', 'Sign in');
}

/** Closes the window of the login, as somebody who changed their mind. */
export async function dismissLogin(organised: Pick<OrganisedWorld, 'world'>): Promise<void> {
  await (await loginWindow(organised)).close();
}

/** Fills in Gavel's form for the token service, as a host does by hand, and goes on to the login. */
export async function fillInService({ world, organisation }: OrganisedWorld): Promise<OptionsPage> {
  const options = await world.gavel.openOptions('keys');
  await options.click('button', 'Set up a token service');
  await options.fill('Address of the token service', organisation.tokenUrl);
  await options.fill('AppID of your meetings', organisation.appId);
  await options.fill('Public key', organisation.publicKeyPem);
  await options.click('button', 'Sign in and try');
  return options;
}

/** Sets the token service up in Gavel's options. */
export async function setUpService(organised: OrganisedWorld): Promise<void> {
  const options = await fillInService(organised);
  await signInAs(organised, 'anna');
  await options.reads(SET_UP);
  await options.close();
}
