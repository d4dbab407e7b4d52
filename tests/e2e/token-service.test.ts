import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { operations } from './support/fence';
import {
  type OrganisedWorld,
  setUpService,
  signInAs,
  startOrganisedWorld,
} from './support/organisation';

let organised: OrganisedWorld;

beforeAll(async () => {
  organised = await startOrganisedWorld();
  await setUpService(organised);
});
beforeEach(() => {
  organised.misbehave(null);
  organised.world.simulator.clearRecords();
});
afterAll(() => organised?.stop());

const SIGNED = /Signed by the token service of app\.example\.com/;
const mallory = { name: 'Mallory', userId: 'auth0|mallory' };

describe('a host of an organisation, who holds no key', () => {
  it('bans and removes somebody with a token that the token service gave', async () => {
    const { world, key } = organised;
    const { page } = await world.joinMeeting(key.appId, [mallory]);
    await page.panel.open();
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.reads(SIGNED);
    await popup.screenshot('question');
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    await page.panel.rowGone('Mallory');
    expect(await operations(world)).toEqual(['BAN_USER', 'KICK_PARTICIPANT']);
    await popup.close();
    await page.close();
  });

  it('who is signed out signs in from the question, and answers it then', async () => {
    const { world, key, organisation } = organised;
    await organisation.signOut('anna');
    const { page } = await world.joinMeeting(key.appId, [mallory]);
    await page.panel.open();
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.reads('You are not signed in at your organisation.');
    await popup.screenshot('signed-out');
    await popup.click('button', 'Sign in at app.example.com');
    await signInAs(organised, 'anna');
    const again = await world.gavel.popup();
    await again.confirm('Ban');
    await again.outcome(/JaaS accepted the ban/);
    expect(await operations(world)).toEqual(['BAN_USER', 'KICK_PARTICIPANT']);
    await again.close();
    await page.close();
  });
});
