import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { rowStopsReading } from './support/panel-reads';
import { JitsiWorld } from './support/world';

const runs = inject('prosodyPath') !== null;
let world: JitsiWorld;

beforeAll(async () => {
  if (runs) world = await JitsiWorld.open();
});
afterAll(() => world?.close());

const ann = { name: 'Ann', userId: 'auth0|ann' };
const trudy = { name: 'Trudy', userId: 'u-2210' };

describe.runIf(runs)('people in a meeting of the real library', () => {
  it('are listed with their user ids, whether they came before the host or after', async () => {
    const { page, meeting, hostId } = await world.joinMeeting([ann]);
    await page.panel.rowReads('Ann', ann.userId);
    await meeting.join(trudy);
    await page.panel.rowReads('Trudy', trudy.userId);
    await page.panel.rowReads('Host', 'You');
    expect(hostId).toMatch(/^[0-9a-f]{8}$/);
    expect(await page.panel.names()).toHaveLength(3);
    await page.close();
  });

  it('who leave, rename themselves or raise a hand are followed', async () => {
    const { page, meeting } = await world.joinMeeting([ann, trudy]);
    const [first, second] = meeting.people;
    await page.panel.row('Ann');
    await first?.rename('Ann Kim');
    // The token's name stays what it was (F5).
    expect(await page.panel.rowReads('Ann Kim', 'Token: Ann')).toContain(ann.userId);
    await page.panel.rowGone('Ann');
    await first?.raiseHand(true);
    await page.panel.rowReads('Ann Kim', /Hand raised/);
    await first?.raiseHand(false);
    await rowStopsReading(page, 'Ann Kim', /Hand raised/);
    await second?.leave();
    await page.panel.rowGone('Trudy');
    expect(await page.panel.row('Trudy', 'Recently left')).toContain(trudy.userId);
    await page.close();
  });

  it('who become moderators are marked, and others are not', async () => {
    const { page, meeting, hostId } = await world.joinMeeting([ann]);
    expect(await page.panel.row('Ann')).not.toContain('Moderator');
    const [{ id } = { id: '' }] = meeting.people;
    await meeting.role(id, 'moderator');
    await page.panel.rowReads('Ann', /Moderator/);
    await meeting.role(id, 'participant');
    await rowStopsReading(page, 'Ann', /Moderator/);
    await meeting.role(hostId, 'moderator');
    await page.panel.rowReads('Host', /Moderator/);
    await page.close();
  });

  it('who come back under another participant id are known again', async () => {
    const { page, meeting } = await world.joinMeeting([ann]);
    await page.panel.row('Ann');
    const [person] = meeting.people;
    const before = person?.id;
    await person?.leave();
    await page.panel.row('Ann', 'Recently left');
    await person?.rejoin();
    expect(person?.id).not.toBe(before);
    await page.panel.rowReads('Ann', /Came back/);
    await page.close();
  });

  it('who are recorders are left out, bots, callers and guests are what they are', async () => {
    const { page, meeting } = await world.joinMeeting([
      { name: 'Recorder', recorder: true },
      { name: 'Minutes', userId: 'bot-1', bot: 'minutes' },
      { name: '+43 1 234', dialIn: true },
      { name: 'Nobody' },
    ]);
    await page.panel.rowReads('Minutes', /Bot/);
    await page.panel.rowReads('+43 1 234', /Dial-in/);
    await page.panel.rowReads('Nobody', /No user ID/);
    expect(await page.all('button', 'Ban Nobody')).toEqual([]);
    expect((await page.find('button', 'Remove Nobody')).disabled).toBeFalsy();
    // The recorder is in the room, and the library knows it.
    expect(meeting.ids()).toHaveLength(5);
    expect((await page.panel.names()).join()).not.toContain('Recorder');
    await page.close();
  });

  it('who chose their participant ids are listed by them (F3)', async () => {
    const chosen = ['sip:alice@x/1', 'ünï_4711', 'a'.repeat(600)];
    const { page, meeting } = await world.joinMeeting(
      chosen.map((participantId, n) => ({ name: `Chosen ${n}`, userId: `u-${n}`, participantId })),
    );
    expect(meeting.people.map(({ id }) => id)).toEqual(chosen);
    for (const [n, id] of chosen.entries()) {
      await page.panel.rowReads(`Chosen ${n}`, `u-${n}`);
      await page.click('button', `User ID u-${n}`);
      await page.panel.rowReads(`Chosen ${n}`, id);
    }
    await page.close();
  });

  it('with markup, accents and signs of direction in their names read as they are', async () => {
    const markup = { name: `<img src=x> & "Zoë" 'O’Neil'`, userId: 'u-<1>&"2"' };
    const arabic = { name: 'ليلى 🧑‍🧑‍🧒', userId: 'u-laila' };
    const { page } = await world.joinMeeting([markup, arabic]);
    await page.panel.rowReads(markup.name, markup.userId);
    await page.panel.rowReads(arabic.name, arabic.userId);
    const names = await page.panel.names();
    for (const { name } of [markup, arabic]) expect(names).toContain(name);
    await page.close();
  });
});
