// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { KeptLeave, Leave } from '~/utils/meeting/leave';
import { EMPTY_ROSTER, restoreLeaves, updateRoster } from '~/utils/meeting/roster';
import { participant, snapshot } from './snapshots';

const NOW = 10_000_000;

function left(id: string, change: Partial<KeptLeave> = {}): KeptLeave {
  const { name, userId, role, kind } = participant(id);
  const times = { joinedAt: NOW - 120_000, leftAt: NOW - 60_000, witnessed: true };
  return { id, name, userId, role, kind, ...times, ...change };
}
const here = (...ids: string[]) =>
  updateRoster(EMPTY_ROSTER, snapshot({ participants: ids.map((id) => participant(id)) }), NOW);
const backs = (roster: { leaves: readonly Leave[] }) =>
  roster.leaves.map(({ id, backAs }) => [id, backAs]);

describe('departures that were kept', () => {
  it('come before the first snapshot and outlast it', () => {
    const roster = restoreLeaves(EMPTY_ROSTER, [left('b1')], NOW);
    const after = updateRoster(roster, snapshot({ participants: [participant('c1')] }), NOW);
    expect(backs(after)).toEqual([['b1', null]]);
  });

  it('are known as back by participant id or user id, then and later', () => {
    const kept = [left('b1'), left('b2', { userId: ' user-c1 ' }), left('b3')];
    expect(backs(restoreLeaves(here('b1', 'c1'), kept, NOW))).toEqual([
      ['b1', 'b1'],
      ['b2', 'c1'],
      ['b3', null],
    ]);
    const early = restoreLeaves(EMPTY_ROSTER, kept, NOW);
    const people = [participant('b9', { userId: 'user-b3' })];
    const after = updateRoster(early, snapshot({ participants: people }), NOW);
    expect(backs(after).at(-1)).toEqual(['b3', 'b9']);
    expect(after.people.find(({ id }) => id === 'b9')?.returned).toBe(true);
  });

  it('F1: are nobody else’s who has the same user id, where that was shared', () => {
    const kept = [left('b1', { userId: 'user-c1', shared: true })];
    expect(backs(restoreLeaves(here('c1'), kept, NOW))).toEqual([['b1', null]]);
    const people = [participant('c1')];
    const later = updateRoster(
      restoreLeaves(here(), kept, NOW),
      snapshot({ participants: people }),
      NOW,
    );
    expect(backs(later)).toEqual([['b1', null]]);
  });

  it('are not the host, whatever id the host had before', () => {
    const kept = [left('old-me', { userId: 'host' })];
    expect(backs(restoreLeaves(here(), kept, NOW))).toEqual([['old-me', null]]);
  });

  it('stand among those noticed since, newest first, once each', () => {
    const before = here('b1', 'c1');
    const roster = updateRoster(before, snapshot({ participants: [participant('c1')] }), NOW + 5);
    const kept = [left('b1'), left('b2', { leftAt: NOW + 9 }), left('b3')];
    expect(restoreLeaves(roster, kept, NOW + 9).leaves.map(({ id }) => id)).toEqual([
      'b2',
      'b1',
      'b3',
    ]);
  });

  it('are left out after a quarter of an hour', () => {
    const roster = here();
    const old = left('b1', { leftAt: NOW - 15 * 60_000 });
    expect(restoreLeaves(roster, [old], NOW)).toBe(roster);
  });
});
