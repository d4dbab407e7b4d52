// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { recheck as recheckItem } from '~/utils/actions/recheck';
import type { Look } from '~/utils/actions/request';
import type { Target } from '~/utils/journal/action';
import { look, returned, target } from './samples';

const recheck = (it: Target, seen: Look | null, kind: 'ban' | 'remove' = 'ban') =>
  recheckItem({ kind, target: it }, seen);
const same = (it: Target) => ({ target: it, changes: [] });

describe('the target is looked at again before anything is sent', () => {
  it('goes on when the person is as they were shown', () => {
    expect(recheck(target(), look())).toEqual(same(target()));
  });

  it('goes on when only counts around the person changed', () => {
    const now = target({ sharedBy: 3, namesakes: 2 });
    expect(recheck(target(), look({ participants: [now] }))).toEqual(same(now));
  });

  it.each([
    ['renamed', target({ name: 'Hanna Ortiz' })],
    ['role', target({ role: 'moderator' })],
    ['user-id', target({ userId: 'auth0|victim' })],
  ])('finds what is different about the person: %s', (change, now) => {
    expect(recheck(target(), look({ participants: [now] }))).toEqual({
      target: now,
      changes: [change],
    });
  });

  it('follows a person who came back under a new participant id', () => {
    const back = returned();
    expect(recheck(target(), look({ participants: [back] }))).toEqual({
      target: back,
      changes: ['rejoined'],
    });
  });

  it.each<[string, Target, Target]>([
    ['was here before them', target(), returned({ joinedAt: 899_999 })],
    ['came when they came', target(), returned({ joinedAt: 900_000 })],
    ['came at a time that nobody knows', target(), returned({ joinedAt: null })],
    [
      'was not seen coming',
      target(),
      { ...target({ joinedAt: 1_000_200 }), participantId: 'ffff0002' },
    ],
    ['was seen with others of that user id', target(), returned({ shared: true })],
    ['has a user id that had been seen on two', target({ shared: true }), returned()],
    ['has a user id that two had when they were shown', target({ sharedBy: 2 }), returned()],
  ])('F1: offers nobody in their place who %s', (_, shown, other) => {
    expect(recheck(shown, look({ participants: [other] }))).toEqual({
      target: { ...shown, participantId: null },
      changes: ['gone'],
    });
  });

  it.each<[string, Partial<Target>, string[]]>([
    ['nobody’s user id says who it is', { userId: null }, ['reused']],
    ['the user id is of several', { shared: true }, ['reused']],
    ['the user id is of one', {}, []],
    ['the user id is another', { userId: 'auth0|other' }, ['user-id']],
  ])(
    'F3: a participant id that left and is here again may be somebody else’s where %s',
    (_, change, changes) => {
      const shown = target(change.userId === null ? { userId: null } : {});
      const now = target({ ...change, joinedAt: 1_000_100, seenComing: true });
      expect(recheck(shown, look({ participants: [now] }))).toEqual({ target: now, changes });
    },
  );

  it.each(['12345.0', '1.2345678901235e+17', 'true', 'table: 0x55f3a1b2', 'userdata: NULL'])(
    'F4: offers nobody in their place by a user id that a server made of something else: %s',
    (userId) => {
      const seen = look({ participants: [returned({ userId })] });
      expect(recheck(target({ userId }), seen).changes).toEqual(['gone']);
    },
  );

  it('never follows a name: the same name with another user id is somebody else', () => {
    const other = returned({ userId: 'auth0|innocent' });
    expect(recheck(target(), look({ participants: [other] }))).toEqual({
      target: target({ participantId: null }),
      changes: ['gone'],
    });
  });

  it('never follows two people who both have no user id', () => {
    const other = returned({ userId: null });
    const { changes } = recheck(target({ userId: null }), look({ participants: [other] }));
    expect(changes).toEqual(['gone']);
  });

  it.each<[string, Look['elsewhere'][number], string[]]>([
    ['by the participant id', { participantId: '1bcd2345', userId: null, room: 'B' }, ['moved']],
    ['by the user id', { participantId: 'x', userId: 'google-oauth2|1140', room: 'B' }, ['moved']],
    [
      'not by an id that another has',
      { participantId: '1bcd2345', userId: 'o', room: 'B' },
      ['gone'],
    ],
    ['not by no id at all', { participantId: 'x', userId: null, room: 'B' }, ['gone']],
  ])('F6: finds somebody in another room of the meeting %s', (_, other, changes) => {
    const found = recheck(target(), look({ participants: [], elsewhere: [other] }));
    expect(found.changes).toEqual(changes);
    expect(found.target.participantId).toBeNull();
    expect(found.target.elsewhere).toEqual(changes[0] === 'moved' ? { room: 'B' } : undefined);
  });

  it('F6: offers nobody who has just come in the place of somebody who is in another room', () => {
    const there = { participantId: 'x', userId: 'google-oauth2|1140', room: null };
    const seen = look({ participants: [returned()], elsewhere: [there] });
    expect(recheck(target(), seen).changes).toEqual(['moved']);
  });

  it('F1: takes nobody in another room for somebody who shared their user id', () => {
    const other = { participantId: 'x', userId: 'google-oauth2|1140', room: 'B' };
    const seen = look({ participants: [], elsewhere: [other] });
    expect(recheck(target({ shared: true }), seen).changes).toEqual(['gone']);
  });

  it.each([
    ['does not answer', null],
    ['has lost the network', look({ phase: 'lost' })],
    ['is joining again', look({ phase: 'joining', participants: [] })],
  ])('does not say that the person is gone when the page %s', (_, seen) => {
    expect(recheck(target(), seen)).toEqual({ target: target(), changes: ['unseen'] });
  });

  it.each([
    ['participant id', target({ participantId: 'aaaa0001', userId: 'x' }), 'ban'],
    ['participant id', target({ participantId: 'aaaa0001', userId: 'x' }), 'remove'],
    ['user id', target({ participantId: null, userId: 'auth0|host' }), 'ban'],
  ] as const)('refuses the host themselves, known by %s, in a %s', (_, me, kind) => {
    expect(recheck(me, look(), kind).changes).toEqual(['yourself']);
  });

  it('F1: a ban of somebody with the host’s user id, with spaces that Jitsi trims, would meet the host; a removal does not', () => {
    const twin = target({ userId: ' auth0|host ' });
    const seen = look({ participants: [twin] });
    expect(recheck(twin, seen).changes).toEqual(['meets-you']);
    expect(recheck(twin, seen, 'remove')).toEqual(same(twin));
  });

  it('lets a user id through that is banned by hand and not here', () => {
    const manual = target({ participantId: null, userId: 'u-2210', name: null });
    expect(recheck(manual, look())).toEqual(same(manual));
  });
});
