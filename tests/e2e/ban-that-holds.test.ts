import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newRoom, type World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { operations } from './support/fence';
import type { HostKey } from './support/host-key';
import type { MeetingPage } from './support/panel';
import { storedIn } from './support/storage';
import { certainly } from './support/wait';

let world: World;
let key: HostKey;
let otherKey: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
  otherKey = await world.newKeyInGavel('Academy');
});
beforeEach(() => world.simulator.clearRecords());
afterAll(() => world?.close());

const mallory = { name: 'Mallory', userId: 'auth0|mallory' };
const ann = { name: 'Ann', userId: 'auth0|ann' };
/** JaaS refuses banned people as well as it can; some come in all the same. */
const anyway = { force: true };

/** Asks and confirms; with `alone`, without the removal. */
async function ban(page: MeetingPage, name: string, alone = false): Promise<void> {
  await page.panel.ban(name);
  const popup = await world.gavel.popup();
  if (alone) await popup.click('checkbox', /^Also remove/);
  await popup.confirm('Ban');
  await popup.outcome(/JaaS accepted the ban/);
  await popup.close();
}

/** What outlives the worker, as text. */
const kept = async () => JSON.stringify(await storedIn(await world.gavel.worker(), 'session'));

const isHere = (name: string) => new RegExp(`${name} is (here, but was banned|back)`);

describe('somebody who was banned', () => {
  it('and comes back under a new participant id is marked, announced and removed again', async () => {
    const { page, meeting } = await world.joinMeeting(key.appId, [ann]);
    const first = meeting.join(mallory);
    await page.panel.open();
    await page.panel.row('Mallory');
    await ban(page, 'Mallory');
    await page.panel.rowGone('Mallory');
    await world.gavel.badgeIs('');

    const second = meeting.rejoin(first, anyway);
    expect(second).not.toBe(first);
    await page.panel.rowReads('Mallory', 'Back, banned');
    await page.panel.reads(isHere('Mallory'));
    await world.gavel.badgeIs('!');
    expect(await operations(world)).toEqual(['BAN_USER', 'KICK_PARTICIPANT']);

    await page.panel.remove('Mallory');
    const popup = await world.gavel.popup();
    expect(await popup.question()).toBe('Remove Mallory?');
    await popup.confirm('Remove');
    await popup.outcome(/JaaS accepted the removal/);
    await page.panel.rowGone('Mallory');
    await world.gavel.badgeIs('');
    expect(await operations(world)).toEqual(['BAN_USER', 'KICK_PARTICIPANT', 'KICK_PARTICIPANT']);
    await popup.close();

    const options = await world.gavel.openOptions('activity');
    await options.reads(/came back · \d\d:\d\d/);
    await options.openDetails('Details of Ban: Mallory');
    await options.reads(/Came back under a new participant ID/);
    await options.close();
    await page.close();
  });

  it('is marked in another meeting of the AppID and after a reload, and not in another AppID', async () => {
    const stranger = { name: 'Mallory', userId: `auth0|${randomUUID()}` };
    const first = await world.joinMeeting(key.appId, [ann, stranger]);
    await first.page.panel.open();
    await ban(first.page, 'Mallory');
    await first.page.close();

    const { page, meeting } = await world.joinMeeting(key.appId, [ann]);
    meeting.join({ ...stranger, ...anyway });
    await page.panel.open();
    await page.panel.reads(isHere('Mallory'));
    await page.page.reload({ waitUntil: 'domcontentloaded' });
    await page.panel.open();
    await page.panel.rowReads('Mallory', 'Banned before');
    await page.panel.reads(isHere('Mallory'));
    await page.close();
    await world.gavel.badgeIs('');

    const elsewhere = await world.joinMeeting(otherKey.appId, [stranger, ann]);
    const there = elsewhere.page.panel;
    await there.open();
    await there.row('Mallory');
    // Somebody is banned there, so that the panel asks about everybody anew: the mark of the one who
    // was comes with the answer about the one who was not.
    const bob = elsewhere.meeting.join({ name: 'Bob', userId: `auth0|${randomUUID()}` });
    await there.row('Bob');
    await ban(elsewhere.page, 'Bob');
    await there.rowGone('Bob');
    const again = elsewhere.meeting.rejoin(bob, anyway);
    await there.rowReads('Bob', 'Back, banned');
    await there.reads(isHere('Bob'));
    await world.gavel.badgeIs('!');
    expect(await there.row('Mallory')).not.toMatch(/Banned/);
    expect(await elsewhere.page.text()).not.toMatch(isHere('Mallory'));
    elsewhere.meeting.leave(again);
    await there.rowGone('Bob');
    await world.gavel.badgeIs('');
    await elsewhere.page.close();
  });

  it('but not put out is said to be still here', async () => {
    const { page, meeting } = await world.joinMeeting(key.appId, []);
    meeting.join({ name: 'Trudy', userId: 'auth0|trudy' });
    await page.panel.open();
    await page.panel.row('Trudy');
    await ban(page, 'Trudy', true);
    // Ten seconds are left to them to go.
    await page.reads(isHere('Trudy'));
    expect(await page.panel.row('Trudy')).toMatch(/Banned/);
    await world.gavel.badgeIs('!');
    await page.close();
  });

  it('is marked in other words where nobody saw the outcome', async () => {
    const { page } = await world.joinMeeting(key.appId, [{ name: 'Eve', userId: 'auth0|eve' }]);
    await page.panel.open();
    await page.panel.row('Eve');
    world.simulator.fault({ match: { operation: 'BAN_USER' }, drop: 'after-read' });
    await page.panel.ban('Eve');
    const popup = await world.gavel.popup();
    await popup.click('checkbox', /^Also remove/);
    await popup.confirm('Ban');
    await popup.outcome(/outcome unknown/);
    await popup.close();
    await page.panel.rowReads('Eve', /Ban requested .*outcome unknown/);
    expect(await page.all('button', 'Ban Eve')).toHaveLength(1);
    await page.close();
  });
});

describe('somebody who left a short while ago', () => {
  it('can be banned after the page was loaded again and the worker was stopped', async () => {
    const { page, meeting } = await world.joinMeeting(key.appId, [ann]);
    const bob = meeting.join({ name: 'Bob', userId: 'auth0|bob' });
    await page.panel.open();
    await page.panel.row('Bob');
    meeting.leave(bob);
    await page.panel.row('Bob', 'Recently left');
    await certainly(async () => (await kept()).includes('auth0|bob'), 'Bob is remembered');
    await world.gavel.stopWorker();
    await page.page.reload({ waitUntil: 'domcontentloaded' });
    await page.panel.open();
    await page.panel.row('Bob', 'Recently left');
    await ban(page, 'Bob');
    const { userId } = await world.request('BAN_USER');
    expect(userId).toBe('auth0|bob');
    await page.close();
  });

  it('is not listed in another meeting of the same tab', async () => {
    const { page, meeting } = await world.joinMeeting(key.appId, [ann]);
    const bob = meeting.join({ name: 'Carol', userId: 'auth0|carol' });
    await page.panel.open();
    await page.panel.row('Carol');
    meeting.leave(bob);
    await page.panel.row('Carol', 'Recently left');
    const room = newRoom();
    const next = world.simulator.meeting(key.appId, room);
    const dan = next.join({ name: 'Dan', userId: 'auth0|dan' });
    await page.page.goto(`https://8x8.vc/${key.appId}/${room}`, { waitUntil: 'domcontentloaded' });
    await page.panel.open();
    await page.panel.row('Dan');
    expect(await page.panel.names('Recently left')).toEqual([]);
    // Nor is anybody but him when somebody has left here, too.
    next.leave(dan);
    await page.panel.row('Dan', 'Recently left');
    expect(await page.panel.names('Recently left')).toEqual(['Dan']);
    await page.close();
  });
});
