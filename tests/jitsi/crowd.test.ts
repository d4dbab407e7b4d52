import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { certainly, PATIENCE_MS } from '../e2e/support/wait';
import { JitsiWorld } from './support/world';

const runs = inject('prosodyPath') !== null;
let world: JitsiWorld;

beforeAll(async () => {
  if (runs) world = await JitsiWorld.open();
});
afterAll(() => world?.close());

describe.runIf(runs)('a hundred people', () => {
  it('are all found: who join, who leave at once, and who are there before the host', async () => {
    const { page, meeting, hostId } = await world.joinMeeting();
    await meeting.joinMany(100);
    await page.reads('101 here');
    await page.panel.search('user-77');
    await page.panel.rowReads('Person 77', 'user-77');
    await page.panel.search('');
    await Promise.all(meeting.people.slice(0, 20).map((person) => person.leave()));
    await page.reads('81 here');
    await expect
      .poll(async () => (await page.panel.names('Recently left')).length, { timeout: PATIENCE_MS })
      .toBe(20);
    await page.close();
    // The library says goodbye when its page goes.
    await certainly(() => !meeting.ids()?.includes(hostId), 'the host is gone', 60_000);

    const again = await world.gavel.openMeeting(world.key.appId, meeting.room);
    await meeting.browserJoined();
    await again.panel.open();
    await again.panel.reads('81 here');
    await again.close();
  });
});
