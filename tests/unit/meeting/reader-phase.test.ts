// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { Phase } from '~/utils/meeting/snapshot';
import { FakeConference, FakeJitsi } from './fake-jitsi';

const conference = new FakeConference();

/** What each state of the store means (jitsi-meet base/conference reducer). */
const LINKED = { connection: {} };
const STATES: [Phase, string, Record<string, unknown>, Record<string, unknown>?][] = [
  ['welcome', 'no room is chosen', { room: undefined }],
  ['prejoin', 'the name is asked for', { room: 'r' }],
  ['joining', 'Join was clicked', { room: 'r', joining: conference }],
  ['lobby', 'waiting to be let in', { room: 'r', membersOnly: conference }],
  ['password', 'the password is asked for', { room: 'r', passwordRequired: conference }],
  ['joined', 'in the meeting', { room: 'r', conference }],
  ['leaving', 'hanging up', { room: 'r', leaving: conference }, LINKED],
  ['leaving', 'hanging up, not yet cleared', { room: 'r', conference, leaving: conference }],
  ['joining', 'a failure of before, trying again', { room: 'r', error: {}, joining: conference }],
  ['lost', 'the first connection failed', { room: 'r' }, { error: { name: 'connection.x' } }],
];

describe('the phase of the meeting', () => {
  it.each(STATES)('is %s when %s', (phase, _why, slice, link = {}) => {
    const jitsi = new FakeJitsi().boot().read();
    jitsi.dispatch('base/conference', slice);
    jitsi.dispatch('base/connection', link);
    jitsi.clock.pass(400);
    expect(jitsi.last.phase).toBe(phase);
  });

  it('is loading until the page has loaded without APP, then no-jitsi, and recovers', () => {
    const jitsi = new FakeJitsi().read();
    jitsi.clock.pass(300);
    expect(jitsi.last.phase).toBe('loading');
    jitsi.loaded = true;
    jitsi.clock.pass(2000);
    expect(jitsi.last.phase).toBe('no-jitsi');
    jitsi.boot(false);
    jitsi.clock.pass(3000);
    expect(jitsi.last).toMatchObject({ phase: 'loading', blind: [] });
    jitsi.boot();
    jitsi.clock.pass(3000);
    expect(jitsi.last.phase).toBe('welcome');
  });

  it('is left after hanging up, also while the feedback dialog keeps the old conference', () => {
    const { jitsi, conference: mine } = FakeJitsi.joined();
    jitsi.dispatch('base/conference', { conference: undefined, leaving: mine });
    jitsi.clock.pass(200);
    expect(jitsi.last.phase).toBe('leaving');
    jitsi.dispatch('base/conference', { leaving: undefined });
    jitsi.clock.pass(200);
    expect(jitsi.last.phase).toBe('left');
    jitsi.setAppRoom(undefined);
    jitsi.clock.pass(10_000);
    expect(jitsi.last.phase).toBe('left');
  });

  it.each([
    ['ended', { name: 'conference.destroyed' }],
    ['left', undefined],
  ])('is %s where the store goes on with leaving for the reason %o', (phase, error) => {
    const { jitsi, conference: mine } = FakeJitsi.joined();
    jitsi.dispatch('base/conference', { conference: undefined, leaving: mine, error });
    jitsi.setAppRoom(undefined);
    jitsi.clock.pass(200);
    expect(jitsi.last.phase).toBe('leaving');
    jitsi.dispatch('base/connection', { connection: undefined });
    jitsi.clock.pass(200);
    expect(jitsi.last.phase).toBe(phase);
  });

  it('is kicked where I was removed, also while its dialog keeps me on the page', () => {
    const { jitsi, conference: mine } = FakeJitsi.joined([{ id: 'b1' }]);
    mine.room = null;
    jitsi.dispatch('base/conference', { conference: undefined, leaving: mine });
    jitsi.clock.pass(10);
    jitsi.dispatch('base/connection', { connection: undefined });
    jitsi.clock.pass(200);
    expect(jitsi.last.phase).toBe('kicked');
    jitsi.clock.pass(30_000);
    expect(jitsi.last.phase).toBe('kicked');
  });

  it.each([
    ['the library keeps its room', false],
    ['the library has given up its room', true],
  ])('is lost when the connection broke and %s, and left when I hang up then', (_, gone) => {
    const { jitsi, conference: mine } = FakeJitsi.joined([{ id: 'b1' }]);
    const error = { name: 'connection.droppedError' };
    if (gone) mine.room = null;
    jitsi.dispatch('base/connection', { connection: undefined, error });
    jitsi.clock.pass(200);
    expect(jitsi.last.phase).toBe(gone ? 'lost' : 'joined');
    jitsi.dispatch('base/conference', { conference: undefined, error });
    jitsi.clock.pass(200);
    expect(jitsi.last).toMatchObject({ phase: 'lost', participants: [] });
    jitsi.setAppRoom(undefined);
    jitsi.dispatch('base/connection', { error: undefined });
    jitsi.dispatch('base/conference', { error: undefined });
    jitsi.clock.pass(200);
    expect(jitsi.last.phase).toBe('left');
  });

  it('is left where an error of an earlier connection is still kept', () => {
    const { jitsi, conference: mine } = FakeJitsi.joined();
    mine.room = null;
    const error = { name: 'connection.droppedError' };
    jitsi.dispatch('base/conference', { conference: undefined, error });
    jitsi.clock.pass(200);
    expect(jitsi.last.phase).toBe('left');
  });

  it('is lost when the connection broke, and joined again under a new own id', () => {
    const { jitsi } = FakeJitsi.joined([{ id: 'b1' }]);
    const error = { name: 'connection.droppedError' };
    jitsi.dispatch('base/conference', { conference: undefined, error });
    jitsi.clock.pass(200);
    expect(jitsi.last).toMatchObject({ phase: 'lost', participants: [] });

    const again = new FakeConference();
    again.myId = 'aaaa0001';
    jitsi.join(again, [{ id: 'b1' }]);
    expect(jitsi.last).toMatchObject({ phase: 'joined', me: { id: 'aaaa0001' } });
  });

  it('is joined without a store, by the conference object alone, and says so', () => {
    const jitsi = new FakeJitsi().boot(false).read();
    const room = new FakeConference();
    jitsi.setAppRoom(room);
    jitsi.clock.pass(300);
    expect(jitsi.last).toMatchObject({ phase: 'joining', blind: [] });
    room.joined = true;
    jitsi.clock.pass(300);
    expect(jitsi.last).toMatchObject({
      phase: 'joined',
      room: 'standup',
      blind: ['store', 'lobby'],
    });
    room.room = null;
    room.emit('left');
    jitsi.clock.pass(200);
    expect(jitsi.last.phase).toBe('left');
  });

  it('keeps the main room in a breakout room', () => {
    const { jitsi, conference: main } = FakeJitsi.joined([{ id: 'b1' }]);
    const breakout = new FakeConference('0b6c@breakout.8x8.vc');
    jitsi.dispatch('breakout-rooms', {
      rooms: {
        main: { jid: main.room?.roomjid, isMainRoom: true, participants: { x: {}, y: {} } },
        '0b6c': { jid: '0b6c@breakout.8x8.vc', participants: { me: {} } },
        other: { jid: 'other@breakout.8x8.vc', participants: { z: {} } },
      },
    });
    jitsi.clock.pass(200);
    expect(jitsi.last).toMatchObject({ breakout: false, elsewhere: 2 });
    jitsi.join(breakout);
    expect(jitsi.last).toMatchObject({
      breakout: true,
      room: 'StandUp',
      roomJid: '0b6c@breakout.8x8.vc',
      elsewhere: 3,
    });
  });
});
