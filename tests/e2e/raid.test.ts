import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { Meeting } from '~/tests/simulator/meeting/meeting';
import { REMOVING } from './attacks/pages';
import { expectNothingSent } from './support/fence';
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

const FRIENDS = [
  { name: 'Ann Bishop', userId: 'auth0|ann', role: 'moderator' },
  { name: 'Bruno', userId: 'auth0|bruno' },
  { name: '+49 30 1234567', dialIn: true },
] as const;

/** Who comes while the host is there. `run` keeps the bans of one test out of the next. */
function raiders(run: string) {
  return [
    { name: 'Mallory 1', userId: `auth0|${run}-1` },
    { name: 'Mal1ory_2', userId: `auth0|${run}-2` },
    { name: 'Trudy', userId: `auth0|${run}-1` },
    { name: 'Nobody' },
  ];
}

const namesIn = (meeting: Meeting) =>
  meeting
    .participants()
    .filter(({ page }) => !page)
    .map(({ name }) => name);

/** The friends are there, the panel is open, and then the others come. */
async function raided(run: string): Promise<{ page: MeetingPage; meeting: Meeting }> {
  const { page, meeting } = await world.joinMeeting(key.appId, FRIENDS);
  await page.panel.open();
  await page.panel.row('Bruno');
  for (const one of raiders(run)) meeting.join(one);
  await page.panel.reads('8 here');
  return { page, meeting };
}

describe('in a raid', () => {
  it('who joined in the last minutes is put out at once, and the friends stay', async () => {
    const { page, meeting } = await raided('minutes');
    await page.click('button', 'Select');
    await page.select('Select by…', 'Joined in the last 2 minutes');
    await page.panel.reads('4 selected');
    await page.click('button', 'Ban selected');
    const popup = await world.gavel.popup();
    expect(await popup.question()).toBe('Ban 4 people?');
    await popup.find('list', 'Joined in the last 2 minutes (4)');
    await expectNothingSent(world);
    await popup.confirm('Ban');
    await popup.find('heading', '2 banned, 2 only removed');
    const left = () => namesIn(meeting).join() === FRIENDS.map(({ name }) => name).join();
    await certainly(left, 'the friends are left, and nobody else');
    await popup.close();
    await page.close();
  });

  it('the question has people in groups by why they were chosen, moderators first', async () => {
    const { page } = await raided('groups');
    await page.click('button', 'Select');
    await page.click('checkbox', 'Select Ann Bishop');
    await page.click('checkbox', 'Select Mallory 1');
    await page.select('Select by…', 'Same user ID as Mallory 1');
    await page.select('Select by…', 'Name like “Mallory 1”');
    await page.select('Select by…', 'Without a user ID');
    await page.panel.reads('6 selected');
    await page.click('button', 'Remove selected');
    const popup = await world.gavel.popup();
    expect(await popup.question()).toBe('Remove 6 people?');
    const groups = await certainly(async () => {
      const lists = await popup.all('list', /\(\d\)$/);
      return lists.length === 4 && lists.map(({ name }) => name);
    }, 'there are four groups');
    expect(groups[0]).toBe('Chosen by hand (2)');
    expect(groups.toSorted()).toEqual([
      'Chosen by hand (2)',
      'Name like one of them (1)',
      'Same user ID as one of them (1)',
      'Without a user ID (2)',
    ]);
    const first = await popup.all('listitem', undefined, { within: ['list', groups[0] ?? ''] });
    expect(first.length).toBe(2);
    const text = await popup.text();
    expect(text.indexOf('1 moderator among them')).toBeLessThan(text.indexOf('Chosen by hand'));
    await popup.cancel();
    await expectNothingSent(world);
    await popup.close();
    await page.close();
  });

  it('the same is done from the toolbar where the page has taken the panel away', async () => {
    const { page, meeting } = await raided('toolbar');
    await page.page.evaluate(REMOVING);
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.click('button', /^People/);
    await popup.click('button', 'Select');
    await popup.select('Select by…', 'Joined in the last 5 minutes');
    await popup.click('checkbox', 'Select Nobody');
    await popup.reads('3 selected');
    await popup.click('button', 'Ban 3 people');
    expect(await popup.question()).toBe('Ban 3 people?');
    await popup.find('list', 'Joined in the last 5 minutes (3)');
    await expectNothingSent(world);
    await popup.confirm('Ban');
    await popup.find('heading', /^2 banned/);
    const left = () =>
      namesIn(meeting).join() === [...FRIENDS.map(({ name }) => name), 'Nobody'].join();
    await certainly(left, 'those who were chosen are gone, and nobody else');
    await popup.close();
    await page.close();
  });

  it('the ways to select are gone through by keyboard, and the one with Enter on it is used', async () => {
    const { page } = await raided('keyboard');
    await page.click('button', 'Select');
    await (await page.element('combobox', 'Select by…')).focus();
    for (let step = 0; step < 4; step += 1) await page.page.keyboard.press('ArrowDown');
    const list = await page.find('combobox', 'Select by…');
    expect(list.value).toBe('Without a user ID');
    await page.panel.reads('Nobody selected');
    await page.page.keyboard.press('Enter');
    await page.panel.reads('2 selected');
    await page.close();
  });

  it('a panel that has just begun to look selects none of those who were there before', async () => {
    const { page } = await raided('reload');
    await page.page.reload();
    await page.panel.open();
    await page.panel.reads('8 here');
    await page.click('button', 'Select');
    await page.select('Select by…', 'Joined in the last 10 minutes');
    await page.panel.reads('Gavel saw nobody else join in that time.');
    const boxes = await page.all('checkbox', /^Select /);
    expect(boxes.map(({ checked }) => checked)).toEqual(Array(8).fill(false));
    await page.close();
  });
});
