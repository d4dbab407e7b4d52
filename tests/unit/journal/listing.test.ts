// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { target } from '~/tests/unit/actions/samples';
import type { Action } from '~/utils/journal/action';
import { byDay, dayOf, find, listed } from '~/utils/journal/listing';
import { NO_FILTER, searchable } from '~/utils/journal/search';
import { AT, ended } from './activity-samples';

const request = crypto.randomUUID();
const ofMany = (name: string, change: Partial<Action> = {}) =>
  ended({ request, target: target({ name }), ...change });

const first = ended({ target: target({ name: 'First' }) });
const people = [ofMany('Ann'), ofMany('Bob', { state: 'cancelled' })];
const last = ended({ target: target({ name: 'Last' }), state: 'expired' });
/** Another record lies between those of the request, as it may where all have one time. */
const lines = listed([people[0], first, people[1], last].map((one) => searchable(one as Action)));

const names = (text: string, hides = true, more = {}) => {
  const { found, hidden } = find(lines, { ...NO_FILTER, text, ...more }, hides);
  return [
    found.map(({ matching }) => matching.map(({ action }) => action.target?.name).join('+')),
    hidden,
  ];
};

describe('the lines of the activity', () => {
  it('are one a request, where its first record is', () => {
    expect(lines.map(({ entries }) => entries.length)).toEqual([2, 1, 1]);
    expect(names('')).toEqual([['Ann+Bob', 'First'], 1]);
  });

  it('leave out only what nothing was sent of, and say how much that is', () => {
    expect(names('', false)).toEqual([['Ann+Bob', 'First', 'Last'], 0]);
    expect(names('last')).toEqual([[], 1]);
    expect(names('bob')).toEqual([['Bob'], 0]);
  });

  it('leave nothing out where what was not sent is asked for', () => {
    expect(names('', true, { outcome: 'not-sent' })).toEqual([['Bob', 'Last'], 0]);
  });

  it('say which of many people match', () => {
    expect(names('ann')).toEqual([['Ann'], 0]);
    expect(names('nobody at all')).toEqual([[], 0]);
  });
});

describe('the days of the activity', () => {
  it('hold what was asked for on them, by the time of this place', () => {
    const at = (day: number, hour: number) =>
      ended({ stagedAt: new Date(2026, 10, day, hour).getTime() });
    const all = [at(13, 0), at(12, 23), at(12, 0), ended({ stagedAt: 1e300 })];
    const { found } = find(listed(all.map(searchable)), NO_FILTER, true);
    expect(byDay(found).map(({ day, found: own }) => [day, own.length])).toEqual([
      ['2026-11-13', 1],
      ['2026-11-12', 2],
      ['', 1],
    ]);
    expect(dayOf(AT)).toMatch(/^2026-11-1[123]$/);
  });
});
