import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { allSent } from './support/all-sent';
import { expectNothingSent } from './support/fence';
import { newMeetingToken } from './support/host-key';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const people = [
  { name: 'Ann', userId: 'auth0|ann' },
  { name: 'Mallory', userId: 'google-oauth2|114025754820379595030' },
  { name: 'Trudy', userId: 'u-2210' },
];

describe('a host in trouble', () => {
  it('adds the key file, bans and removes the person they clicked, and sees them leave', async () => {
    const key = await world.newKeyInGavel('Forum');
    const { page, meeting } = await world.joinMeeting(key.appId, people);
    await page.panel.open();
    const mallory = meeting.participants().find(({ name }) => name === 'Mallory');
    await page.panel.ban('Mallory');

    const popup = await world.gavel.popup();
    expect(await popup.question()).toBe('Ban Mallory?');
    await popup.reads('google-oauth2|114025754820379595030');
    await popup.reads(
      'Applies to every meeting of this AppID in which your application gives them the same user ID. JaaS documents no way to undo it.',
    );
    await expectNothingSent(world);
    expect(meeting.participants().some(({ name }) => name === 'Mallory')).toBe(true);
    await popup.screenshot('confirmation');
    await popup.confirm('Ban');

    await popup.outcome(/JaaS accepted the ban.*JaaS accepted the removal.*Left the meeting/s);
    await popup.screenshot('result');
    const ban = await world.request('BAN_USER');
    const kick = await world.request('KICK_PARTICIPANT');
    expect(ban).toMatchObject({
      base: 'classic',
      userId: 'google-oauth2|114025754820379595030',
      performed: true,
      token: { ok: true, kid: `${key.appId}/${key.keyId}`, extraClaims: [] },
    });
    expect(kick).toMatchObject({ base: 'current', participantId: mallory?.id, performed: true });
    expect(ban.at).toBeLessThanOrEqual(kick.at);
    expect(meeting.participants().map(({ name }) => name)).not.toContain('Mallory');
    await page.panel.rowGone('Mallory');
    await popup.close();
    await page.close();
  });

  it('removes somebody without banning them', async () => {
    const key = await world.newKeyInGavel();
    const { page, meeting } = await world.joinMeeting(key.appId, people);
    await page.panel.open();
    await page.panel.remove('Trudy');
    const popup = await world.gavel.popup();
    expect(await popup.question()).toBe('Remove Trudy?');
    await popup.confirm('Remove');
    await popup.outcome(/JaaS accepted the removal/);
    await page.panel.rowGone('Trudy');
    await allSent(world);
    const asked = world.simulator.requests.filter(({ appId }) => appId === key.appId);
    expect(asked.map(({ operation }) => operation)).toEqual(['KICK_PARTICIPANT']);
    expect(meeting.banned.userIds.size).toBe(0);
    await popup.close();
    await page.close();
  });

  it('bans without removing when the box is not ticked: the person stays', async () => {
    const key = await world.newKeyInGavel();
    const { page, meeting } = await world.joinMeeting(key.appId, people);
    await page.panel.open();
    await page.panel.ban('Trudy');
    const popup = await world.gavel.popup();
    await popup.click('checkbox', /^Also remove from this meeting/);
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    await allSent(world);
    const asked = world.simulator.requests.filter(({ appId }) => appId === key.appId);
    expect(asked.map(({ operation }) => operation)).toEqual(['BAN_USER']);
    expect(meeting.participants().map(({ name }) => name)).toContain('Trudy');
    await page.panel.row('Trudy');
    await popup.close();
    await page.close();
  });
});

describe('a host at the end', () => {
  it('ends the meeting for everyone from the toolbar', async () => {
    const key = await world.newKeyInGavel();
    const { page, meeting, room } = await world.joinMeeting(key.appId, people);
    await page.panel.open();
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.click('button', 'End meeting for everyone');
    expect(await popup.question()).toBe(`End “${room}” for everyone?`);
    expect(meeting.destroyed).toBe(false);
    await popup.confirm('End meeting');
    await popup.outcome(/JaaS accepted the request to end the meeting/);
    expect(await world.request('DESTROY', ({ appId }) => appId === key.appId)).toMatchObject({
      conferenceFullName: meeting.fullName,
      token: { ok: true, extraClaims: [] },
    });
    expect(meeting.destroyed).toBe(true);
    await popup.close();
    await page.close();
  });

  it('can ask for the end in the panel too, and confirms it in Gavel’s window', async () => {
    const key = await world.newKeyInGavel();
    const { page, meeting, room } = await world.joinMeeting(key.appId, people);
    await page.panel.open();
    await page.panel.endMeeting();
    const popup = await world.gavel.popup();
    expect(await popup.question()).toBe(`End “${room}” for everyone?`);
    await popup.confirm('End meeting');
    await popup.outcome(/JaaS accepted the request to end the meeting/);
    expect(meeting.destroyed).toBe(true);
    await popup.close();
    await page.close();
  });
});

describe('a host with a token at hand', () => {
  it('sees whose it is, bans it, and it opens no meeting any more', async () => {
    const key = await world.newKeyInGavel();
    const { page, meeting } = await world.joinMeeting(key.appId, people);
    const token = newMeetingToken(key, { id: 'u-2210', name: 'Trudy' });
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.choose('Ban a token…');
    await popup.fill('Token', `https://8x8.vc/${key.appId}/Standup?jwt=${token}`);
    await popup.reads('Trudy');
    await popup.choose('Next');
    expect(await popup.question()).toBe('Ban this token?');
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban of the token/);
    const ban = await world.request('BAN_JWT');
    expect(ban).toMatchObject({ performed: true, token: { ok: true, extraClaims: [] } });
    expect(JSON.parse(String(ban.rawBody))).toEqual({ jwt: token });
    expect([...meeting.banned.tokens]).toEqual([token]);
    await popup.close();
    await page.close();
  });
});
