import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newAppId } from '~/tests/e2e/support/host-key';
import { certainly } from '~/tests/e2e/support/wait';
import { APP, newMallory, SIGNED } from '~/tests/organisation/company';
import {
  beSignedIn,
  GONE,
  loginWindow,
  type OrganisedFirefox,
  openOrganisedFirefox,
  setUpService,
  signInAs,
} from './support/organised';
import type { FirefoxPage } from './support/page';

let organised: OrganisedFirefox;

beforeAll(async () => {
  organised = await openOrganisedFirefox();
  await setUpService(organised);
});
beforeEach(async () => {
  organised.organisation.allow('anna');
  await beSignedIn(organised);
  organised.world.simulator.clearRecords();
});
afterAll(() => organised?.stop());

const SIGN_IN = `Sign in at ${APP}`;
const SIGNED_OUT = /You are not signed in at your organisation\./;

/** The question about a ban that was asked for in the panel. */
async function question() {
  const { world, key } = organised;
  const mallory = newMallory();
  const { page, room, meeting } = await world.joinMeeting(key.appId, [mallory]);
  await page.click('button', `Ban ${mallory.name}`);
  const popup = await world.openGavel('popup.html');
  await popup.find('heading', `Ban ${mallory.name}?`);
  const close = async () => {
    await world.close(popup);
    await world.close(page);
  };
  return { mallory, room, meeting, popup, close };
}

/** Nothing can be confirmed, and nothing was sent. */
async function isHeldBack(popup: FirefoxPage): Promise<void> {
  const isDisabled = await popup.evaluate(() => {
    const buttons = [...document.querySelectorAll('button')];
    const ban = buttons.find(({ textContent }) => textContent === 'Ban and remove');
    return ban?.disabled || ban?.ariaDisabled === 'true';
  });
  expect(isDisabled).toBe(true);
  expect(await organised.world.sent(popup)).toEqual([]);
}

/** The host confirms, and JaaS takes the token of the service's own key. */
async function isBanned(popup: FirefoxPage, userId: string): Promise<void> {
  const { world, key } = organised;
  await popup.reads(SIGNED);
  await popup.click('button', 'Ban and remove');
  await popup.reads(/JaaS accepted the ban.*JaaS accepted the removal/s);
  expect(await world.request('BAN_USER')).toMatchObject({
    userId,
    performed: true,
    token: { ok: true, kid: `${key.appId}/${key.keyId}` },
  });
  const operations = world.simulator.requests.map(({ operation }) => operation);
  expect(operations).toEqual(['BAN_USER', 'KICK_PARTICIPANT']);
}

/** What the token service decided about bans in a room, with whom it saw. */
function decided(inRoom: string): string[] {
  const asked = organised.organisation.audit.filter(({ room }) => room === inRoom);
  return asked.map(({ action, decision, who }) => `${action} ${decision} ${who}`);
}

describe('a host of an organisation in Firefox, who set its token service up and signed in', () => {
  it('bans and removes somebody with a token of it, also after Firefox has stopped the background', async () => {
    const { mallory, room, meeting, popup, close } = await question();
    await popup.reads(SIGNED);
    await organised.world.backgroundStopped();
    // The token was in the background's memory only: the service is asked for another.
    const before = decided(room).length;
    await isBanned(popup, mallory.userId);
    expect(decided(room).length).toBeGreaterThan(before);
    expect(new Set(decided(room))).toEqual(new Set(['ban token anna']));
    expect(meeting.participants().map(({ name }) => name)).not.toContain(mallory.name);
    await close();
  });

  it('who is signed out closes the login, then signs in from the question, and bans', async () => {
    await organised.organisation.signOut('anna');
    const { mallory, popup, close } = await question();
    await popup.reads(SIGNED_OUT);
    await isHeldBack(popup);
    await popup.click('button', SIGN_IN);
    await organised.world.close(await loginWindow(organised));
    await popup.reads(/The window of the login was closed before it was finished\./);
    await isHeldBack(popup);
    await popup.click('button', SIGN_IN);
    await signInAs(organised, 'anna');
    await isBanned(popup, mallory.userId);
    await close();
  });

  it('who may not moderate is told so, and bans nobody', async () => {
    organised.organisation.forbid('anna');
    const { room, popup, close } = await question();
    await popup.reads(/Your organisation says that you may not moderate\./);
    await popup.find('button', `Ask ${APP} again`);
    await isHeldBack(popup);
    expect(new Set(decided(room))).toEqual(new Set(['ban access_denied anna']));
    await close();
  });

  it('who mistypes the address closes the window that Firefox opens there, and nothing is kept', async () => {
    const { world, key } = organised;
    const options = await world.openGavel('options.html#keys');
    await options.click('button', 'Set up a token service');
    await options.fill('Address of the token service', `https://${GONE}/gavel/token`);
    await options.fill('AppID of your meetings', newAppId());
    await options.fill('Public key', key.publicKeyPem);
    await options.click('button', 'Sign in and try');
    // Firefox opens its window there all the same, and says nothing to Gavel before that is closed.
    const isOpen = () => world.opened(`https://${GONE}/`);
    await world.close(await certainly(isOpen, 'Firefox opens a window'));
    await options.reads(/was closed before it was finished\. Nothing was kept\./);
    expect(await options.has('listitem', GONE)).toBe(false);
    expect(await options.has('listitem', APP)).toBe(true);
    await world.close(options);
  });
});
