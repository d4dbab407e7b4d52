import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FirefoxWorld } from './support/world';

let world: FirefoxWorld;

beforeAll(async () => {
  world = await FirefoxWorld.open();
});
afterAll(() => world?.stop());

describe('a host in trouble, in Firefox', () => {
  it('adds the key, bans and removes the person they clicked, and ends the meeting', async () => {
    const key = await world.newKeyInGavel();
    const meeting = world.simulator.meeting(key.appId, 'standup');
    for (const name of ['Ann', 'Mallory']) meeting.join({ name, userId: `auth0|${name}` });
    const panel = await world.openMeeting(key.appId, 'standup');
    await panel.openPanel();
    await panel.click('button', 'Ban Mallory');

    const popup = await world.openGavel('popup.html');
    await popup.find('heading', 'Ban Mallory?');
    await popup.reads(/auth0\|Mallory/);
    expect(world.simulator.requests).toEqual([]);
    await popup.click('button', 'Ban and remove');
    await popup.reads(/JaaS accepted the ban.*JaaS accepted the removal.*Left the meeting/s);
    const ban = await world.request('BAN_USER');
    expect(ban).toMatchObject({
      userId: 'auth0|Mallory',
      performed: true,
      token: { ok: true, kid: `${key.appId}/${key.keyId}`, extraClaims: [] },
    });
    expect((await world.request('KICK_PARTICIPANT')).performed).toBe(true);
    expect(meeting.participants().map(({ name }) => name)).not.toContain('Mallory');
    const operations = world.simulator.requests.map(({ operation }) => operation);
    expect(operations).toEqual(['BAN_USER', 'KICK_PARTICIPANT']);
    await world.close(popup);

    await panel.click('button', 'End meeting');
    const again = await world.openGavel('popup.html');
    await again.find('heading', 'End “standup” for everyone?');
    await again.click('button', 'End for everyone');
    expect((await world.request('DESTROY')).performed).toBe(true);
    expect(meeting.destroyed).toBe(true);
    await world.close(again);
    await world.close(panel);
  });

  it('finds what waits after Firefox has stopped the background', async () => {
    const key = await world.newKeyInGavel();
    const meeting = world.simulator.meeting(key.appId, 'retro');
    meeting.join({ name: 'Trudy', userId: 'auth0|trudy' });
    world.simulator.clearRecords();
    const panel = await world.openMeeting(key.appId, 'retro');
    await panel.openPanel();
    await panel.click('button', 'Ban Trudy');
    await panel.reads(/Waiting for your confirmation/);
    await world.backgroundStopped();
    const popup = await world.openGavel('popup.html');
    await popup.find('heading', 'Ban Trudy?');
    await popup.click('button', 'Ban and remove');
    await popup.reads(/JaaS accepted the ban/);
    await world.request('KICK_PARTICIPANT');
    const asked = world.simulator.requests.map(({ operation }) => operation);
    expect(asked).toEqual(['BAN_USER', 'KICK_PARTICIPANT']);
    await world.close(popup);
    await world.close(panel);
  });
});
