import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { watch, watched } from './support/page-events';
import { JitsiWorld } from './support/world';

const runs = inject('prosodyPath') !== null;
let world: JitsiWorld;

beforeAll(async () => {
  if (runs) world = await JitsiWorld.open();
});
afterAll(() => world?.close());

const ann = { name: 'Ann', userId: 'auth0|ann' };
const trudy = { name: 'Trudy', userId: 'u-2210' };

describe.runIf(runs)('a server that is started again in the middle of a meeting', () => {
  it('is said to be a lost connection, and afterwards everybody is found again', async () => {
    const { page, meeting } = await world.joinMeeting([ann, trudy]);
    await page.panel.row('Ann');
    await world.restartProsody(() => page.panel.reads(/connection was lost/i));
    const [first] = meeting.people;
    await first?.rejoin();
    await page.click('button', 'Rejoin now');
    await meeting.browserJoined();
    await page.panel.open();
    await page.panel.rowReads('Ann', ann.userId);
    await page.panel.rowGone('Trudy');
    await meeting.people[1]?.rejoin();
    expect(await page.panel.rowReads('Trudy', trudy.userId)).toContain('Trudy');
    await page.close();
  });
});

describe.runIf(runs)('a host whose connection breaks', () => {
  it('reads that, sees nobody leave, and finds everybody after joining again', async () => {
    const { page, hostId, meeting } = await world.joinMeeting([ann, trudy]);
    await page.panel.row('Trudy');
    await watch(page);
    world.server.setBrowsersConnected(false);
    await page.panel.reads(/connection was lost/i);
    expect(await page.panel.names('Recently left')).toEqual([]);
    const { snapshots, errors } = await watched(page);
    expect(snapshots.filter(({ phase, people }) => phase === 'joined' && people !== 2)).toEqual([]);
    expect(errors).toEqual([]);
    world.server.setBrowsersConnected(true);
    await page.click('button', 'Rejoin now');
    await meeting.browserJoined(hostId);
    await page.panel.open();
    await page.panel.rowReads('Ann', ann.userId);
    await page.panel.rowReads('Trudy', trudy.userId);
    await page.close();
  });
});
