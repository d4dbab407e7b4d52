import { createHash } from 'node:crypto';
import { GECKO_ID } from '~/gecko-id';
import type { HostKey } from '~/tests/e2e/support/host-key';
import { certainly } from '~/tests/e2e/support/wait';
import { APP, LOGIN, passwordOf, startCompany } from '~/tests/organisation/company';
import type { TestOrganisation } from '~/tests/organisation/index';
import type { FirefoxPage } from './page';
import { FirefoxWorld } from './world';

/** Where answers to Gavel go in every Firefox: it follows from the ID of the add-on. */
const REDIRECT_URI = `https://${createHash('sha1').update(GECKO_ID).digest('hex')}.extensions.allizom.org/gavel`;

/** Where nobody answers. */
export const GONE = 'gone.example.com';

/** Keys, as WebDriver writes them. */
const TAB = '\uE004';
const ENTER = '\uE007';

/** A Firefox, and an organisation that runs the example token service behind a real OpenID provider. */
export interface OrganisedFirefox {
  readonly world: FirefoxWorld;
  readonly organisation: TestOrganisation;
  /** The key that the token service holds. */
  readonly key: HostKey;
  stop(): Promise<void>;
}

export async function openOrganisedFirefox(): Promise<OrganisedFirefox> {
  const { organisation, key } = await startCompany([REDIRECT_URI]);
  const { app, login } = organisation.ports;
  const world = await FirefoxWorld.open({ hosts: { [APP]: app, [LOGIN]: login, [GONE]: 1 } });
  world.simulator.registerKey(key);
  return {
    world,
    organisation,
    key,
    stop: async () => {
      await world.stop();
      await organisation.stop();
    },
  };
}

/** The window that Firefox opens for the company's login, once it is there. */
export async function loginWindow({
  world,
}: Pick<OrganisedFirefox, 'world'>): Promise<FirefoxPage> {
  return certainly(() => world.opened(`https://${LOGIN}/`), 'Firefox opens the company’s login');
}

/** Waits until Firefox has closed that window. */
async function loginClosed({ world }: Pick<OrganisedFirefox, 'world'>): Promise<void> {
  const isOpen = async (host: string) => (await world.opened(`https://${host}/`)) !== null;
  const isClosed = async () => !(await isOpen(LOGIN)) && !(await isOpen(APP));
  await certainly(isClosed, 'the window of the login is closed');
}

/** Signs in there as a person does. */
export async function signInAs(organised: OrganisedFirefox, username: string): Promise<void> {
  const login = await loginWindow(organised);
  await login.fill('User name', username);
  // By the keys: a field for a password has no role by which it could be found.
  await login.type(TAB + passwordOf(organised.organisation, username) + ENTER);
  await loginClosed(organised);
}

/** The host is signed in at the organisation, whatever the test before has done. */
export async function beSignedIn(organised: OrganisedFirefox): Promise<void> {
  const { world } = organised;
  const options = await world.openGavel('options.html#keys');
  await options.click('button', `Sign in at ${APP}`);
  await certainly(async () => {
    if (await world.opened(`https://${LOGIN}/`)) await signInAs(organised, 'anna');
    return (await options.text()).includes(`You are signed in at ${APP}`);
  }, 'the host is signed in');
  await world.close(options);
}

/** Sets the token service up in Gavel's options, as a host does by hand. */
export async function setUpService(organised: OrganisedFirefox): Promise<void> {
  const { world, organisation } = organised;
  const options = await world.openGavel('options.html#keys');
  await options.click('button', 'Set up a token service');
  await options.fill('Address of the token service', organisation.tokenUrl);
  await options.fill('AppID of your meetings', organisation.appId);
  await options.fill('Public key', organisation.publicKeyPem);
  await options.click('button', 'Sign in and try');
  await signInAs(organised, 'anna');
  await options.reads(new RegExp(`${APP} signs for you from now on\\.`));
  await world.close(options);
}
