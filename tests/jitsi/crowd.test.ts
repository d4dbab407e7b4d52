import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { waitFor } from '../e2e/support/wait';
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
    await page.reads('101 here', { patienceMs: 30_000 });
    await page.panel.search('user-77');
    expect(await page.panel.row('Person 77')).toContain('user-77');
    await page.panel.search('');
    await Promise.all(meeting.people.slice(0, 20).map((person) => person.leave()));
    await page.reads('81 here', { patienceMs: 30_000 });
    const gone = await waitFor(async () => {
      const names = await page.panel.names('Recently left');
      return names.includes('Person 20') && names.length;
    });
    expect(gone).toBe(20);
    await page.close();
    // The library says goodbye when its page goes.
    const isAlone = await waitFor(() => !meeting.ids()?.includes(hostId), 60_000);
    expect(isAlone).toBe(true);

    const again = await world.gavel.openMeeting(world.key.appId, meeting.room);
    await meeting.browserJoined();
    await again.panel.open();
    await again.panel.reads('81 here');
    await again.close();
  });
});
