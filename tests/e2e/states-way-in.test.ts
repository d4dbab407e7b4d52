import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRoom, type World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { HostKey } from './support/host-key';
import type { MeetingPage } from './support/panel';
import { certainly } from './support/wait';

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
afterAll(() => world?.close());

const mallory = { name: 'Mallory', userId: 'auth0|mallory' };

const guest = { name: 'Host', role: 'participant' };

/** A meeting in which Mallory is, and its page opened by the host. */
async function open(query: Record<string, string>, prepare: (meeting: Meeting) => void = () => {}) {
  const room = newRoom();
  const meeting = world.simulator.meeting(key.appId, room);
  meeting.join(mallory);
  prepare(meeting);
  const page = await world.gavel.openMeeting(key.appId, room, { query });
  return { page, meeting };
}
type Meeting = ReturnType<World['simulator']['meeting']>;

/** Nobody can be acted on who cannot be seen. */
async function listsNobody(page: MeetingPage) {
  expect(await page.all('button', /^(Ban|Remove) /)).toEqual([]);
  expect((await page.find('button', 'End meeting')).disabled).toBeFalsy();
}

describe('pages without a meeting', () => {
  it.each([
    ['the welcome page', '/'],
    ['the page after leaving', '/static/close.html'],
    ['the same under an AppID', '/APP/static/close2.html'],
    ['the page of a plan that ran out', '/static/planLimit.html'],
    ['dial-in numbers', '/APP/static/dialInInfo.html'],
  ])('have no panel: %s', async (_what, path) => {
    // In a tab that showed a meeting before, so that what is gone is seen to be gone.
    const { page } = await open({});
    await page.find('button', 'Open Gavel');
    await page.page.goto(`https://8x8.vc${path.replace('APP', key.appId)}`);
    await page.gone('button', 'Open Gavel');
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.reads('No meeting in this tab');
    expect(await page.all('button', /^(Open|Close) Gavel$/)).toEqual([]);
    await popup.close();
    await page.close();
  });
});

describe('on the way in', () => {
  it('joining is said, and nobody is listed', async () => {
    const { page } = await open({ hold: 'joining' });
    await page.panel.open();
    await page.panel.reads('Joining the meeting…');
    await listsNobody(page);
    await page.close();
  });

  it('a password is asked for: said, and the list comes with the right one', async () => {
    const { page } = await open(guest, (meeting) => {
      meeting.password = 'sesame';
    });
    await page.panel.open();
    await page.panel.reads(/requires a password/);
    await listsNobody(page);
    await page.fill('Meeting password', 'sesame');
    await page.page.keyboard.press('Enter');
    await page.panel.row('Mallory');
    await page.close();
  });

  it('whoever waits in the lobby is told so, and sees the list when let in', async () => {
    const { page, meeting } = await open(guest, ({ lobby }) => {
      lobby.enabled = true;
    });
    await page.panel.open();
    await page.panel.reads(/waiting in the lobby/);
    await listsNobody(page);
    const knocker = await certainly(() => meeting.lobby.waiting()[0], 'somebody waits');
    meeting.lobby.admit(knocker.id);
    await page.panel.row('Mallory');
    await page.close();
  });

  it('whoever is turned away reads that they are not in the meeting', async () => {
    const { page, meeting } = await open(guest, ({ lobby }) => {
      lobby.enabled = true;
    });
    await page.panel.open();
    await page.panel.reads(/waiting in the lobby/);
    const knocker = await certainly(() => meeting.lobby.waiting()[0], 'somebody waits');
    meeting.lobby.deny(knocker.id);
    await page.panel.reads(/no longer in the meeting/);
    await listsNobody(page);
    await page.close();
  });

  it('prejoin, then in: the list fills when the host joins', async () => {
    const { page } = await open({ prejoin: '1' });
    await page.panel.open();
    await page.panel.reads('Join the meeting to see who is here.');
    await listsNobody(page);
    await page.click('button', /^Join/);
    await page.panel.row('Mallory');
    await page.close();
  });
});
