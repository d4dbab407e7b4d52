import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { APP, newMallory, SIGN_IN, SIGNED } from '~/tests/organisation/company';
import { MISCHIEF } from '~/tests/organisation/mischief';
import { expectNothingSent, operations } from './support/fence';
import type { HostKey } from './support/host-key';
import {
  beSignedIn,
  dismissLogin,
  type OrganisedWorld,
  setUpService,
} from './support/organisation';
import type { Popup } from './support/popup';
import { startOrganisedWorld } from './support/world';

let organised: OrganisedWorld;
let key: HostKey;

beforeAll(async () => {
  organised = await startOrganisedWorld();
  ({ key } = organised);
  await setUpService(organised);
});
beforeEach(() => {
  const { world, organisation } = organised;
  organisation.misbehave(null);
  organisation.allow('anna');
  world.simulator.clearRecords();
});
afterAll(() => organised?.stop());

const ASK_AGAIN = `Ask ${APP} again`;

/** The question about a ban, asked in a meeting. */
async function question(): Promise<{ popup: Popup; close: () => Promise<void> }> {
  const mallory = newMallory();
  const { page } = await organised.world.joinMeeting(key.appId, [mallory]);
  await page.panel.open();
  await page.panel.ban(mallory.name);
  const popup = await organised.world.gavel.popup();
  return {
    popup,
    close: async () => {
      await popup.close();
      await page.close();
    },
  };
}

/** The question says this, offers this to do, and cannot be confirmed. */
async function isRefused(popup: Popup, words: RegExp, offer: string): Promise<void> {
  await popup.outcome(words);
  await popup.find('button', offer);
  await popup.unanswerable('Ban');
}

describe('a token that is not as it should be is thrown away, and the question says why:', () => {
  const cases: readonly [what: string, keyof typeof MISCHIEF, words: RegExp, offer: string][] = [
    ['the answer to another question', 'wrongState', /not to Gavel's question/, ASK_AGAIN],
    ['an answer without the state', 'noState', /not to Gavel's question/, ASK_AGAIN],
    ['another AppID', 'anotherAppId', /for another AppID/, ASK_AGAIN],
    ['a foreign signature', 'foreignSignature', /not signed by the key that was set up/, ASK_AGAIN],
    ['a day of life', 'longLife', /for more than ten minutes/, ASK_AGAIN],
    ['a token that opens rooms', 'room', /would also open meetings/, ASK_AGAIN],
    ['a token that is somebody in meetings', 'context', /would also open meetings/, ASK_AGAIN],
    ['no admin', 'notAdmin', /not an admin token/, ASK_AGAIN],
    ['no signature', 'anotherAlgorithm', /without a token that JaaS could take/, ASK_AGAIN],
    ['a redirect elsewhere', 'elsewhere', /could not be opened at its address|showed a page/, ''],
    [
      'a page in place of an answer',
      'page',
      /showed a page where it should have answered/,
      SIGN_IN,
    ],
  ];
  it.each(cases)('%s', async (_, mischief, words, offer) => {
    const { world, organisation } = organised;
    await beSignedIn(organised);
    organisation.misbehave(MISCHIEF[mischief]);
    const { popup, close } = await question();
    await isRefused(popup, words, offer || (await offered(popup)));
    await expectNothingSent(world);

    organisation.misbehave(null);
    // Where the host signs in, the popup may close over it and come again.
    if ((await offered(popup)) === ASK_AGAIN) {
      await popup.click('button', ASK_AGAIN);
      await popup.reads(SIGNED);
    }
    await expectNothingSent(world);
    await close();
  });

  /** What the question offers to do about it. */
  async function offered(popup: Popup): Promise<string> {
    const { name } = await popup.find('button', /^(Sign in at|Ask .* again)/);
    return name ?? '';
  }

  it('a token that is over already is not taken by JaaS, and neither is the next one', async () => {
    const { world, organisation } = organised;
    await beSignedIn(organised);
    organisation.misbehave(MISCHIEF.over);
    const { popup, close } = await question();
    await popup.confirm('Ban');
    await popup.outcome(/JaaS refused the token \(401\)/);
    // The ban and its repetition, then the removal and its.
    expect(await operations(world)).toEqual([
      'BAN_USER',
      'BAN_USER',
      'KICK_PARTICIPANT',
      'KICK_PARTICIPANT',
    ]);
    await close();
  });
});

describe('a token service that gives no token', () => {
  it('because the person may not moderate says so, and takes them once they may', async () => {
    const { world, organisation } = organised;
    await beSignedIn(organised);
    organisation.forbid('anna');
    const { popup, close } = await question();
    await isRefused(popup, /says that you may not moderate/, ASK_AGAIN);
    organisation.allow('anna');
    await popup.click('button', ASK_AGAIN);
    await popup.reads(SIGNED);
    await expectNothingSent(world);
    await close();
  });

  it('because it never answers is given up on, and can be asked again', async () => {
    const { world, organisation } = organised;
    await beSignedIn(organised);
    organisation.misbehave(MISCHIEF.nothing);
    const { popup, close } = await question();
    await isRefused(popup, /did not answer in time/, ASK_AGAIN);
    organisation.misbehave(null);
    await popup.click('button', ASK_AGAIN);
    await popup.reads(SIGNED);
    await expectNothingSent(world);
    await close();
  });

  it('because the host closed its login leaves the question as it was', async () => {
    const { world, organisation } = organised;
    await organisation.signOut('anna');
    const { popup, close } = await question();
    await popup.click('button', SIGN_IN);
    await dismissLogin(organised);
    const again = await world.gavel.popup();
    await again.find('button', SIGN_IN);
    await expectNothingSent(world);
    await again.close();
    await close();
  });

  it('because it runs no more says that it cannot be opened, and the set-up of such a one is not kept', async () => {
    const { world } = organised;
    const options = await world.gavel.openOptions('keys');
    await options.click('button', 'Set up a token service');
    await options.fill('Address of the token service', 'https://gone.example.com/gavel/token');
    await options.fill('AppID of your meetings', `vpaas-magic-cookie-${'0'.repeat(32)}`);
    await options.fill('Public key', key.publicKeyPem);
    await options.click('button', 'Sign in and try');
    await options.reads(/could not be opened at its address.*Nothing was kept\./s);
    expect(await options.all('listitem', 'gone.example.com')).toEqual([]);
    await options.close();
  });
});
