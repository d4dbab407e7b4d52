import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { APP, newMallory, SIGN_IN, SIGNED, SIGNED_OUT } from '~/tests/organisation/company';
import { expectNothingSent, operations } from './support/fence';
import { newMeetingToken } from './support/host-key';
import { beSignedIn, type OrganisedWorld, setUpService, signInAs } from './support/organisation';
import { dueAgain, setEnd } from './support/schedule';
import { certainly } from './support/wait';
import { startOrganisedWorld } from './support/world';

let organised: OrganisedWorld;

beforeAll(async () => {
  organised = await startOrganisedWorld();
  await setUpService(organised);
});
beforeEach(async () => {
  organised.organisation.misbehave(null);
  await beSignedIn(organised);
  organised.world.simulator.clearRecords();
});
afterAll(() => organised?.stop());

/** A meeting that somebody is in who is to be banned, with the card open. */
async function meetingWith(...people: { readonly name: string; readonly userId: string }[]) {
  const joined = await organised.world.joinMeeting(organised.key.appId, people);
  await joined.page.panel.open();
  return joined;
}

describe('a host of an organisation, who holds no key', () => {
  it('bans and removes somebody with a token that the token service gave', async () => {
    const { world, key, organisation } = organised;
    const mallory = newMallory();
    const { page, room } = await meetingWith(mallory);
    await page.panel.reads('Key ready');
    await page.panel.ban(mallory.name);
    const popup = await world.gavel.popup();
    await popup.reads(SIGNED);
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    await page.panel.rowGone(mallory.name);
    expect(await operations(world)).toEqual(['BAN_USER', 'KICK_PARTICIPANT']);
    // One token for the one confirmation, of the service's own key.
    const given = organisation.audit.filter(({ action }) => action === 'ban');
    expect(given).toMatchObject([{ decision: 'token', room, who: 'anna' }]);
    const tokens = world.simulator.requests.map(({ headers }) => headers.authorization);
    expect(new Set(tokens).size).toBe(1);
    await popup.close();
    await page.close();

    const activity = await world.gavel.openOptions('activity');
    await activity.openDetails();
    await activity.reads(`Token service ${APP}`);
    expect(await activity.text()).not.toContain(key.keyId);
    await activity.close();
  });

  it('who is signed out signs in from the question, and answers it then', async () => {
    const { world, organisation } = organised;
    await organisation.signOut('anna');
    const mallory = newMallory();
    const { page } = await meetingWith(mallory);
    await page.panel.ban(mallory.name);
    const popup = await world.gavel.popup();
    await popup.reads(SIGNED_OUT);
    await popup.unanswerable('Ban');
    await popup.click('button', SIGN_IN);
    await signInAs(organised, 'anna');
    await expectNothingSent(world);
    const again = await world.gavel.popup();
    await again.confirm('Ban');
    await again.outcome(/JaaS accepted the ban/);
    expect(await operations(world)).toEqual(['BAN_USER', 'KICK_PARTICIPANT']);
    await again.close();
    await page.close();
  });

  it('ends a meeting, and bans a user ID and a token from outside of any meeting', async () => {
    const { world, key } = organised;
    const { page } = await meetingWith(newMallory());
    await world.endFromPanel(page);
    await page.close();

    const byId = await world.gavel.openToolbarPopup();
    await byId.choose('Ban by user ID…');
    await byId.fill('User ID', 'auth0|by-hand');
    await byId.choose('Next');
    await byId.reads(SIGNED);
    await byId.confirm('Ban');
    await byId.outcome(/JaaS accepted the ban/);
    await byId.close();

    const byToken = await world.gavel.openToolbarPopup();
    await byToken.choose('Ban a token…');
    await byToken.fill('Token', newMeetingToken(key, { id: 'u-2210', name: 'Trudy' }));
    await byToken.choose('Next');
    await byToken.confirm('Ban');
    await byToken.outcome(/JaaS accepted the ban of the token/);
    await byToken.close();
    expect(await operations(world)).toEqual(['DESTROY', 'BAN_USER', 'BAN_JWT']);
  });

  it('tests the token service with JaaS, and hears that it takes its tokens', async () => {
    const { world } = organised;
    const options = await world.gavel.openOptions('keys');
    await options.screenshot('options');
    expect(await options.testKey(APP, /JaaS (accepts|does not accept) its token/)).toMatch(
      /JaaS accepts its tokens\. .* answered\./,
    );
    await options.close();
  });

  it('has a token asked for anew, once, where JaaS does not take it any more', async () => {
    const { world, organisation } = organised;
    const mallory = newMallory();
    const { page } = await meetingWith(mallory);
    world.simulator.fault({ match: { operation: 'BAN_USER' }, status: 401, times: 1 });
    const before = organisation.audit.length;
    await page.panel.ban(mallory.name);
    const popup = await world.gavel.popup();
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    expect(await operations(world)).toEqual(['BAN_USER', 'BAN_USER', 'KICK_PARTICIPANT']);
    const tokens = world.simulator.requests.map(({ headers }) => headers.authorization);
    expect(tokens[0]).not.toBe(tokens[1]);
    expect(tokens[1]).toBe(tokens[2]);
    expect(organisation.audit.length - before).toBe(2);
    await popup.close();
    await page.close();
  });

  it('bans many with new tokens as they end; where the session ends the rest are not sent, and can be asked for again', async () => {
    const { world, organisation } = organised;
    const people = Array.from({ length: 12 }, () => newMallory());
    const { page } = await meetingWith(...people);
    let tokens = 0;
    // Each token is over as soon as it is there; after the fourth the host is signed out.
    organisation.misbehave(async (good, { query, token, withParameters }) => {
      if (query.get('action') !== 'ban' || token === null) return good;
      tokens += 1;
      if (tokens === 4) await organisation.signOut('anna');
      return withParameters({ expires_in: '1' });
    });
    await page.panel.askForAll('Ban selected');
    const popup = await world.gavel.popup();
    await popup.confirm('Ban');
    await popup.reads(SIGNED_OUT);
    const first = await operations(world);
    expect(first.length).toBeGreaterThan(0);
    expect(first.length).toBeLessThan(24);
    await popup.screenshot('batch');

    organisation.misbehave(null);
    await popup.click('button', /^Try again for/);
    const question = await world.gavel.popup();
    await question.click('button', SIGN_IN);
    await signInAs(organised, 'anna');
    const again = await world.gavel.popup();
    await again.confirm('Ban');
    await certainly(
      async () => (await operations(world)).filter((one) => one === 'BAN_USER').length === 12,
      'everybody was banned',
    );
    const banned = world.simulator.requests.filter(({ operation }) => operation === 'BAN_USER');
    expect(new Set(banned.map(({ userId }) => userId)).size).toBe(12);
    await again.close();
    await page.close();
  });

  it('has a meeting ended at its time while signed in; signed out, it is not ended and Gavel says why', async () => {
    const { world, organisation } = organised;
    const { page, meeting } = await meetingWith(newMallory());
    const popup = await world.gavel.openToolbarPopup(page);
    await setEnd(popup, meeting.room, Date.now() + 240_000);
    await dueAgain(popup, Date.now() - 1000);
    await world.gavel.stopWorker();
    // The next one looks at the clock.
    await world.gavel.worker();
    await certainly(() => meeting.participants().length === 0, 'the meeting has ended');
    await popup.close();
    await page.close();

    await organisation.signOut('anna');
    world.simulator.clearRecords();
    const next = await meetingWith(newMallory());
    const other = await world.gavel.openToolbarPopup(next.page);
    await setEnd(other, next.meeting.room, Date.now() + 240_000);
    await dueAgain(other, Date.now() - 1000);
    await world.gavel.stopWorker();
    await world.gavel.worker();
    await world.gavel.badgeIs('!');
    await expectNothingSent(world);
    await other.close();
    const activity = await world.gavel.openOptions('activity');
    await activity.openDetails();
    await activity.reads(SIGNED_OUT);
    await activity.close();
    await next.page.close();
  });
});
