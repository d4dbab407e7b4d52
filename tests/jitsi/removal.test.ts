import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { certainly, PATIENCE_MS } from '../e2e/support/wait';
import { watch, watched } from './support/page-events';
import { JitsiWorld } from './support/world';

const runs = inject('prosodyPath') !== null;
let world: JitsiWorld;

beforeAll(async () => {
  if (runs) world = await JitsiWorld.open();
});
afterAll(() => world?.close());

const ann = { name: 'Ann', userId: 'auth0|ann' };
const mallory = { name: 'Mallory', userId: `saml|o'neil & <co>?"1"/ü` };

describe.runIf(runs)('a host of a real meeting', () => {
  it('removes somebody, who is out of the room and seen leaving', async () => {
    const { page, meeting } = await world.joinMeeting([ann, mallory]);
    const person = meeting.people[1];
    await watch(page);
    await page.panel.remove('Mallory');
    const popup = await world.gavel.popup();
    expect(await popup.question()).toBe('Remove Mallory?');
    expect(person && meeting.isHere(person)).toBe(true);
    await popup.confirm('Remove');
    await popup.outcome(/JaaS accepted the removal.*Left the meeting/s);
    expect(await world.request('KICK_PARTICIPANT')).toMatchObject({
      participantId: person?.id,
      conferenceFullName: meeting.fullName,
      performed: true,
    });
    // The room tells everybody for themselves: the service may hear of it after the host's page.
    await certainly(() => person && !meeting.isHere(person), 'they are out of the room');
    expect((await watched(page)).events).toContain(`userLeft ${person?.id}`);
    await page.panel.rowGone('Mallory');
    await page.panel.row('Mallory', 'Recently left');
    await page.panel.row('Ann');
    await popup.close();
    await page.close();
  });

  it('bans the very user id that the server put into the presence, and removes the new id', async () => {
    const { page, meeting } = await world.joinMeeting([mallory]);
    await page.panel.row('Mallory');
    const [person] = meeting.people;
    await person?.rejoin();
    await page.panel.reads(/Came back/);
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban.*JaaS accepted the removal.*Left the meeting/s);
    expect(await world.request('BAN_USER')).toMatchObject({ userId: mallory.userId });
    expect(await world.request('KICK_PARTICIPANT')).toMatchObject({ participantId: person?.id });
    await page.panel.rowGone('Mallory');
    await popup.close();
    await page.close();
  });

  it('ends the meeting: the room is gone, and the panel says so', async () => {
    const { page, meeting } = await world.joinMeeting([ann], { close: 'stay' });
    await watch(page);
    await page.panel.endMeeting();
    const popup = await world.gavel.popup();
    await popup.confirm('End meeting');
    await popup.outcome(/JaaS accepted the request to end the meeting/);
    await certainly(() => meeting.ids() === undefined, 'there is no such room any more');
    await page.reads(/The meeting was ended\.|You left the meeting\./);
    await page.reads('The meeting has been ended.');
    expect(await page.panel.names('Recently left')).toEqual([]);
    const { events, errors } = await watched(page);
    expect(events).toContain('failed conference.destroyed');
    expect(errors).toEqual([]);
    await popup.close();
    await page.close();
  });
});

describe.runIf(runs)('a host who goes', () => {
  it('sees nobody else leave, although the library says that all of them do', async () => {
    const { page, meeting } = await world.joinMeeting([], { close: 'stay' });
    await meeting.joinMany(10);
    await page.panel.reads('11 here');
    await watch(page);
    await page.click('button', 'Leave the meeting');
    await page.reads(/You left the meeting\./);
    expect(await page.panel.names('Recently left')).toEqual([]);
    const { events, snapshots, errors } = await watched(page);
    expect(events.filter((event) => event.startsWith('userLeft'))).toHaveLength(10);
    const joined = snapshots.filter(({ phase }) => phase === 'joined');
    expect(joined.filter(({ people }) => people !== 10)).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('by being removed reads that they are out, not that the others left', async () => {
    const { page, meeting, hostId } = await world.joinMeeting([ann], { close: 'stay' });
    await page.panel.row('Ann');
    await watch(page);
    await meeting.kick(hostId);
    await page.reads('You were removed from the meeting.');
    await page.reads(/You (were removed from|left) the meeting\. Join again/);
    expect(await page.panel.names('Recently left')).toEqual([]);
    const { events, snapshots } = await watched(page);
    expect(events).toContain('kicked');
    expect(snapshots.filter(({ phase, people }) => phase === 'joined' && people !== 1)).toEqual([]);
    await expect
      .poll(() => meeting.ids(), { timeout: PATIENCE_MS })
      .toEqual(meeting.people.map(({ id }) => id));
    await page.close();
  });
});
