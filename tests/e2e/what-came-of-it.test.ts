import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newRoom, type World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { operations } from './support/fence';
import type { HostKey } from './support/host-key';
import type { MeetingPage } from './support/panel';
import { certainly } from './support/wait';

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
beforeEach(() => world.simulator.clearRecords());
afterAll(() => world?.close());

const mallory = () => ({ name: 'Mallory', userId: `auth0|${newRoom()}` });
const CHALLENGE = {
  status: 403,
  body: 'challenge',
  headers: { 'cf-mitigated': 'challenge' },
} as const;
const MOVED = { status: 302, headers: { Location: 'https://8x8.vc/moved' } } as const;

/** A meeting with the host and Mallory, and the card open. */
async function meetingWithMallory(by = key) {
  const { page, meeting } = await world.joinMeeting(by.appId);
  const participant = meeting.join(mallory());
  await page.panel.open();
  await page.panel.row('Mallory');
  return {
    page,
    meeting,
    participant,
    isHere: () => meeting.participant(participant) !== undefined,
  };
}

/** Asks in the panel, says yes in Gavel's window and waits for these words there. */
async function ask(
  page: MeetingPage,
  what: 'ban' | 'remove',
  ...wanted: RegExp[]
): Promise<string> {
  await page.panel[what]('Mallory');
  const popup = await world.gavel.popup();
  await popup.confirm(what === 'ban' ? 'Ban' : 'Remove');
  let said = '';
  for (const one of wanted) said = await popup.reads(one);
  await popup.close();
  return said;
}

const asked = () => world.simulator.requests.map(({ operation, base }) => `${operation} ${base}`);

describe('F9: a removal that JaaS answers with 404', () => {
  it('while they are on the screen is no success, and says what can be done', async () => {
    const { page, isHere } = await meetingWithMallory();
    const fault = world.simulator.fault({ match: { operation: 'KICK_PARTICIPANT' }, status: 404 });
    const said = await ask(page, 'remove', /They are still here\./);
    fault.remove();
    expect(said).toMatch(/JaaS does not know them in this room \(404\)/);
    expect(said).toMatch(/breakout room/);
    expect(said).not.toMatch(/already left|JaaS accepted/);
    expect(isHere()).toBe(true);
    await page.panel.reads(/They are still here\./);
    const options = await world.gavel.openOptions('activity');
    await options.reads('Not removed, still here');
    await options.openDetails();
    await options.reads(/JaaS does not know them in this room \(404\)\. They are still here\./);
    await options.close();
    await page.close();
  });

  it('because they went by themselves is what was asked for', async () => {
    const { page, meeting, participant } = await meetingWithMallory();
    const held = world.simulator.fault({
      match: { operation: 'KICK_PARTICIPANT' },
      held: 'undone',
    });
    await page.panel.remove('Mallory');
    const popup = await world.gavel.popup();
    await popup.confirm('Remove');
    await certainly(() => world.simulator.requests.length === 1, 'JaaS is asked');
    meeting.leave(participant);
    await page.panel.rowGone('Mallory');
    held.release();
    await popup.reads(/They had already left the meeting/);
    expect(await popup.reads(/Left the meeting/)).not.toMatch(/still here|outcome unknown/);
    held.remove();
    await popup.close();
    await page.close();
  });
});

describe('F8: an end that JaaS answers with 404', () => {
  it('of a meeting whose name was typed is no success', async () => {
    const popup = await world.gavel.openToolbarPopup();
    await popup.choose('End a meeting by name…');
    await popup.fill('Meeting name or link', 'Nobody-Here');
    await popup.choose('Next');
    await popup.confirm('End meeting');
    const said = await popup.outcome(/JaaS knows no meeting of this name \(404\)/);
    expect(said).toMatch(/it is over, or it is written differently/);
    expect(said).not.toMatch(/already over|JaaS accepted/);
    // It may have been the address that is not known.
    expect(asked()).toEqual(['DESTROY classic', 'DESTROY current']);
    await popup.close();
  });

  it('while the page is in it is a contradiction', async () => {
    const { page, meeting } = await meetingWithMallory();
    const fault = world.simulator.fault({ match: { operation: 'DESTROY' }, status: 404 });
    await page.panel.endMeeting();
    const popup = await world.gavel.popup();
    await popup.confirm('End meeting');
    const said = await popup.reads(/but its page was still in it afterwards/);
    fault.remove();
    expect(said).not.toMatch(/already over/);
    expect(meeting.destroyed).toBe(false);
    await popup.close();
    await page.panel.reads(/but its page was still in it afterwards/);
    await page.close();
  });
});

describe('F11: something in front of JaaS that refuses a ban', () => {
  it('does not keep the removal back, and is named', async () => {
    const { page, isHere } = await meetingWithMallory();
    const fault = world.simulator.fault({ match: { operation: 'BAN_USER' }, ...CHALLENGE });
    const said = await ask(page, 'ban', /Something in front of/, /JaaS accepted the removal/);
    fault.remove();
    expect(said).toMatch(
      /Something in front of api-vo\.jitsi\.net refused the request \(403\), not JaaS/,
    );
    expect(said).not.toMatch(/The key may belong to another AppID/);
    await page.panel.rowGone('Mallory');
    expect(isHere()).toBe(false);
    expect(await operations(world)).toEqual(['BAN_USER', 'BAN_USER', 'KICK_PARTICIPANT']);
    await page.close();
  });

  it.each([401, 403])('nor does JaaS itself by a %i', async (status) => {
    const { page, isHere } = await meetingWithMallory();
    const fault = world.simulator.fault({ match: { operation: 'BAN_USER' }, status });
    await ask(page, 'ban', /They were not banned/, /JaaS accepted the removal/);
    fault.remove();
    await page.panel.rowGone('Mallory');
    expect(isHere()).toBe(false);
    await page.close();
  });
});

describe('F12: a first address that is JaaS’s no more', () => {
  it('is left for the other one under the same confirmation, which is said and remembered', async () => {
    const own = await world.newKeyInGavel('Moved');
    const { page, meeting, isHere } = await meetingWithMallory(own);
    const fault = world.simulator.fault({ match: { base: 'classic' }, ...MOVED });
    const said = await ask(page, 'ban', /JaaS accepted the ban/, /JaaS accepted the removal/);
    expect(said).toMatch(
      /JaaS accepted the ban\. The other address: api-vo\.jitsi\.net answered with a redirect/,
    );
    await page.panel.rowGone('Mallory');
    expect(isHere()).toBe(false);
    await world.endFromPanel(page);
    expect(meeting.destroyed).toBe(true);
    fault.remove();
    await operations(world);
    expect(asked()).toEqual([
      'BAN_USER classic',
      'BAN_USER current',
      'KICK_PARTICIPANT current',
      'DESTROY current',
    ]);
    // Nothing followed the redirect.
    expect(world.simulator.pageRequests.filter(({ path }) => path === '/moved')).toEqual([]);
    await page.close();
  });
});

describe('F13: a browser that says that it is offline', () => {
  it('keeps neither the ban nor the removal back', async () => {
    const { page, isHere } = await meetingWithMallory();
    const worker = await world.gavel.worker();
    const says = await worker.evaluate(() => {
      Object.defineProperty(Object.getPrototypeOf(navigator), 'onLine', {
        configurable: true,
        get: () => false,
      });
      return navigator.onLine;
    });
    expect(says).toBe(false);
    await ask(page, 'ban', /JaaS accepted the ban/, /JaaS accepted the removal/);
    await page.panel.rowGone('Mallory');
    expect(isHere()).toBe(false);
    await world.gavel.stopWorker();
    await page.close();
  });
});
