// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEPARTED_FOR } from '~/utils/meeting/leave';
import { EMPTY_ROSTER, type Roster, updateRoster } from '~/utils/meeting/roster';
import type { Participant, Snapshot } from '~/utils/meeting/snapshot';
import { participant, snapshot } from './snapshots';

const here = (...people: (string | Participant)[]): Snapshot =>
  snapshot({ participants: people.map((p) => (typeof p === 'string' ? participant(p) : p)) });

/** Plays snapshots one second apart. */
function play(...snapshots: Snapshot[]): Roster {
  return snapshots.reduce((roster, one, i) => updateRoster(roster, one, i * 1000), EMPTY_ROSTER);
}

const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
const find = (roster: Roster, id: string) => roster.people.find((one) => one.id === id);

describe('the roster', () => {
  it('has me first and says since when people are here', () => {
    const roster = play(here('a'), here('a', 'b'));
    expect(ids(roster.people)).toEqual(['me', 'a', 'b']);
    expect(roster.people.map(({ joinedAt }) => joinedAt)).toEqual([0, 0, 1000]);
    expect(roster.people[0]).toMatchObject({ me: true, role: 'moderator', kind: 'person' });
  });

  it('lists who left, newest first, with when', () => {
    const roster = play(here('a', 'b', 'c'), here('b', 'c'), here('c'));
    expect(roster.leaves).toMatchObject([
      { id: 'b', userId: 'user-b', leftAt: 2000, joinedAt: 0, witnessed: true, backAs: null },
      { id: 'a', leftAt: 1000 },
    ]);
  });

  it('forgets departures after a quarter of an hour, also while I am away', () => {
    const roster = play(here('a'), here());
    expect(updateRoster(roster, here(), 1000 + DEPARTED_FOR - 1).leaves.length).toBe(1);
    expect(updateRoster(roster, here(), 1000 + DEPARTED_FOR).leaves).toEqual([]);
    const left = snapshot({ phase: 'left', me: null });
    expect(updateRoster(roster, left, 1000 + DEPARTED_FOR).leaves).toEqual([]);
  });

  it.each(['leaving', 'left', 'lost', 'joining'] as const)(
    'does not take my own %s for everybody leaving',
    (phase) => {
      const roster = play(here('a', 'b'), snapshot({ phase, me: null, roomJid: null }));
      expect(roster.people).toEqual([]);
      expect(roster.leaves).toEqual([]);
    },
  );

  it('knows people again after a lost connection, and who left meanwhile, without having seen it', () => {
    const lost = snapshot({ phase: 'lost', me: null, roomJid: null });
    const me = { id: 'me2', name: 'Host', userId: 'host', role: 'moderator' } as const;
    const roster = play(here('a', 'b'), lost, { ...here('a'), me });
    expect(find(roster, 'a')?.joinedAt).toBe(0);
    expect(roster.leaves).toMatchObject([{ id: 'b', leftAt: 2000, witnessed: false }]);
  });

  it('takes nobody for having just spoken when the connection is back', () => {
    const lost = snapshot({ phase: 'lost', me: null, roomJid: null });
    const before = play({ ...here('a', 'b'), speaker: 'a' }, lost, lost);
    const after = updateRoster(before, { ...here('a', 'b'), speaker: 'b' }, 60_000);
    expect(find(after, 'a')).toMatchObject({ speaking: false, spokeAt: 1000 });
    expect(find(after, 'b')).toMatchObject({ speaking: true, spokeAt: 0 });
  });

  it('does not take a move to a breakout room for others leaving, nor the way back', () => {
    const breakout = { roomJid: 'x@breakout.8x8.vc', breakout: true };
    const roster = play(here('a', 'b'), { ...here('c'), ...breakout }, here('a', 'b'));
    expect(roster.leaves).toEqual([]);
  });

  it.each<[string, Partial<Snapshot>]>([
    ['is over the cap', { more: 3 }],
    ['cannot be read', { blind: ['participants'] }],
  ])('claims no departures from a list that %s', (_why, more) => {
    expect(play(here('a', 'b'), { ...here('a'), ...more }).leaves).toEqual([]);
  });

  it('links somebody who comes back under a new id by the user id', () => {
    const back = participant('a2', { userId: ' user-a' });
    const roster = play(here('a'), here(), here(back));
    expect(roster.leaves).toMatchObject([{ id: 'a', backAs: 'a2' }]);
    expect(find(roster, 'a2')?.returned).toBe(true);
    const gone = updateRoster(roster, here(), 3000);
    expect(gone.leaves).toMatchObject([{ id: 'a2', leftAt: 3000, backAs: null }]);
    expect(gone.leaves).toHaveLength(1);
  });

  it('links a rejoin within one snapshot, and one under the same id', () => {
    const back = participant('a2', { userId: 'user-a' });
    expect(play(here('a'), here(back)).leaves).toMatchObject([{ id: 'a', backAs: 'a2' }]);
    expect(play(here('a'), here(), here('a')).leaves).toMatchObject([{ backAs: 'a' }]);
  });

  it('F1: links nobody by a user id that two were seen to have, also long after one has left', () => {
    const roster = play(
      here(guest('a'), guest('b')),
      here(guest('b')),
      here(guest('b'), guest('c')),
    );
    expect(roster.leaves).toMatchObject([{ id: 'a', shared: true, backAs: null }]);
    expect(find(roster, 'c')).toMatchObject({ returned: false, shared: true });
    const alone = play(here(guest('a'), guest('b')), here(), here(guest('d')));
    expect(alone.leaves.map(({ backAs }) => backAs)).toEqual([null, null]);
    expect(find(alone, 'd')).toMatchObject({ sharing: 1, shared: true, returned: false });
  });

  it('F1: forgets that somebody is back when another comes with the same user id', () => {
    const before = play(here(guest('a')), here(), here(guest('b')));
    expect(find(before, 'b')?.returned).toBe(true);
    const after = updateRoster(before, here(guest('b'), guest('c')), 3000);
    expect(find(after, 'b')?.returned).toBe(false);
    expect(after.leaves).toMatchObject([{ id: 'a', backAs: null }]);
  });

  it('F6: takes who is in another room for one who moves, and after three seconds for two', () => {
    const there = { id: 'x', name: 'G', userId: 'guest', role: 'none', room: 'T' } as const;
    const both = { ...here(guest('a')), elsewhere: 1, others: [there] };
    const moving = play(here(), both);
    expect(find(moving, 'a')?.shared).toBe(false);
    expect(find(updateRoster(moving, both, 3999), 'a')?.shared).toBe(false);
    expect(find(updateRoster(moving, both, 4000), 'a')?.shared).toBe(true);
    // It was one: gone from the other list in time.
    const moved = updateRoster(moving, here(guest('a')), 3000);
    expect(find(updateRoster(moved, both, 4000), 'a')?.shared).toBe(false);
  });

  it('F6: says where somebody is who left for another room, and keeps no leave of who is back from it', () => {
    const there = { id: 'a', name: 'A', userId: null, role: 'none', room: 'T' } as const;
    const moved = play(here('a', 'b'), { ...here('b'), elsewhere: 1, others: [there] });
    expect(moved.leaves).toMatchObject([{ id: 'a', movedAs: 'a', backAs: null }]);
    expect(moved.elsewhere).toEqual([{ ...there, since: 1000, userId: 'user-a', assumed: true }]);
    const back = updateRoster(moved, here('b', participant('a9', { userId: 'user-a' })), 3000);
    expect(back.leaves).toEqual([]);
    expect(find(back, 'a9')?.returned).toBe(false);
    const gone = updateRoster(moved, here('b'), 3000);
    expect(gone.leaves).toMatchObject([{ id: 'a', movedAs: null, backAs: null }]);
  });

  const room = { roomJid: 'x@breakout.8x8.vc', breakout: true };
  const guest = (id: string) => participant(id, { userId: 'guest' });

  it('F3: gives nobody in another room the user id of somebody whose participant id they chose', () => {
    const there = { id: 'a', name: 'M', userId: null, role: 'none', room: 'T' } as const;
    const others = { elsewhere: 1, others: [there] };
    const roster = play(
      { ...here('a', 'b'), ...others },
      { ...here('a', 'b', 'c'), ...others },
      { ...here('a', 'b', 'd'), ...others },
      { ...here('a', 'b', 'e'), ...others },
      { ...here('a', 'b', 'f'), ...others },
      { ...here('b'), ...others },
    );
    expect(roster.elsewhere[0]?.userId).toBeNull();
    expect(roster.leaves.find(({ id }) => id === 'a')).toMatchObject({ movedAs: null });
  });

  it('F1: knows that a user id is of two after a time in which the page had nothing new to say', () => {
    const there = { id: 'x', name: 'A', userId: 'guest', role: 'none', room: 'T' } as const;
    const others = { elsewhere: 1, others: [there] };
    const quiet = updateRoster(EMPTY_ROSTER, { ...here(guest('a')), ...others }, 0);
    const after = updateRoster(quiet, { ...here(), ...others }, 600_000);
    expect(after.leaves).toMatchObject([{ id: 'a', movedAs: null }]);
  });

  it('F3: takes nobody for back who has an id of somebody who left, and no user id of their own', () => {
    const nobody = participant('a', { userId: null });
    expect(play(here(nobody), here(), here(nobody)).leaves).toMatchObject([{ backAs: null }]);
    const shared = play(
      here(guest('a'), guest('b')),
      here(guest('b')),
      here(guest('b'), guest('a')),
    );
    expect(shared.leaves).toMatchObject([{ id: 'a', backAs: null }]);
    expect(find(shared, 'a')?.returned).toBe(false);
  });

  it('F6: takes nobody for back whom I meet in a room that I come to', () => {
    const roster = play(here(guest('a'), 'b'), here('b'), { ...here(guest('c')), ...room });
    expect(roster.leaves).toMatchObject([{ id: 'a', backAs: null }]);
    expect(find(roster, 'c')).toMatchObject({ returned: false, seenComing: false });
    const later = updateRoster(roster, { ...here(guest('c'), 'd'), ...room }, 5000);
    expect(find(later, 'd')?.seenComing).toBe(true);
  });

  it('notices who leaves another room in which the same people were', () => {
    const moved = play(here('a', 'b'), { ...here('a', 'b'), ...room });
    expect(updateRoster(moved, { ...here('b'), ...room }, 5000).leaves).toMatchObject([
      { id: 'a' },
    ]);
  });

  it('remembers since when people are here while the list cannot be read', () => {
    const roster = play(here('a'), { ...here(), blind: ['participants'] }, here('a'));
    expect(find(roster, 'a')).toMatchObject({ joinedAt: 0 });
    expect(roster.leaves).toEqual([]);
  });

  it('has somebody in another room once, and each room’s own ids', () => {
    const at = (name: string) =>
      ({ id: 'x', name: 'N', userId: null, role: 'none', room: name }) as const;
    const roster = play({ ...here(), elsewhere: 3, others: [at('A'), at('A'), at('B')] });
    expect(roster.elsewhere.map(({ room: name }) => name)).toEqual(['A', 'B']);
  });

  it('never links people without a user id', () => {
    const guest = (id: string) => participant(id, { userId: null });
    const roster = play(here(guest('a')), here(), here(guest('b')));
    expect(roster.leaves).toMatchObject([{ id: 'a', backAs: null }]);
    expect(find(roster, 'b')).toMatchObject({ returned: false, sharing: 0 });
  });

  it('says how many people a ban would meet, and whether I am one of them', () => {
    const twin = participant('b', { userId: 'user-a ' });
    const mine = participant('c', { userId: 'host' });
    const roster = play(here('a', twin, mine));
    expect(find(roster, 'a')).toMatchObject({ sharing: 2, sharesMine: false });
    expect(find(roster, 'b')).toMatchObject({ sharing: 2 });
    expect(find(roster, 'c')).toMatchObject({ sharing: 2, sharesMine: true });
    expect(find(roster, 'me')).toMatchObject({ sharing: 2, sharesMine: false });
  });

  it('keeps unchanged people as the same objects', () => {
    const before = play(here('a', 'b', 'c'));
    const renamed = participant('b', { name: 'Other' });
    const after = updateRoster(before, here('a', renamed, 'd'), 1000);
    expect(find(after, 'a')).toBe(find(before, 'a'));
    expect(find(after, 'b')).not.toBe(find(before, 'b'));
    const again = updateRoster(after, here('a', renamed, 'd'), 2000);
    expect(again.people).toEqual(after.people);
    for (const [i, one] of again.people.entries()) expect(one).toBe(after.people[i]);
  });

  it('follows what is said of somebody while nobody comes or goes', () => {
    const before = play(here('a', 'b'), here('b'), here('a', 'b'));
    const hand = { ...participant('b', { name: 'Other' }), hand: true } as const;
    const after = updateRoster(before, here('a', hand), 5000);
    expect(find(after, 'a')).toBe(find(before, 'a'));
    expect(find(after, 'a')).toMatchObject({ joinedAt: 2000, returned: true });
    expect(find(after, 'b')).toMatchObject({ name: 'Other', hand: true, joinedAt: 0, sharing: 1 });
    expect(after.known.get('b')).toBe(find(after, 'b'));
    expect(after.leaves).toEqual(before.leaves);
    const me = { ...snapshot().me, id: 'me', name: 'New', userId: 'host', role: 'none' } as const;
    const renamed = updateRoster(after, { ...here('a', hand), me }, 6000);
    expect(renamed.people[0]).toMatchObject({ name: 'New', role: 'none', me: true, joinedAt: 0 });
    expect(find(updateRoster(renamed, here('a'), 7000), 'b')).toBeUndefined();
  });

  it('sees a new user id of somebody who stays, and another order', () => {
    const before = play(here('a', 'b'));
    const twin = participant('b', { userId: 'user-a' });
    const after = updateRoster(before, here('a', twin), 1000);
    expect(after.people.map(({ sharing }) => sharing)).toEqual([1, 2, 2]);
    expect(ids(updateRoster(after, here(twin, 'a'), 2000).people)).toEqual(['me', 'b', 'a']);
  });

  it('has one row an id, even if the page repeats ids or lists me', () => {
    const roster = play(here('a', participant('a', { name: 'Twin' }), 'me'));
    expect(ids(roster.people)).toEqual(['me', 'a']);
  });

  it('agrees with a plain model over any comings and goings', () => {
    type Step = { away: boolean; present: string[] };
    const step = fc.record<Step>({
      away: fc.boolean(),
      present: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e')),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let roster = EMPTY_ROSTER;
        let last = new Set<string>();
        const since = new Map<string, number>();
        const gone = new Set<string>();
        steps.forEach(({ away, present }, now) => {
          const seen = away ? snapshot({ phase: 'lost', me: null }) : here(...present);
          roster = updateRoster(roster, seen, now);
          if (away) {
            expect(roster.people).toEqual([]);
            return;
          }
          for (const id of last) {
            if (present.includes(id)) continue;
            gone.add(id);
            since.delete(id);
          }
          for (const id of present) if (!since.has(id)) since.set(id, now);
          last = new Set(present);
          expect(ids(roster.people)).toEqual(['me', ...present]);
          for (const one of roster.people.slice(1)) expect(one.joinedAt).toBe(since.get(one.id));
          for (const one of roster.leaves) {
            expect(one.backAs).toBe(last.has(one.id) ? one.id : null);
          }
        });
        expect(ids(roster.leaves).sort()).toEqual([...gone].sort());
      }),
      { numRuns: 500 },
    );
  });
});
