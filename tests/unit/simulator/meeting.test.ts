// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Participant, toOccupant } from '../../simulator/meeting/participant';
import { World } from '../../simulator/meeting/world';
import { APP_ID } from './call';

afterEach(() => vi.useRealTimers());

const open = (room = 'Standup') => new World(() => 1000).meeting(APP_ID, room);

describe('a meeting', () => {
  it('is the same one however its room is typed', () => {
    const world = new World(() => 0);
    expect(world.meeting(APP_ID, 'Überraum 1')).toBe(world.meeting(APP_ID, '%C3%BCberraum%201'));
    expect(world.meeting(APP_ID, 'A').fullName).toBe(`a@conference.${APP_ID}.8x8.vc`);
  });

  it('gives everybody eight hex digits, new at each join, and the same identity', () => {
    const meeting = open();
    const first = meeting.join({ name: 'Ann', userId: 'auth0|1', email: 'a@b.c' });
    const second = meeting.rejoin(first);
    expect(first).toMatch(/^[0-9a-f]{8}$/);
    expect(second).not.toBe(first);
    expect(meeting.participants()).toHaveLength(1);
    expect(meeting.participant(second)?.user).toEqual({
      id: 'auth0|1',
      name: 'Ann',
      email: 'a@b.c',
    });
  });

  it('keeps the name of the token, whatever somebody calls themselves', () => {
    const meeting = open();
    const ids = [
      meeting.join({ name: 'Dr. Weber', tokenName: 'Mallory', userId: 'm' }),
      meeting.join({ name: 'Mallory', userId: 'm' }),
    ];
    for (const id of ids) meeting.rename(id, 'Host');
    expect(meeting.participants().map(({ name, user }) => [name, user])).toEqual([
      ['Host', { id: 'm', name: 'Mallory' }],
      ['Host', { id: 'm', name: 'Mallory' }],
    ]);
    meeting.lobby.knock({ name: 'Kim', tokenName: 'Mallory', userId: 'm' });
    expect(meeting.lobby.waiting()).toMatchObject([{ name: 'Kim', user: { name: 'Mallory' } }]);
  });

  it('hides names from those who are no moderators, or from everybody, and never ids', () => {
    const meeting = open();
    const seen = (id: string) =>
      toOccupant(meeting.participant(ann) as Participant, meeting.hidesNamesFrom(who(id)));
    const who = (id: string) => meeting.participant(id);
    const ann = meeting.join({ name: 'Ann', userId: 'a', email: 'a@b.c' });
    const host = meeting.join({ name: 'Host', role: 'moderator' });
    const guest = meeting.join({ name: 'Guest' });
    expect(seen(guest)).toMatchObject({ name: 'Ann' });
    meeting.hideDisplayName = 'GUEST';
    expect(seen(host)).toMatchObject({ name: 'Ann', user: { id: 'a', name: 'Ann' } });
    expect(seen(guest)).not.toHaveProperty('name');
    expect(seen(guest)).not.toHaveProperty('email');
    expect(seen(guest).user).toEqual({ id: 'a' });
    meeting.hideDisplayName = 'ALL';
    expect(seen(host).user).toEqual({ id: 'a' });
    const room = meeting.openBreakout();
    meeting.moveToBreakout(ann, room);
    const [listed] = Object.values(meeting.breakoutRooms()[room]?.participants ?? {});
    expect(listed).not.toHaveProperty('displayName');
  });

  it('stamps no identity for guests, callers and servers without the module', () => {
    const meeting = open();
    const ids = [
      meeting.join({ name: 'Guest' }),
      meeting.join({ name: 'Caller', userId: 'x', dialIn: true }),
      meeting.join({ name: 'Ann', userId: 'x', identity: false }),
    ];
    expect(ids.map((id) => meeting.participant(id)?.user)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('keeps its history with times', () => {
    const meeting = open();
    const id = meeting.join({ name: 'Ann' });
    meeting.rename(id, 'Anna');
    meeting.role(id, 'moderator');
    meeting.leave(id);
    expect(meeting.events.map((each) => [each.at, each.type])).toEqual([
      [1000, 'joined'],
      [1000, 'updated'],
      [1000, 'updated'],
      [1000, 'left'],
    ]);
    expect(meeting.events[3]).toMatchObject({ participant: { name: 'Anna', role: 'moderator' } });
  });

  it('refuses a participant id that is taken', () => {
    const meeting = open();
    meeting.join({ name: 'Ann', participantId: '0000000a' });
    expect(() => meeting.join({ name: 'Bo', participantId: '0000000a' })).toThrow('already');
  });

  it('moves people into breakout rooms and back under new ids', () => {
    const meeting = open();
    const ann = meeting.join({ name: 'Ann', userId: 'a' });
    expect(meeting.breakoutRooms()).toEqual({});
    const room = meeting.openBreakout('Side');
    const there = meeting.moveToBreakout(ann, room);
    const address = `${room}@breakout.${APP_ID}.8x8.vc`;
    expect(there).not.toBe(ann);
    expect(meeting.addressOf(room)).toBe(address);
    const member = { jid: expect.not.stringContaining(address), displayName: 'Ann' };
    expect(meeting.breakoutRooms()).toMatchObject({
      standup: { isMainRoom: true, jid: meeting.fullName, participants: {} },
      [room]: { name: 'Side', jid: address, participants: { [`${address}/${there}`]: member } },
    });
    expect(meeting.breakoutRooms().standup).not.toHaveProperty('name');
    meeting.closeBreakout(room);
    expect(meeting.participants()).toHaveLength(1);
    expect(meeting.participants()[0]?.breakoutId).toBeUndefined();
    expect(meeting.participants()[0]?.user).toMatchObject({ id: 'a' });
  });

  it('moves people under the id that they had, where their client keeps it', () => {
    const meeting = open();
    const ann = meeting.join({ name: 'Ann', participantId: 'sip:alice@x/1' });
    const room = meeting.openBreakout();
    expect(meeting.moveToBreakout(ann, room, { keepId: true })).toBe(ann);
    expect(meeting.participant(ann)?.breakoutId).toBe(room);
    meeting.closeBreakout(room, { keepId: true });
    expect(meeting.participant(ann)?.breakoutId).toBeUndefined();
  });

  it('lists recorders among the people of a room, by a connection of their own domain', () => {
    const meeting = open();
    const room = meeting.openBreakout();
    meeting.join({ name: 'Recorder', hidden: true });
    const [listed] = Object.values(meeting.breakoutRooms().standup?.participants ?? {});
    expect(listed?.jid).toMatch(/^jibri@recorder\.8x8\.vc\//);
    expect(meeting.breakoutRooms()[room]?.participants).toEqual({});
  });

  it('lets knocking people in or not', () => {
    const meeting = open();
    const ann = meeting.lobby.knock({ name: 'Ann', userId: 'a' });
    const bo = meeting.lobby.knock({ name: 'Bo' });
    expect(meeting.lobby.waiting()).toMatchObject([{ name: 'Ann', user: { id: 'a' } }, { id: bo }]);
    meeting.lobby.admit(ann);
    meeting.lobby.deny(bo);
    expect(meeting.lobby.waiting()).toEqual([]);
    expect(meeting.participants().map((each) => each.name)).toEqual(['Ann']);
  });

  it('takes 500 people at once', () => {
    const meeting = open();
    expect(new Set(meeting.joinMany(500)).size).toBe(500);
  });

  it('lives by itself while it drifts, and not after', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const meeting = open();
    const host = meeting.join({ name: 'Host' });
    // As good as chance, and always the same.
    let seed = 1;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const stop = meeting.drift({ everyMs: 2, except: [host], atMost: 5, random });
    vi.advanceTimersByTime(100);
    const types = new Set(meeting.events.map((each) => each.type));
    expect(meeting.events).toHaveLength(51);
    expect([...types].sort()).toEqual(['joined', 'left', 'updated']);
    stop();
    expect(meeting.participant(host)).toMatchObject({ name: 'Host' });
    expect(meeting.participants().length).toBeLessThanOrEqual(6);
    vi.advanceTimersByTime(100);
    expect(meeting.events).toHaveLength(51);
  });
});
