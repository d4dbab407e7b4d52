import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { HostKey } from './support/host-key';
import { simulated } from './support/simulated';
import { certainly, waitFor } from './support/wait';

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
afterAll(() => world?.close());

const mallory = { name: 'Mallory', userId: 'auth0|mallory' };
const ann = { name: 'Ann', userId: 'auth0|ann' };

type Joined = Awaited<ReturnType<World['joinMeeting']>>;

const idOf = ({ meeting }: Joined, name: string): string =>
  meeting.participants().find((one) => one.name === name)?.id ?? '';

async function join(query: Record<string, string> = {}) {
  const joined = await world.joinMeeting(key.appId, [mallory, ann], {
    query: { name: 'Host', userId: 'host-1', ...query },
  });
  await joined.page.panel.open();
  await joined.page.panel.row('Mallory');
  return joined;
}

/** Gavel listens to the newest conference object only, and no exception of it reached Jitsi. */
async function leftNothingBehind({ page }: Joined, conferences: number) {
  const done = await waitFor(async () => {
    const { listeners } = await simulated(page.page);
    const wanted = listeners.map((_, index) => (index === listeners.length - 1 ? 1 : 0));
    return listeners.length === conferences && `${listeners}` === `${wanted}`;
  });
  expect(done, `${(await simulated(page.page)).listeners}`).toBe(true);
  expect((await simulated(page.page)).errors).toEqual([]);
}

describe('in the meeting', () => {
  it('a breakout room and back: each room’s list, nobody “left”, and the end means the main room', async () => {
    const joined = await join();
    const { page, meeting } = joined;
    const breakout = meeting.openBreakout();
    meeting.moveToBreakout(idOf(joined, 'Host'), breakout);
    await page.panel.reads(/ending the meeting ends the main room/);
    await page.panel.rowGone('Mallory');
    await page.panel.reads('2 in other rooms');
    meeting.moveToBreakout(idOf(joined, 'Ann'), breakout);
    await page.panel.row('Ann');
    await page.panel.reads('1 in another room');
    expect(await page.all('list', 'Recently left')).toEqual([]);

    meeting.moveToMain(idOf(joined, 'Host'));
    await page.panel.row('Mallory');
    await page.panel.rowGone('Ann');
    await page.panel.reads('1 in another room');
    expect(await page.text()).not.toContain('ends the main room');
    await leftNothingBehind(joined, 3);
    // Who was seen leaving would stand there by now, beside the one who does leave.
    meeting.leave(idOf(joined, 'Mallory'));
    await page.panel.row('Mallory', 'Recently left');
    expect(await page.panel.names('Recently left')).toEqual(['Mallory']);

    meeting.moveToBreakout(idOf(joined, 'Host'), breakout);
    await page.panel.reads(/ending the meeting ends the main room/);
    meeting.join({ name: 'Zoe', userId: 'auth0|zoe' });
    await page.panel.reads('1 in another room');
    await page.panel.endMeeting();
    const popup = await world.gavel.popup();
    await popup.reads(/This ends the main room, “.+”, and every room of the meeting/);
    await popup.reads('2 here, 1 in another room');
    await popup.confirm('End meeting');
    await popup.outcome(/JaaS accepted the request to end the meeting/);
    expect(await world.request('DESTROY')).toMatchObject({ conferenceFullName: meeting.fullName });
    await popup.close();
    await page.close();
  });

  it('as a visitor, and promoted again: said, and the visitors are counted', async () => {
    const joined = await join();
    const { page, meeting } = joined;
    meeting.visitors = 40;
    await page.panel.reads('40 visitors');
    meeting.pages.setPhase('visitor');
    await page.panel.reads('You are here as a visitor.');
    await page.panel.row('Mallory');
    meeting.pages.setPhase('promote');
    const isPromoted = async () => !(await page.text()).includes('as a visitor');
    await certainly(isPromoted, 'the panel says no more that one is a visitor');
    await page.panel.row('Mallory');
    await leftNothingBehind(joined, 3);
    await page.close();
  });

  it('a silent reconnect under a new own id: the same list, one “You”, nobody “left”', async () => {
    const joined = await join();
    const { page, meeting } = joined;
    const before = idOf(joined, 'Host');
    meeting.pages.setPhase('reconnect');
    await certainly(() => {
      const now = idOf(joined, 'Host');
      return now !== '' && now !== before;
    }, 'the host has another participant id');
    await leftNothingBehind(joined, 2);
    // Whoever comes now is listed by the new connection.
    meeting.join({ name: 'Zoe', userId: 'auth0|zoe' });
    await page.panel.row('Zoe');
    expect((await page.panel.names()).toSorted()).toEqual(['Ann', 'Host', 'Mallory', 'Zoe']);
    await page.panel.rowReads('Host', 'You');
    meeting.leave(idOf(joined, 'Ann'));
    await page.panel.row('Ann', 'Recently left');
    expect(await page.panel.names('Recently left')).toEqual(['Ann']);
    await page.close();
  });

  it('the network lost and back: said, nobody “left” but who did, and the list returns', async () => {
    const joined = await join();
    const { page, meeting } = joined;
    meeting.pages.setPhase('network-lost');
    await page.panel.reads(/connection was lost/);
    await page.gone('button', /^(Ban|Remove) /);
    meeting.leave(idOf(joined, 'Ann'));
    meeting.pages.setPhase('network-back');
    await page.panel.row('Mallory');
    await page.panel.row('Ann', 'Recently left');
    expect(await page.panel.names('Recently left')).toEqual(['Ann']);
    await leftNothingBehind(joined, 2);
    await page.close();
  });
});
