import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allSent, FENCE_PATH } from '~/tests/e2e/support/all-sent';
import { expectNothingSent, operations } from '~/tests/e2e/support/fence';
import { type HostKey, newMeetingToken } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import { newRoom } from '~/tests/e2e/support/open-world';
import type { MeetingPage } from '~/tests/e2e/support/panel';
import type { Popup } from '~/tests/e2e/support/popup';
import { certainly } from '~/tests/e2e/support/wait';
import { startWorld } from '~/tests/e2e/support/world';

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
beforeEach(() => world.simulator.clearRecords());
afterAll(() => world?.close());

const NUMBER = '+40747777777';

/** One meeting for all calls that are refused: nothing happens in it. */
let refusing: MeetingPage | null = null;

/** Asks for a call into the meeting of this page and answers the question with yes. */
async function call(page: MeetingPage, typed: string): Promise<Popup> {
  const popup = await world.gavel.openToolbarPopup(page);
  await popup.choose('Call a phone number…');
  await popup.fill('Phone number', typed);
  await popup.choose('Next');
  await popup.find('heading', `Call ${NUMBER}?`);
  await popup.click('button', 'Call');
  return popup;
}

describe('End a meeting by name', () => {
  it('ends a meeting that no tab shows, by its name, once', async () => {
    const room = newRoom();
    const meeting = world.simulator.meeting(key.appId, room);
    meeting.join({ name: 'Ann' });
    const popup = await world.gavel.openToolbarPopup();
    await popup.choose('End a meeting by name…');
    await popup.fill('Meeting name or link', room.toUpperCase());
    await popup.reads(`JaaS knows this meeting as: ${room.toLowerCase()}`);
    await popup.choose('Next');
    expect(await popup.question()).toBe(`End “${room.toUpperCase()}” for everyone?`);
    await expectNothingSent(world);
    await popup.answerable('End meeting');
    await popup.clickTwice('button', 'End for everyone');
    await popup.outcome(/JaaS accepted the request to end the meeting/);
    expect(await operations(world)).toEqual(['DESTROY']);
    expect(meeting.participants()).toEqual([]);
    await popup.close();
  });

  it('takes the link of a meeting, with whatever hangs on it', async () => {
    const room = newRoom();
    world.simulator.meeting(key.appId, room).join({ name: 'Ann' });
    const popup = await world.gavel.openToolbarPopup();
    await popup.choose('End a meeting by name…');
    await popup.fill(
      'Meeting name or link',
      `https://8x8.vc/${key.appId}/${room}?lang=de#config.x=1`,
    );
    await popup.choose('Next');
    await popup.confirm('End meeting');
    await popup.outcome(/JaaS accepted the request to end the meeting/);
    const { conferenceFullName } = await world.request('DESTROY');
    expect(conferenceFullName).toBe(`${room.toLowerCase()}@conference.${key.appId}.8x8.vc`);
    await popup.close();
  });

  it('finds the meeting in an invitation that was pasted whole', async () => {
    const room = newRoom();
    const meeting = world.simulator.meeting(key.appId, room);
    meeting.join({ name: 'Ann' });
    const popup = await world.gavel.openToolbarPopup();
    await popup.choose('End a meeting by name…');
    const link = `https://8x8.vc/${key.appId}/${room}`;
    await popup.fill(
      'Meeting name or link',
      `Ann is inviting you to a meeting.\n\n${link}\n\nBy phone: +1.512.647.1431,,3908528#\nWithout audio: ${link}#config.startSilent=true`,
    );
    await popup.reads(`JaaS knows this meeting as: ${room.toLowerCase()}`);
    await popup.choose('Next');
    await popup.confirm('End meeting');
    await popup.outcome(/JaaS accepted the request to end the meeting/);
    expect(meeting.participants()).toEqual([]);
    await popup.close();
  });

  it('refuses what is no meeting of an AppID that it has a key for', async () => {
    const popup = await world.gavel.openToolbarPopup();
    await popup.choose('End a meeting by name…');
    await popup.fill('Meeting name or link', 'https://meet.example/Standup');
    await popup.choose('Next');
    await popup.outcome(/not a link to a meeting on 8x8\.vc/);
    const other = `vpaas-magic-cookie-${'9'.repeat(32)}`;
    await popup.fill('Meeting name or link', `https://8x8.vc/${other}/Standup`);
    await popup.outcome(new RegExp(`another AppID, ${other}`));
    await popup.choose('Next');
    await popup.find('heading', 'End a meeting by name');
    await expectNothingSent(world);
    await popup.close();
  });
});

describe('A call', () => {
  it('is dialled as it was shown, its bill told, and hung up from what happened last', async () => {
    const { page, meeting } = await world.joinMeeting(key.appId, [{ name: 'Ann' }]);
    await page.panel.open();
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.choose('Call a phone number…');
    await popup.fill('Phone number', '+40 (747) 777-777');
    await popup.reads(`JaaS will call ${NUMBER} (Romania)`);
    await popup.choose('Next');
    await popup.find('heading', `Call ${NUMBER}?`);
    await popup.reads(/8x8 bills this call/);
    await expectNothingSent(world);
    await popup.click('button', 'Call');
    await popup.outcome(/JaaS accepted the call/);
    expect(await world.request('DIAL_OUT_PARTICIPANT')).toMatchObject({
      phoneNo: NUMBER,
      base: 'current',
    });
    await page.panel.row(NUMBER);
    await popup.choose('Done');

    await popup.choose(`Hang up ${NUMBER}`);
    await popup.find('heading', `Hang up ${NUMBER}?`);
    await popup.click('button', 'Hang up');
    await popup.outcome(/JaaS accepted the hang-up/);
    expect(await operations(world)).toEqual(['DIAL_OUT_PARTICIPANT', 'HANG_UP_CALL']);
    expect(meeting.participants().some(({ phoneNo }) => phoneNo)).toBe(false);
    await popup.choose('Done');
    await popup.gone('button', `Hang up ${NUMBER}`);
    await popup.close();
    await page.close();
  });

  it('that is clicked twice rings once', async () => {
    const { page } = await world.joinMeeting(key.appId);
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.choose('Call a phone number…');
    await popup.fill('Phone number', NUMBER);
    await popup.choose('Next');
    await popup.find('heading', `Call ${NUMBER}?`);
    const isOpen = async () => (await popup.all('button', 'Call')).some((it) => !it.disabled);
    await certainly(isOpen, 'the call can be confirmed');
    await popup.clickTwice('button', 'Call');
    await popup.outcome(/JaaS accepted the call/);
    expect(await operations(world)).toEqual(['DIAL_OUT_PARTICIPANT']);
    await popup.close();
    await page.close();
  });

  it.each([
    ['a server fault', { status: 500 }],
    ['a busy server that names a time', { status: 503, retryAfter: 1 }],
    ['a connection that breaks after the request was read', { drop: 'after-read' }],
    ['a connection that breaks before the request was read', { drop: 'before-read' }],
    ['half an answer', { drop: 'mid-response' }],
  ] as const)('is asked for once for all that follows: %s', async (_, fault) => {
    const { page } = await world.joinMeeting(key.appId);
    world.simulator.fault({ ...fault, match: { operation: 'DIAL_OUT_PARTICIPANT' } });
    const popup = await call(page, NUMBER);
    await popup.outcome(/not known whether the call was made|busy|JaaS accepted the call/);
    const repeats = 'retryAfter' in fault ? 1 : 0;
    if (repeats > 0) await popup.find('button', 'Try again');
    expect(await popup.all('button', 'Try again')).toHaveLength(repeats);
    await popup.choose('Done');
    expect(await operations(world)).toEqual(['DIAL_OUT_PARTICIPANT']);
    const probes = world.simulator.pageRequests.filter(
      ({ method, path }) => method === 'HEAD' && path !== FENCE_PATH,
    );
    expect(probes).toEqual([]);
    await popup.close();
    await page.close();
  });

  it('is asked for a second time only where the clocks differ, when the first did nothing', async () => {
    const skewed = await world.newKeyInGavel();
    const { page } = await world.joinMeeting(skewed.appId);
    world.simulator.fault({ dateSkewSeconds: 300 });
    const popup = await call(page, NUMBER);
    await popup.outcome(/JaaS accepted the call/);
    await allSent(world);
    expect(world.simulator.requests.map(({ status, performed }) => [status, performed])).toEqual([
      [401, false],
      [200, true],
    ]);
    await popup.close();
    await page.close();
  });

  it.each([
    ['0747 777 777', /country code/],
    ['+44 (0)20 7946 0000', /Leave out the \(0\)/],
    ['+40 CALL ME', /only digits/],
    ['+123', /too short/],
    ['', /Enter a phone number/],
  ])('to %j is refused with a reason, and nothing is sent', async (typed, why) => {
    refusing ??= (await world.joinMeeting(key.appId)).page;
    const popup = await world.gavel.openToolbarPopup(refusing);
    await popup.choose('Call a phone number…');
    await popup.fill('Phone number', typed);
    await popup.choose('Next');
    await popup.outcome(why);
    await expectNothingSent(world);
    await popup.close();
  });
});

describe('A token', () => {
  const host = { id: 'host-1', name: 'Hanna' };

  it('that has the host’s own user id is warned about, and the host decides', async () => {
    const jwt = newMeetingToken(key, host);
    const { page } = await world.joinMeeting(key.appId, [], { jwt });
    await page.panel.open();
    await page.panel.row('Hanna');
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.choose('Ban a token…');
    await popup.fill('Token', newMeetingToken(key, host, 'another'));
    await popup.choose('Next');
    await popup.outcome(/your own user ID/);
    await expectNothingSent(world);
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban of the token/);
    expect(await operations(world)).toEqual(['BAN_JWT']);
    await popup.close();
    await page.close();
  });

  it('of somebody else comes from their link, without that warning', async () => {
    const { page } = await world.joinMeeting(key.appId, [], { jwt: newMeetingToken(key, host) });
    const jwt = newMeetingToken(key, { id: 'auth0|mallory', name: 'Mallory' });
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.choose('Ban a token…');
    await popup.fill('Token', `https://8x8.vc/${key.appId}/Standup?jwt=${jwt}`);
    await popup.reads(/auth0\|mallory/);
    await popup.choose('Next');
    await popup.answerable('Ban');
    expect(await popup.text()).not.toMatch(/your own user ID/);
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban of the token/);
    expect((await world.request('BAN_JWT')).rawBody).toBe(JSON.stringify({ jwt }));
    await popup.close();
    await page.close();
  });

  it('of an AppID without a key is refused, and nothing is sent', async () => {
    const foreign = world.newKey();
    const popup = await world.gavel.openToolbarPopup();
    await popup.choose('Ban a token…');
    await popup.fill('Token', newMeetingToken(foreign, { id: 'x', name: 'X' }));
    await popup.outcome(new RegExp(`another AppID, ${foreign.appId}`));
    await popup.choose('Next');
    await popup.find('textbox', 'Token');
    await expectNothingSent(world);
    await popup.close();
  });
});
