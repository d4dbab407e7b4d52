// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type SortBy, usualOrder } from '~/utils/meeting/orders';
import { EMPTY_ROSTER, updateRoster } from '~/utils/meeting/roster';
import { searchRoster, sortRoster } from '~/utils/meeting/roster-view';
import type { Participant } from '~/utils/meeting/snapshot';
import { fold } from '~/utils/names/confusables';
import { participant, snapshot } from './snapshots';

afterEach(() => vi.restoreAllMocks());

const first = [
  participant('1', { name: 'Zoe', role: 'moderator' }),
  participant('2', { name: 'émile', userId: 'Auth0|77' }),
  participant('3', { name: null, userId: null }),
  participant('4', { name: 'Guest 10' }),
  participant('5', { name: 'Guest 9' }),
];
const people = (list: Participant[], more: Participant[] = []) => {
  const before = updateRoster(EMPTY_ROSTER, snapshot({ participants: list }), 0);
  return updateRoster(before, snapshot({ participants: [...list, ...more] }), 1000).people;
};
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join(' ');

describe('the list is sorted', () => {
  const all = people(first, [participant('6', { name: 'Late' })]);
  it.each<[SortBy, string]>([
    ['name', '2 5 4 6 1 3 me'],
    ['joined', '6 2 5 4 1 3 me'],
    ['role', '1 2 5 4 6 3 me'],
  ])('by %s, nameless last among equals, me last of all', (by, expected) => {
    expect(ids(sortRoster(all, by, { locale: 'en' }))).toBe(expected);
  });
});

describe('the order by what people do', () => {
  const media = [
    participant('1', { name: 'Ann' }),
    participant('2', { name: 'Ben', share: true }),
    participant('3', { name: 'Cleo' }),
    participant('4', { name: 'Dan' }),
    participant('5', { name: 'Eve' }),
  ];
  let roster = EMPTY_ROSTER;
  const said: [number, string | null, Participant[]][] = [
    [0, '3', media],
    [1000, '4', [...media, participant('6', { name: 'Late' })]],
  ];
  for (const [now, speaker, participants] of said) {
    roster = updateRoster(roster, snapshot({ participants, speaker }), now);
  }
  it('has who shares, who speaks, who has just spoken, and the newest on top', () => {
    expect(ids(sortRoster(roster.people, 'active', { locale: 'en', now: 2000 }))).toBe(
      '2 4 3 6 1 5 me',
    );
  });
  it('forgets who spoke more than a minute ago', () => {
    expect(ids(sortRoster(roster.people, 'active', { locale: 'en', now: 61_000 }))).toBe(
      '2 4 6 1 3 5 me',
    );
  });
  it.each<SortBy>(['active', 'joined', 'name', 'role'])('%s has who was banned on top', (by) => {
    const pinned = new Set(['5', 'me']);
    expect(ids(sortRoster(roster.people, by, { pinned }))).toMatch(/^5 .* me$/);
  });
  it('is the newest first in a room of more than twelve, and else by name', () => {
    expect([12, 13].map(usualOrder)).toEqual(['name', 'joined']);
  });
  it('keeps everybody else the same object when another one speaks', () => {
    const participants = [...media, participant('6', { name: 'Late' })];
    const next = updateRoster(roster, snapshot({ participants, speaker: '1' }), 3000);
    const changed = next.people.filter((one, i) => one !== roster.people[i]);
    expect(ids(changed)).toBe('1 4');
    expect(changed.map(({ speaking, spokeAt }) => [speaking, spokeAt])).toEqual([
      [true, 0],
      [false, 3000],
    ]);
    expect(next.known.get('4')?.spokeAt).toBe(3000);
  });
});

it('F26: a list without names is sorted by the ids that stand for them', () => {
  const without = (id: string, userId: string | null) => participant(id, { name: null, userId });
  const all = people([
    without('c', 'user-2'),
    without('b', 'user-10'),
    participant('n', { name: 'Zoe' }),
    without('user-3', null),
  ]);
  expect(ids(sortRoster(all, 'name', { locale: 'en' }))).toBe('n c user-3 b me');
});

it('F5: search finds the name of the token too', () => {
  const weber = participant('w', { name: 'Dr. Weber', tokenName: 'Mallory' });
  expect(ids(searchRoster(people([weber, participant('2')]), 'mallory'))).toBe('w');
});

describe('search finds', () => {
  const all = people([
    ...first,
    participant('7', { name: 'B\u200Bob \u202Ed' }),
    participant('8', { name: 'ŁUKASZ Straße' }),
    participant('9', { name: 'محمد' }),
    participant('10', { name: 'İpek' }),
    participant('11', { name: 'Ｆｕｌｌ' }),
    participant('12', { name: 'Nguyễn'.normalize('NFD') }),
  ]);
  it.each([
    ['', 'me 1 2 3 4 5 7 8 9 10 11 12'],
    ['  ', 'me 1 2 3 4 5 7 8 9 10 11 12'],
    ['EMILE', '2'],
    ['Émile', '2'],
    ['auth0|77', '2'],
    ['9 guest', '5'],
    ['bob', '7'],
    ['lukasz strasse', '8'],
    ['محمد', '9'],
    ['ipek', '10'],
    ['full', '11'],
    ['nguyen', '12'],
    ['nobody', ''],
    ['.*', ''],
  ])('for "%s": %s', (query, expected) => {
    expect(ids(searchRoster(all, query))).toBe(expected);
  });

  it('no match that spans name and id', () => {
    expect(searchRoster([{ id: 'cd', name: 'ab', userId: null }], 'abcd')).toEqual([]);
  });

  it('and 500 people are folded once each, and the order of the language is made once', () => {
    const many = people(
      Array.from({ length: 500 }, (_, i) => participant(`${i}`, { name: `Pérson ${i % 97}` })),
    );
    const folded = vi.spyOn(String.prototype, 'normalize');
    const look = (query: string) => {
      folded.mockClear();
      const found = searchRoster(many, query);
      sortRoster(many, 'name', { locale: 'en' });
      return { found: found.length, folded: folded.mock.calls.length };
    };
    expect(look('nobody').folded).toBeGreaterThanOrEqual(500);
    vi.spyOn(Intl, 'Collator').mockImplementation(() => {
      throw new Error('the order of the language is made once more');
    });
    expect(look('person')).toEqual({ found: 500, folded: 0 });
    expect(look('person nobody')).toEqual({ found: 0, folded: 0 });
  });
});

describe('folding', () => {
  it.each([
    ['ΣΊΣΥΦΟΣ', 'σισυφοσ'],
    ['Σίσυφος', 'σισυφοσ'],
    ['ﬁn', 'fin'],
    ['Ærø', 'aero'],
  ])('%s is %s', (text, expected) => {
    expect(fold(text)).toBe(expected);
  });
});
