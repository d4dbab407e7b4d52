// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { parseSnapshot } from '~/utils/meeting/parse-snapshot';
import { MAX_ID, MAX_JSON, MAX_PEOPLE } from '~/utils/meeting/snapshot';
import { type FakeConference, FakeJitsi, jitsiParticipant, ROOM_JID } from './fake-jitsi';

const without = (one: Record<string, unknown>, ...keys: string[]) =>
  Object.fromEntries(Object.entries(one).filter(([key]) => !keys.includes(key)));

describe('the people in the room', () => {
  it('are listed with ids, names, roles and marks; recorders are not', () => {
    const { jitsi } = FakeJitsi.joined([
      { id: 'b1', name: 'Ann', userId: 'auth0|5f7c', role: 'moderator' },
      { id: 'b2', name: 'Phone', properties: { features_jigasi: true } },
      { id: 'b3', name: 'Bot', botType: 'poltergeist' },
      { id: 'b4', name: 'Recorder', hidden: true },
      { id: 'b5', userId: ' spaced ', properties: { raisedHand: '1690000000000' } },
    ]);
    expect(jitsi.last.participants).toEqual([
      { id: 'b1', name: 'Ann', userId: 'auth0|5f7c', role: 'moderator', kind: 'person' },
      { id: 'b2', name: 'Phone', userId: null, role: 'participant', kind: 'dial-in' },
      {
        id: 'b3',
        name: 'Bot',
        userId: null,
        role: 'participant',
        kind: 'bot',
        botType: 'poltergeist',
      },
      { id: 'b5', name: null, userId: ' spaced ', role: 'participant', kind: 'person', hand: true },
    ]);
    expect(jitsi.last).toMatchObject({ more: 0, blind: [], room: 'StandUp', roomJid: ROOM_JID });
  });

  it('have microphone, camera and screen as their presence tells of them, and nothing where it does not', () => {
    const source = (muted: unknown, videoType?: string) => ({ muted, videoType });
    const sources = (kinds: Record<string, object[]>) =>
      new Map(
        Object.entries(kinds).map(([kind, all]) => [
          kind,
          new Map(all.map((one, i) => [`s${i}`, one])),
        ]),
      );
    const { jitsi, conference } = FakeJitsi.joined();
    const said: Record<string, unknown> = {
      off: sources({ audio: [source(true)], video: [source(true, 'camera')] }),
      on: sources({ audio: [source(false)], video: [source(true, 'camera'), source(false)] }),
      screen: sources({ video: [source(false, 'desktop')] }),
      ended: sources({ audio: [source(true)], video: [source(true, 'desktop')] }),
      none: new Map(),
      odd: sources({ audio: [source('no')], video: [{}] }),
      older: undefined,
    };
    conference.people = Object.entries(said).map(([id, all]) => ({
      ...jitsiParticipant({ id, name: id }),
      ...(all !== undefined && { getSources: () => all }),
    }));
    jitsi.dispatch('base/participants', { dominantSpeaker: 'on' });
    conference.emit('userJoined', 'off');
    jitsi.clock.pass(200);
    expect(jitsi.last.participants.map(({ id, mic, cam, share }) => [id, mic, cam, share])).toEqual(
      [
        ['off', false, false, undefined],
        ['on', true, true, undefined],
        ['screen', undefined, undefined, true],
        ['ended', false, undefined, undefined],
        ['none', undefined, undefined, undefined],
        ['odd', undefined, undefined, undefined],
        ['older', undefined, undefined, undefined],
      ],
    );
    expect(jitsi.last.speaker).toBe('on');
  });

  it('speak all the time, and that is told once a second at most', () => {
    const { jitsi, conference } = FakeJitsi.joined([{ id: 'b1' }, { id: 'b2' }]);
    const before = jitsi.published.length;
    for (let i = 0; i < 100; i++) {
      jitsi.dispatch('base/participants', { dominantSpeaker: i % 3 ? 'b1' : 'b2' });
      conference.emit('dominantSpeaker', 'b1');
      jitsi.clock.pass(50);
    }
    expect(jitsi.published.length - before).toBeLessThanOrEqual(6);
    jitsi.dispatch('base/participants', { dominantSpeaker: 'b2' });
    conference.emit('dominantSpeaker', 'b2');
    jitsi.clock.pass(1100);
    expect(jitsi.last.speaker).toBe('b2');
  });

  it('include me, with the user id of my token and nothing else of it', () => {
    const { jitsi } = FakeJitsi.joined();
    const user = { id: 'me@example.com', email: 'secret-mail' };
    jitsi.dispatch('base/jwt', { jwt: 'eyJ.secret.token', user });
    jitsi.dispatch('base/connection', { locationURL: new URL('https://8x8.vc/a/b?jwt=eyJ.x') });
    jitsi.clock.pass(200);
    expect(jitsi.last.me).toEqual({
      id: 'aaaa0000',
      name: 'Host',
      userId: 'me@example.com',
      role: 'moderator',
    });
    expect(jitsi.published.join()).not.toMatch(/eyJ|secret/);
  });

  describe('have their user id', () => {
    const whole = jitsiParticipant({ id: 'b1' });
    const ROUTES: [string, (jitsi: FakeJitsi, conference: FakeConference) => object][] = [
      ['getIdentity()', () => jitsiParticipant({ id: 'b1', userId: 'u1' })],
      [
        '_identity, before 2023',
        () => ({ ...without(whole, 'getIdentity'), _identity: { user: { id: 'u1' } } }),
      ],
      [
        'the store, in 2026',
        (jitsi) => {
          jitsi.remote.set('b1', { id: 'b1', userContext: { id: 'u1' } });
          return without(whole, 'getIdentity');
        },
      ],
      [
        'the members of the room',
        (_, conference) => {
          const members = { [`${ROOM_JID}/b1`]: { identity: { user: { id: 'u1' } } } };
          conference.room = { roomjid: ROOM_JID, members };
          return without(whole, 'getIdentity', 'getJid');
        },
      ],
    ];
    it.each(ROUTES)('from %s', (_name, make) => {
      const { jitsi, conference } = FakeJitsi.joined();
      conference.people = [make(jitsi, conference)];
      conference.emit('userJoined', 'b1');
      jitsi.clock.pass(200);
      expect(jitsi.last.participants).toMatchObject([{ id: 'b1', userId: 'u1' }]);
      expect(jitsi.last.blind).toEqual([]);
    });

    it.each<[string, unknown, boolean]>([
      ['too long', 'x'.repeat(MAX_ID + 1), true],
      ['a number', 42, true],
      ['an object', { toString: () => 'u1' }, true],
      ['blank', '  ', false],
      ['missing', undefined, false],
    ])('never made up or cut: %s gives none', (_name, userId, unreadable) => {
      const { jitsi } = FakeJitsi.joined([{ id: 'b1', userId }]);
      const [person] = jitsi.last.participants;
      expect(person?.userId).toBeNull();
      expect(person?.userIdUnreadable ?? false).toBe(unreadable);
    });

    it('or the reader says that no route to ids exists', () => {
      const { jitsi, conference } = FakeJitsi.joined();
      conference.people = [without(whole, 'getIdentity')];
      conference.emit('userJoined', 'b1');
      jitsi.clock.pass(200);
      expect(jitsi.last.blind).toEqual(['identity']);
    });
  });

  it('come from the store when getParticipants is gone, without shared screens', () => {
    const { jitsi, conference } = FakeJitsi.joined();
    Object.assign(conference, { getParticipants: undefined });
    jitsi.remote.set('b1', { id: 'b1', name: 'Ann', userContext: { id: 'u1' } });
    jitsi.remote.set('s1', { id: 's1', name: 'Screen', fakeParticipant: 'RemoteScreenShare' });
    jitsi.remote.set('s2', { id: 's2', name: 'Video', isFakeParticipant: true });
    conference.emit('userJoined', 'b1');
    jitsi.clock.pass(200);
    expect(jitsi.last.participants).toMatchObject([{ id: 'b1', name: 'Ann', userId: 'u1' }]);
    expect(jitsi.last.blind).toEqual(['conference']);
  });

  it('come from an array in the store of before 2021-07', () => {
    const { jitsi, conference } = FakeJitsi.joined();
    Object.assign(conference, { getParticipants: undefined });
    const people = [
      { id: 'aaaa0000', local: true, name: 'Host' },
      { id: 'b1', name: 'Ann' },
    ];
    jitsi.state = { ...jitsi.state, 'features/base/participants': people as never };
    jitsi.clock.pass(10_000);
    expect(jitsi.last.participants).toMatchObject([{ id: 'b1', name: 'Ann' }]);
    expect(jitsi.last.me?.name).toBe('Host');
  });

  it('come from the members of the room when all else is gone, and late without events', () => {
    const { jitsi, conference } = FakeJitsi.joined();
    const bare = {
      room: {
        roomjid: ROOM_JID,
        myroomjid: `${ROOM_JID}/me`,
        members: {
          [`${ROOM_JID}/me`]: { nick: 'Me' },
          [`${ROOM_JID}/focus`]: { isFocus: true },
          [`${ROOM_JID}/rec`]: { isHiddenDomain: true },
          [`${ROOM_JID}/b1`]: {
            nick: 'Ann',
            role: 'moderator',
            identity: { user: { id: 'u1' } },
          },
        },
      },
    };
    jitsi.state = { ...jitsi.state, 'features/base/participants': {} };
    jitsi.dispatch('base/conference', { conference: bare });
    jitsi.clock.pass(200);
    expect(conference.listeners).toBe(0);
    expect(jitsi.last.participants).toEqual([
      { id: 'b1', name: 'Ann', userId: 'u1', role: 'moderator', kind: 'person' },
    ]);
    expect(jitsi.last.blind).toEqual(['conference', 'events']);
  });

  it('cannot be listed at all, and the reader says so', () => {
    const { jitsi } = FakeJitsi.joined();
    jitsi.state = { ...jitsi.state, 'features/base/participants': {} };
    jitsi.dispatch('base/conference', { conference: {} });
    jitsi.clock.pass(200);
    expect(jitsi.last).toMatchObject({ phase: 'joined', blind: ['participants', 'events'] });
  });

  it('wait in the lobby, with the user id where the moderator receives it', () => {
    const { jitsi, conference } = FakeJitsi.joined();
    const members = { 'lobby@x/k1': { identity: { user: { id: 'u9' } } } };
    Object.assign(conference.room ?? {}, {
      getLobby: () => ({ lobbyRoom: { roomjid: 'lobby@x', members } }),
    });
    jitsi.dispatch('lobby', {
      knockingParticipants: [{ id: 'k1', name: 'Kim' }, { id: 'k2' }, null],
    });
    jitsi.clock.pass(200);
    expect(jitsi.last.lobby).toEqual([
      { id: 'k1', name: 'Kim', userId: 'u9' },
      { id: 'k2', name: null, userId: null },
    ]);
    jitsi.dispatch('lobby', { knockingParticipants: undefined });
    jitsi.clock.pass(200);
    expect(jitsi.last.blind).toEqual(['lobby']);
  });

  it('stay within the bounds of the channel however many and long', () => {
    const long = '\u0001'.repeat(1000);
    const { jitsi } = FakeJitsi.joined(
      Array.from({ length: 1500 }, (_, i) => ({ id: `p${i}`, name: long, userId: `u${i}` })),
    );
    const text = jitsi.published[jitsi.published.length - 1] ?? '';
    expect(text.length).toBeLessThanOrEqual(MAX_JSON);
    const parsed = parseSnapshot(text);
    expect(parsed?.participants.length).toBeGreaterThan(400);
    expect(parsed?.participants.length).toBeLessThanOrEqual(MAX_PEOPLE);
    expect((parsed?.participants.length ?? 0) + (parsed?.more ?? 0)).toBe(1500);
  });

  it('with an unusable participant id are counted, not shown under a cut one', () => {
    const { jitsi } = FakeJitsi.joined([{ id: 'x'.repeat(MAX_ID + 1) }, { id: '' }, { id: 'b1' }]);
    expect(jitsi.last).toMatchObject({ more: 2, participants: [{ id: 'b1' }] });
  });
});
