// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import { FakeConference, FakeJitsi, jitsiParticipant } from './fake-jitsi';

describe('the reader', () => {
  it('publishes a burst of 500 joins once', () => {
    const { jitsi, conference } = FakeJitsi.joined();
    const before = jitsi.published.length;
    for (let i = 0; i < 500; i++) {
      conference.people.push(jitsiParticipant({ id: `p${i}` }));
      conference.emit('userJoined', `p${i}`);
    }
    jitsi.clock.pass(150);
    expect(jitsi.published.length).toBe(before + 1);
    expect(jitsi.last.participants.length).toBe(500);
  });

  it('lists people within a second of joining, however long its first look lasted', () => {
    const jitsi = new FakeJitsi();
    jitsi.looksTake = 300;
    jitsi.read();
    jitsi.clock.pass(300);
    jitsi.looksTake = 0;
    jitsi.clock.pass(700);
    jitsi.boot();
    jitsi.join(new FakeConference(), [{ id: 'b1' }]);
    jitsi.clock.pass(800);
    expect(jitsi.last.participants.map(({ id }) => id)).toEqual(['b1']);
  });

  it('tells my own new name, of which the conference tells nothing', () => {
    const { jitsi } = FakeJitsi.joined();
    jitsi.clock.pass(20_000);
    const slice = jitsi.state['features/base/participants'];
    jitsi.dispatch('base/participants', { ...slice, local: { id: 'local', name: 'Dr. Host' } });
    jitsi.dispatch('base/settings', { displayName: 'Dr. Host' });
    jitsi.clock.pass(200);
    expect(jitsi.last.me?.name).toBe('Dr. Host');
  });

  it('is silent in a quiet meeting but for a repetition every ten seconds', () => {
    const { jitsi, conference } = FakeJitsi.joined([{ id: 'b1' }]);
    jitsi.clock.pass(60_000);
    const read = vi.spyOn(conference, 'getParticipants');
    const { length } = jitsi.published;
    for (let i = 0; i < 300; i++) {
      jitsi.dispatch('base/tracks', { level: i });
      jitsi.dispatch('base/participants', { pinnedParticipant: `p${i}` });
      jitsi.clock.pass(200);
    }
    expect(jitsi.published.length - length).toBe(6);
    expect(read).toHaveBeenCalledTimes(6);
    expect(new Set(jitsi.published.slice(length)).size).toBe(1);
  });

  it('repeats itself soon at first, for a panel that came late', () => {
    const { jitsi } = FakeJitsi.joined();
    const { length } = jitsi.published;
    jitsi.clock.pass(4000);
    expect(jitsi.published.length - length).toBeGreaterThanOrEqual(2);
  });

  it('counts contents, not messages', () => {
    const { jitsi, conference } = FakeJitsi.joined();
    const { seq } = jitsi.last;
    jitsi.clock.pass(30_000);
    expect(jitsi.last.seq).toBe(seq);
    conference.people = [jitsiParticipant({ id: 'b1' })];
    conference.emit('userJoined');
    jitsi.clock.pass(200);
    expect(jitsi.last.seq).toBe(seq + 1);
  });

  it.each([
    'userJoined',
    'userLeft',
    'displayNameChanged',
    'roleChanged',
    'bot_type_changed',
    'participant_property_changed',
  ])('reads again after %s', (event) => {
    const { jitsi, conference } = FakeJitsi.joined();
    jitsi.clock.pass(20_000);
    conference.people = [jitsiParticipant({ id: 'b1' })];
    conference.emit(event);
    jitsi.clock.pass(110);
    expect(jitsi.last.participants.length).toBe(1);
  });

  it('does not take my own leaving for everybody leaving', () => {
    const { jitsi, conference } = FakeJitsi.joined([{ id: 'b1' }, { id: 'b2' }]);
    conference.room = null;
    for (const id of ['b1', 'b2']) {
      conference.people.shift();
      conference.emit('userLeft', id);
    }
    jitsi.clock.pass(200);
    expect(jitsi.last.phase).toBe('leaving');
  });

  it('ends when a newer one speaks, and leaves nothing of it with Jitsi', () => {
    const { jitsi, conference } = FakeJitsi.joined([{ id: 'b1' }]);
    const old = jitsi.last.reader;
    for (let update = 0; update < 3; update++) {
      jitsi.clock.pass(5000);
      jitsi.read();
      jitsi.clock.pass(2000);
      expect([conference.listeners, jitsi.subscribers.length, jitsi.hearing.size]).toEqual([
        8, 1, 1,
      ]);
    }
    const { length } = jitsi.published;
    conference.people.push(jitsiParticipant({ id: 'b2' }));
    conference.emit('userJoined');
    jitsi.clock.pass(60_000);
    const since = jitsi.published.slice(length).map((json) => JSON.parse(json));
    expect(new Set(since.map(({ reader }) => reader)).size).toBe(1);
    expect(since[0]).toMatchObject({ seq: 2, participants: [{ id: 'b1' }, { id: 'b2' }] });
    expect(since[0].reader).not.toBe(old);
  });

  it('ends too when the newer one tells more than it knows', () => {
    const { jitsi, conference } = FakeJitsi.joined([{ id: 'b1' }]);
    for (const hear of jitsi.hearing) hear('{"v":4,"reader":"x","since":99999999,"seq":1}');
    expect([conference.listeners, jitsi.subscribers.length, jitsi.hearing.size]).toEqual([0, 0, 0]);
  });

  it.each([
    ['an older one', () => '{"v":3,"reader":"x","since":0,"seq":9}'],
    ['itself', (json: string) => json],
    ['nothing that is one', () => '{"v":3,"since":99999999,"reader":"x"}'],
    ['what throws', () => ({ startsWith: null }) as unknown as string],
  ])('goes on whatever is heard from %s', (_, said) => {
    const { jitsi, conference } = FakeJitsi.joined();
    jitsi.clock.pass(5000);
    for (const hear of jitsi.hearing) hear(said(jitsi.published.at(-1) ?? ''));
    expect([conference.listeners, jitsi.hearing.size]).toEqual([8, 1]);
  });

  it('moves its listeners to the new conference and leaves none behind', () => {
    const { jitsi, conference } = FakeJitsi.joined();
    expect(conference.listeners).toBe(8);
    const next = jitsi.join(new FakeConference());
    expect(conference.listeners).toBe(0);
    expect(next.listeners).toBe(8);
    jitsi.dispatch('base/conference', { conference: undefined });
    jitsi.setAppRoom(undefined);
    jitsi.clock.pass(10_000);
    expect(next.listeners).toBe(0);
    expect(jitsi.subscribers).toHaveLength(1);
  });

  it('leaves the other listeners of Jitsi alone', () => {
    const { jitsi, conference } = FakeJitsi.joined();
    const own = vi.fn();
    conference.on('conference.userJoined', own);
    Object.assign(conference, {
      getParticipants: () => {
        throw new Error('boom');
      },
    });
    conference.emit('userJoined', 'b1');
    jitsi.clock.pass(200);
    expect(own).toHaveBeenCalledTimes(1);
  });

  it('follows a store that was replaced', () => {
    const { jitsi } = FakeJitsi.joined();
    const old = jitsi.subscribers[0];
    jitsi.boot();
    jitsi.clock.pass(10_000);
    expect(jitsi.subscribers).toHaveLength(1);
    expect(jitsi.subscribers[0]).toBe(old); // The same function, subscribed to the new store.
    jitsi.dispatch('base/conference', { conference: undefined, room: undefined });
    jitsi.clock.pass(200);
    expect(jitsi.last.phase).toBe('left');
  });
});
