import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { boxOfNode, CARD, placeOf } from './support/places';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.simulator.clearFaults());
afterAll(() => world?.close());

const mallory = { name: 'Mallory', userId: 'auth0|mallory' };
const guests = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    name: `Guest ${at + 1}`,
    userId: `auth0|${at + 1}`,
  }));

/** With a key of its own: who was banned by another test does not come in. */
async function join(people = [mallory, ...guests(30)]) {
  const key = await world.newKeyInGavel();
  const joined = await world.joinMeeting(key.appId, people);
  await joined.page.panel.open();
  return joined;
}

describe('the strip above the foot', () => {
  it('13: says what waits and for how long, wherever the list is, and Show brings the question', async () => {
    const { page } = await join();
    await page.panel.search('Mallory');
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.close();
    await page.panel.search('Guest 2');
    await page.reads(/Ban Mallory ?: confirm in Gavel's window.*0:[0-5]\d/);

    const card = await placeOf(page, CARD);
    const show = await boxOfNode(await page.find('button', 'Show'));
    expect(show?.bottom).toBeLessThan(card?.bottom ?? 0);
    await page.click('button', 'Show');
    const again = await world.gavel.popup();
    expect(await again.question()).toBe('Ban Mallory?');
    await again.cancel();
    await page.gone('button', 'Show');
    await again.close();
    await page.close();
  });

  it('12, 14: says once that somebody is banned and gone, and no longer when they are back', async () => {
    const { page, meeting } = await join([mallory, ...guests(2)]);
    const first = meeting.participants().find(({ name }) => name === 'Mallory')?.id ?? '';
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.confirm('Ban');
    await page.reads(/Mallory is banned and gone/);
    expect((await page.text()).match(/is banned/g)).toHaveLength(1);
    await popup.close();

    meeting.rejoin(first, { force: true });
    await page.reads(/Mallory is back\. Banned /);
    expect(await page.text()).not.toContain('banned and gone');
    await page.click('button', 'Remove again: Mallory');
    const removal = await world.gavel.popup();
    await removal.confirm('Remove');
    await page.reads(/Mallory is gone/);
    expect(await page.text()).not.toContain('is back');
    await removal.close();
    await page.close();
  });

  it('20: says of many first whom it failed for, and of the others how many are gone', async () => {
    const { page } = await join(guests(4));
    const whom = { operation: 'BAN_USER', userId: 'auth0|3' } as const;
    world.simulator.fault({ match: whom, status: 403 });
    await page.panel.askForAll('Ban selected');
    const popup = await world.gavel.popup();
    await popup.confirm('Ban');
    const text = await page.reads(/3 banned and gone/);
    expect(text).toMatch(/Ban of 4 people.*Guest 3.*3 banned and gone/);
    await popup.close();
    await page.click('button', 'Dismiss');
    await page.gone('button', 'Dismiss');
    await page.close();
  });

  it('13: says how far a batch is, and stops it', async () => {
    const { page } = await join(guests(12));
    const held = world.simulator.fault({ match: { operation: 'BAN_USER' }, delayMs: 1500 });
    await page.panel.askForAll('Ban selected');
    const popup = await world.gavel.popup();
    await popup.confirm('Ban');
    await page.reads(/Banning 12 people.*\d+ of 12/);
    await page.click('button', 'Stop');
    await page.reads(/\d+ not sent/);
    expect(await page.all('button', 'Stop')).toEqual([]);
    held.remove();
    await popup.close();
    await page.close();
  });
});
