import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HostKey } from './support/host-key';
import type { MeetingPage } from './support/panel';
import { storedIn } from './support/storage';
import { waitFor } from './support/wait';
import { newRoom, startWorld, type World } from './support/world';

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

interface BadgeApi {
  readonly chrome: { readonly action: { getBadgeText(details: object): Promise<string> } };
}

/** What the toolbar icon shows. */
async function badge(): Promise<string> {
  const worker = await world.gavel.worker();
  return worker.evaluate(() => (globalThis as unknown as BadgeApi).chrome.action.getBadgeText({}));
}
const badgeIs = (wanted: string) => waitFor(async () => (await badge()) === wanted);

/** What outlives the worker, as text. */
const kept = async () => JSON.stringify(await storedIn(await world.gavel.worker(), 'session'));

const isHere = (name: string) => new RegExp(`${name} is here, but was banned`);

describe('somebody who was banned', () => {
  it('and comes back under a new participant id is marked, announced and removed again', async () => {
    const { page, meeting } = await world.joinMeeting(key.appId, [ann]);
    const first = meeting.join(mallory);
    await page.panel.open();
    await page.panel.row('Mallory');
    await ban(page, 'Mallory');
    await page.panel.rowGone('Mallory');
    expect(await badgeIs('')).toBe(true);

    const second = meeting.rejoin(first, anyway);
    expect(second).not.toBe(first);
    expect(await page.panel.row('Mallory')).toMatch(/Banned before/);
    await page.panel.reads(isHere('Mallory'));
    expect(await badgeIs('!')).toBe(true);
    const kicks = () =>
      world.simulator.requests.filter((it) => it.operation === 'KICK_PARTICIPANT');
    expect(kicks()).toHaveLength(1);

    await page.panel.remove('Mallory');
    const popup = await world.gavel.popup();
    expect(await popup.question()).toBe('Remove Mallory?');
    await popup.confirm('Remove');
    await popup.outcome(/JaaS accepted the removal/);
    await page.panel.rowGone('Mallory');
    expect(kicks()).toHaveLength(2);
    expect(await badgeIs('')).toBe(true);
    await popup.close();

    const options = await world.gavel.openOptions('activity');
    await options.reads(/Came back under a new participant ID/);
    await options.close();
    await page.close();
  });

  it('is marked in another meeting of the AppID and after a reload, and not in another AppID', async () => {
    const { page, meeting } = await world.joinMeeting(key.appId, [ann]);
    meeting.join({ ...mallory, ...anyway });
    await page.panel.open();
    await page.panel.reads(isHere('Mallory'));
    await page.page.reload({ waitUntil: 'domcontentloaded' });
    await page.panel.open();
    expect(await page.panel.row('Mallory')).toMatch(/Banned before/);
    await page.panel.reads(isHere('Mallory'));
    await page.close();
    expect(await badgeIs('')).toBe(true);

    const elsewhere = await world.joinMeeting(otherKey.appId, [mallory, ann]);
    await elsewhere.page.panel.open();
    expect(await elsewhere.page.panel.row('Mallory')).not.toMatch(/Banned/);
    expect(await badge()).toBe('');
    await elsewhere.page.close();
  });

  it('but not put out is said to be still here', async () => {
    const { page, meeting } = await world.joinMeeting(key.appId, []);
    meeting.join({ name: 'Trudy', userId: 'auth0|trudy' });
    await page.panel.open();
    await page.panel.row('Trudy');
    await ban(page, 'Trudy', true);
    // Ten seconds are left to them to go.
    await page.reads(isHere('Trudy'), { patienceMs: 30_000 });
    expect(await page.panel.row('Trudy')).toMatch(/Banned/);
    expect(await badgeIs('!')).toBe(true);
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
    await waitFor(async () => /outcome unknown/.test(await page.panel.row('Eve')));
    expect(await page.panel.row('Eve')).toMatch(/Ban asked .*outcome unknown/);
    expect((await page.all('button', 'Ban Eve')).length).toBe(1);
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
    expect(await waitFor(async () => (await kept()).includes('auth0|bob'))).toBe(true);
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
    world.simulator.meeting(key.appId, room).join({ name: 'Dan', userId: 'auth0|dan' });
    await page.page.goto(`https://8x8.vc/${key.appId}/${room}`, { waitUntil: 'domcontentloaded' });
    await page.panel.open();
    await page.panel.row('Dan');
    expect(await page.panel.names('Recently left')).toEqual([]);
    await page.close();
  });
});
