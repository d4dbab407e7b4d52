import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { operations as asked } from './support/fence';
import { type HostKey, newMeetingToken } from './support/host-key';
import { certainly } from './support/wait';

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
beforeEach(() => world.simulator.clearRecords());
afterAll(() => world?.close());

const mallory = { name: 'Mallory', userId: 'auth0|mallory' };

/** Waits until the simulator has this request in hand and has not answered it. */
async function inHand(operation: string): Promise<void> {
  const pending = () =>
    world.simulator.requests.some((it) => it.operation === operation && it.status === 'pending');
  await certainly(pending, `JaaS has ${operation} in hand`);
}

describe('a background that the browser stops while it waits for JaaS', () => {
  it('says that the ban’s outcome is unknown, goes on to the removal, and sends nothing twice', async () => {
    const { page } = await world.joinMeeting(key.appId, [mallory]);
    await page.panel.open();
    world.simulator.fault({ match: { operation: 'BAN_USER' }, held: 'undone' });
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.confirm('Ban');
    await inHand('BAN_USER');
    await world.gavel.stopWorker();
    await popup.close();

    const again = await world.gavel.openToolbarPopup(page);
    await again.reads(/stopped Gavel before the answer came.*not known whether they were banned/s);
    await world.request('KICK_PARTICIPANT');
    await page.panel.rowGone('Mallory');
    expect(await asked(world)).toEqual(['BAN_USER', 'KICK_PARTICIPANT']);
    await again.close();
    await page.close();
  });

  it('does not end a meeting a second time by itself, and offers to repeat it', async () => {
    const { page, meeting, room } = await world.joinMeeting(key.appId, [mallory]);
    await page.panel.open();
    world.simulator.fault({ match: { operation: 'DESTROY' }, held: 'undone', times: 1 });
    await page.panel.endMeeting();
    const popup = await world.gavel.popup();
    await popup.confirm('End meeting');
    await inHand('DESTROY');
    await world.gavel.stopWorker();
    await popup.close();

    const again = await world.gavel.openToolbarPopup(page);
    await again.reads(/not known whether the meeting was ended/);
    expect(await asked(world)).toEqual(['DESTROY']);
    await again.choose(`Repeat for ${room}`);
    await again.confirm('End meeting');
    await again.outcome(/JaaS accepted the request to end the meeting|already over/);
    expect(await asked(world)).toEqual(['DESTROY', 'DESTROY']);
    expect(meeting.destroyed).toBe(true);
    await again.close();
    await page.close();
  });

  it('never sends a token ban again, since the token is not kept', async () => {
    const { page } = await world.joinMeeting(key.appId, [mallory]);
    world.simulator.fault({ match: { operation: 'BAN_JWT' }, held: 'undone' });
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.choose('Ban a token…');
    await popup.fill('Token', newMeetingToken(key, { id: 'u-2210', name: 'Trudy' }));
    await popup.choose('Next');
    await popup.confirm('Ban');
    await inHand('BAN_JWT');
    await world.gavel.stopWorker();
    await popup.close();

    const again = await world.gavel.openToolbarPopup(page);
    await again.reads(/not known whether the token was banned/);
    expect(await asked(world)).toEqual(['BAN_JWT']);
    await again.close();
    await page.close();
  });
});
