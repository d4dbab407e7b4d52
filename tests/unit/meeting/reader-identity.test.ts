// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { MAX_ID } from '~/utils/meeting/snapshot';
import { NAME_LIMIT } from '~/utils/names/limits';
import { FakeJitsi, jitsiParticipant, ROOM_JID } from './fake-jitsi';

describe('F5: the name that a token vouches for', () => {
  /** What the reader tells of somebody called `name`, whose token says `vouched`. */
  function told(name: string | undefined, vouched: unknown) {
    const { jitsi, conference } = FakeJitsi.joined();
    const identity = { user: { id: 'u1', name: vouched } };
    conference.people = [{ ...jitsiParticipant({ id: 'b1', name }), getIdentity: () => identity }];
    conference.emit('userJoined');
    jitsi.clock.pass(200);
    return jitsi.last.participants[0];
  }

  it('is told where the person goes by another, and by none', () => {
    expect(told('Dr. Weber (Host)', 'Mallory')).toMatchObject({
      name: 'Dr. Weber (Host)',
      tokenName: 'Mallory',
      userId: 'u1',
    });
    expect(told(undefined, 'Mallory')).toMatchObject({ name: null, tokenName: 'Mallory' });
    expect(told('MALLORY', 'Mallory')?.tokenName).toBe('Mallory');
    expect(told('x', 'M'.repeat(1000))?.tokenName).toHaveLength(NAME_LIMIT);
  });

  it.each<[string, string, unknown]>([
    ['is the same', 'Mallory', 'Mallory'],
    ['differs in the blanks around it', 'Mallory', '  Mallory\n'],
    ['is the same behind blanks of the nick', '  Mallory ', 'Mallory'],
    ['is written with other code points for the same letters', 'Zoe\u0308', 'Zo\u00EB'],
    ['is longer than Jitsi keeps of one', `${'Mallory '.repeat(6)}Ma`, 'Mallory '.repeat(9)],
    ['is blank', 'Mallory', '  '],
    ['is no text', 'Mallory', 42],
    ['is missing', 'Mallory', undefined],
  ])('is not told where it %s', (_what, name, vouched) => {
    expect(told(name, vouched)).toEqual({
      id: 'b1',
      name,
      userId: 'u1',
      role: 'participant',
      kind: 'person',
    });
  });

  it('is another one for whoever only begins like it', () => {
    expect(told('Mal', 'Mallory')?.tokenName).toBe('Mallory');
    expect(told('M'.repeat(49), 'M'.repeat(60))?.tokenName).toBe('M'.repeat(60));
  });

  it.each<[string, (jitsi: FakeJitsi, person: Record<string, unknown>) => object]>([
    ['_identity, before 2023', (_, one) => ({ ...one, _identity: { user: { name: 'Mallory' } } })],
    [
      'the store, in 2026',
      (jitsi, one) => {
        jitsi.remote.set('b1', { id: 'b1', userContext: { name: 'Mallory' } });
        return one;
      },
    ],
  ])('comes from %s', (_route, make) => {
    const { jitsi, conference } = FakeJitsi.joined();
    const { getIdentity: _, ...person } = jitsiParticipant({ id: 'b1', name: 'Weber' });
    conference.people = [make(jitsi, person)];
    conference.emit('userJoined');
    jitsi.clock.pass(200);
    expect(jitsi.last.participants).toMatchObject([{ name: 'Weber', tokenName: 'Mallory' }]);
  });

  it('comes from the members of the room, also of who waits in the lobby', () => {
    const { jitsi, conference } = FakeJitsi.joined();
    const identity = { user: { id: 'u9', name: 'Mallory' } };
    conference.room = {
      roomjid: ROOM_JID,
      members: { [`${ROOM_JID}/b1`]: { nick: 'Weber', identity } },
      getLobby: () => ({ lobbyRoom: { roomjid: 'l@x', members: { 'l@x/k1': { identity } } } }),
    };
    Object.assign(conference, { getParticipants: undefined });
    jitsi.state = { ...jitsi.state, 'features/base/participants': {} };
    jitsi.dispatch('lobby', { knockingParticipants: [{ id: 'k1', name: 'Kim' }] });
    jitsi.clock.pass(200);
    expect(jitsi.last.participants).toMatchObject([{ id: 'b1', tokenName: 'Mallory' }]);
    expect(jitsi.last.lobby).toEqual([
      { id: 'k1', name: 'Kim', tokenName: 'Mallory', userId: 'u9' },
    ]);
  });

  it('is told of oneself too', () => {
    const { jitsi } = FakeJitsi.joined();
    jitsi.dispatch('base/jwt', { user: { id: 'me', name: 'Dr. Weber' } });
    jitsi.clock.pass(200);
    expect(jitsi.last.me).toMatchObject({ name: 'Host', tokenName: 'Dr. Weber', userId: 'me' });
    jitsi.dispatch('base/jwt', { user: { id: 'me', name: 'Host' } });
    jitsi.clock.pass(200);
    expect(jitsi.last.me).not.toHaveProperty('tokenName');
  });
});

describe('F26: a room that hides its names', () => {
  it('has people with ids and without names, and nothing is missing', () => {
    const { jitsi } = FakeJitsi.joined(
      Array.from({ length: 30 }, (_, i) => ({ id: `b${i}`, userId: `u${i}` })),
    );
    expect(jitsi.last).toMatchObject({ more: 0, blind: [] });
    expect(new Set(jitsi.last.participants.map(({ name }) => name))).toEqual(new Set([null]));
    expect(jitsi.last.participants[7]).toMatchObject({ id: 'b7', userId: 'u7' });
  });
});

describe('F3: a participant id that the client chose', () => {
  const CHOSEN: [what: string, id: string][] = [
    ['of 65 characters', 'a'.repeat(65)],
    ['of all that is told', 'a'.repeat(MAX_ID)],
    ['of other letters', 'ünï'],
    ['that is an address', 'sip:alice@x'],
    ['with slashes', 'a/b/'],
    ['with an underscore', 'under_score'],
    ['with quotes', '"quoted\\"'],
    ['of an emoji', '💥'],
    ['that objects have', '__proto__'],
  ];

  it.each(CHOSEN)('%s is told whole', (_what, id) => {
    const { jitsi } = FakeJitsi.joined([{ id, name: 'Ann', userId: 'u1' }]);
    expect(jitsi.last).toMatchObject({ more: 0, participants: [{ id, userId: 'u1' }] });
  });

  it.each(CHOSEN)('%s is told whole where only the room’s members are known', (_what, id) => {
    const { jitsi, conference } = FakeJitsi.joined();
    const members = { [`${ROOM_JID}/${id}`]: { nick: 'Ann', identity: { user: { id: 'u1' } } } };
    conference.room = { roomjid: ROOM_JID, members };
    Object.assign(conference, { getParticipants: undefined });
    jitsi.state = { ...jitsi.state, 'features/base/participants': {} };
    conference.emit('userJoined');
    jitsi.clock.pass(200);
    expect(jitsi.last).toMatchObject({ more: 0, participants: [{ id, userId: 'u1' }] });
  });

  it('is only counted where it is too long to be told', () => {
    const { jitsi } = FakeJitsi.joined([{ id: 'a'.repeat(MAX_ID + 1) }, { id: 'b1' }]);
    expect(jitsi.last).toMatchObject({ more: 1, participants: [{ id: 'b1' }] });
  });
});
