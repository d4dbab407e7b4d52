// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { parseSnapshot } from '~/utils/meeting/parse-snapshot';
import { MAX_ID, MAX_JSON, MAX_PEOPLE } from '~/utils/meeting/snapshot';
import { NAME_LIMIT } from '~/utils/names/limits';
import { FakeConference, FakeJitsi, ROOM_JID } from './fake-jitsi';

const BREAKOUT = '0b6c@breakout.8x8.vc';
const OTHER = '77aa@breakout.8x8.vc';

type Listed = Record<string, unknown>;

/** An entry of a room's list as the server sends it: `jid` is the connection's, not the room's. */
const listed = (displayName?: string, more: Listed = {}): Listed => ({
  jid: 'c0ffee@8x8.vc/web-1',
  role: 'participant',
  ...(displayName !== undefined && { displayName }),
  ...more,
});

const roomOf = (jid: string, name: string | undefined, people: Record<string, Listed>) => ({
  id: jid.split('@')[0],
  jid,
  ...(name !== undefined && { name }),
  participants: Object.fromEntries(
    Object.entries(people).map(([id, one]) => [`${jid}/${id}`, one]),
  ),
});

/** Jitsi's list of rooms, as it is everywhere in the meeting. */
function tell(jitsi: FakeJitsi, main: Record<string, Listed>, ...rooms: Listed[]): void {
  const all: Record<string, Listed> = {
    standup: { ...roomOf(ROOM_JID, undefined, main), isMainRoom: true },
  };
  for (const room of rooms) all[String(room.id)] = room;
  jitsi.dispatch('breakout-rooms', { rooms: all });
  jitsi.clock.pass(200);
}

describe('F6: the people in other rooms of the meeting', () => {
  it('are told with their room, name, role and, since 2026, user id', () => {
    const { jitsi } = FakeJitsi.joined([{ id: 'b1' }]);
    const ann = listed('Ann', { role: 'moderator', userContext: { id: 'auth0|ann', name: 'Ann' } });
    tell(
      jitsi,
      { aaaa0000: listed('Host'), b1: listed('Bob') },
      roomOf(BREAKOUT, 'Workshop', { c1: ann }),
      roomOf(OTHER, 'Quiet room', { c2: listed('Cleo') }),
    );
    expect(jitsi.last).toMatchObject({ elsewhere: 2, participants: [{ id: 'b1' }] });
    expect(jitsi.last.others).toEqual([
      { id: 'c1', name: 'Ann', userId: 'auth0|ann', role: 'moderator', room: 'Workshop' },
      { id: 'c2', name: 'Cleo', userId: null, role: 'participant', room: 'Quiet room' },
    ]);
    expect(parseSnapshot(jitsi.published.at(-1))).toEqual(jitsi.last);
  });

  it('are those of the main room too, seen from a breakout room; never those of one’s own room', () => {
    const { jitsi } = FakeJitsi.joined();
    jitsi.join(new FakeConference(BREAKOUT));
    tell(
      jitsi,
      { b1: listed('Bob') },
      roomOf(BREAKOUT, 'Workshop', { aaaa0000: listed('Host'), c1: listed('Ann') }),
      roomOf(OTHER, undefined, { c2: listed() }),
    );
    expect(jitsi.last).toMatchObject({ breakout: true, elsewhere: 2 });
    expect(jitsi.last.others).toEqual([
      { id: 'b1', name: 'Bob', userId: null, role: 'participant', room: null, main: true },
      { id: 'c2', name: null, userId: null, role: 'participant', room: null },
    ]);
  });

  it('have the main room’s name where Jitsi has one', () => {
    const { jitsi } = FakeJitsi.joined();
    jitsi.join(new FakeConference(BREAKOUT));
    const main = { ...roomOf(ROOM_JID, 'Town hall', { b1: listed('Bob') }), isMainRoom: true };
    jitsi.dispatch('breakout-rooms', { rooms: { standup: main } });
    jitsi.clock.pass(200);
    expect(jitsi.last.others).toMatchObject([{ id: 'b1', room: 'Town hall', main: true }]);
  });

  it.each([
    ['with slashes', 'a/b/'],
    ['that is a slash', '/'],
    ['that is an address', 'c0ffee@8x8.vc/web-1'],
    ['of other letters', 'ünï'],
    ['that objects have', '__proto__'],
    ['of all that is told', 'x'.repeat(MAX_ID)],
  ])('keep the whole id that their client chose: one %s', (_what, id) => {
    const { jitsi } = FakeJitsi.joined();
    tell(jitsi, {}, roomOf(BREAKOUT, 'Workshop', { [id]: listed('Ann') }));
    expect(jitsi.last.others).toMatchObject([{ id, name: 'Ann' }]);
  });

  it('are without recorders, whose connection is of their own domain, whatever somebody calls theirs', () => {
    const { jitsi } = FakeJitsi.joined();
    jitsi.dispatch('base/config', { hiddenDomain: 'recorder.8x8.vc' });
    const rooms = {
      r1: listed('Recorder', { jid: 'jibri@recorder.8x8.vc/abc' }),
      c1: listed('Ann', { jid: 'x@8x8.vc/@recorder.8x8.vc' }),
      c2: listed('Ben', { jid: 'x@recorder.8x8.vc.example/@recorder.8x8.vc' }),
    };
    tell(jitsi, {}, roomOf(BREAKOUT, 'Workshop', rooms));
    expect(jitsi.last.elsewhere).toBe(2);
    expect(jitsi.last.others.map(({ id }) => id)).toEqual(['c1', 'c2']);
  });

  it('who cannot be listed are counted: by an id too long, without an address, over the bounds', () => {
    const { jitsi } = FakeJitsi.joined();
    tell(jitsi, {}, roomOf(BREAKOUT, 'Workshop', { ['x'.repeat(MAX_ID + 1)]: listed('Ann') }));
    expect(jitsi.last).toMatchObject({ elsewhere: 1, others: [] });
    jitsi.dispatch('breakout-rooms', {
      rooms: { x: { jid: BREAKOUT, participants: { bare: {}, [`${BREAKOUT}/c1`]: null } } },
    });
    jitsi.clock.pass(200);
    expect(jitsi.last).toMatchObject({ elsewhere: 2, others: [{ id: 'c1', role: 'none' }] });

    const crowd = Object.fromEntries(
      Array.from({ length: 1500 }, (_, i) => [`p${i}`, listed('\u0001'.repeat(1000))]),
    );
    tell(jitsi, {}, roomOf(BREAKOUT, '\u0001'.repeat(1000), crowd));
    const text = jitsi.published.at(-1) ?? '';
    expect(text.length).toBeLessThanOrEqual(MAX_JSON);
    const { others = [], elsewhere } = parseSnapshot(text) ?? {};
    expect(elsewhere).toBe(1500);
    expect(others.length).toBeGreaterThan(200);
    expect(others.length).toBeLessThanOrEqual(MAX_PEOPLE);
    expect(others[0]?.room).toHaveLength(NAME_LIMIT);
  });

  it('are nobody while I am not in the meeting, and where the list is something else', () => {
    const { jitsi } = FakeJitsi.joined();
    for (const rooms of [null, 'x', [], [null], { x: { participants: 7 } }, { x: { jid: 1 } }]) {
      jitsi.dispatch('breakout-rooms', { rooms });
      jitsi.clock.pass(200);
      expect(jitsi.last).toMatchObject({ phase: 'joined', elsewhere: 0, others: [] });
    }
    tell(jitsi, {}, roomOf(BREAKOUT, 'Workshop', { c1: listed('Ann') }));
    expect(jitsi.last.elsewhere).toBe(1);
    jitsi.dispatch('base/conference', { conference: undefined });
    jitsi.clock.pass(200);
    expect(jitsi.last).toMatchObject({ elsewhere: 0, others: [] });
  });
});
