// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest';
import { APP_ID, ID, staged, target } from '~/tests/unit/actions/samples';
import { rawRoomSchema } from '~/utils/borders/schemas';
import type { Action } from '~/utils/journal/action';
import { matcherOf, NO_FILTER, searchable } from '~/utils/journal/search';
import { step, ended as withRandomId } from './activity-samples';

const room = (name: string): Action['meeting'] => ({
  appId: APP_ID,
  room: rawRoomSchema.parse(name),
});

/** Ids are searched too, and a random one may hold the digits that are looked for here. */
const ended = (change: Partial<Action>) => withRandomId({ id: ID, ...change });

const refused = {
  result: 'refused',
  code: 'not-allowed',
  status: 403,
  message: 'no feature',
} as const;
const jose = ended({ target: target({ name: 'José  Pérez' }), note: 'shouted twice' });
const ann = ended({
  target: target({ name: 'Ann', userId: 'auth0|61c0' }),
  meeting: room('%C3%9Cbung'),
});
const end = ended({
  kind: 'end-meeting',
  target: null,
  meeting: room('Weekly-Forum'),
  steps: [step('end-meeting', 'refused', refused)],
});
const half = ended({
  kind: 'remove',
  steps: [step('ban-user', 'accepted', {}), step('kick', 'failed', { ...refused, sent: false })],
});
const waiting = staged();
const all = [jose, ann, end, half, waiting].map(searchable);

afterEach(() => vi.restoreAllMocks());

const found = (filter: Partial<typeof NO_FILTER>) =>
  all.filter(matcherOf({ ...NO_FILTER, ...filter })).map(({ action }) => action);

describe('searching the activity', () => {
  it.each([
    ['jose', [jose]],
    ['JOSÉ perez', [jose]],
    ['twice pérez', [jose]],
    ['auth0|61', [ann]],
    ['übung', [ann]],
    ['ubung', [ann]],
    ['feature', [end, half]],
    ['403', [end, half]],
    ['1bcd2345 ann', [ann]],
    ['ann end', []],
    ['', [jose, ann, end, half, waiting]],
    ['   ', [jose, ann, end, half, waiting]],
    [APP_ID, [jose, ann, end, half, waiting]],
  ])('for %j finds it by every word, whatever the accents and the case', (text, expected) => {
    expect(found({ text })).toEqual(expected);
  });

  it('finds nothing over the end of one field and the start of the next', () => {
    expect(found({ text: 'ann\nauth0' })).toEqual([ann]);
    expect(found({ text: 'annauth0' })).toEqual([]);
  });

  it('filters by kind, and by what became of any step', () => {
    expect(found({ kind: 'end-meeting' })).toEqual([end]);
    expect(found({ outcome: 'accepted' })).toEqual([jose, ann, half]);
    expect(found({ outcome: 'not-done' })).toEqual([end, half]);
    expect(found({ outcome: 'not-sent' })).toEqual([half]);
    expect(found({ outcome: 'open' })).toEqual([waiting]);
    expect(found({ outcome: 'unknown' })).toEqual([]);
    expect(found({ kind: 'ban', outcome: 'accepted', text: 'ann' })).toEqual([ann]);
  });

  it('takes two spellings of a room for one meeting, as the server does', () => {
    const forum = searchable(jose).meeting;
    expect(found({ meeting: forum })).toEqual([jose, end, half, waiting]);
  });

  it('finds everything about one user id, as user ids compare, and nothing about one that only begins so', () => {
    const [own, spaced, longer] = ['auth0|61c0', ' auth0|61c0 ', 'auth0|61c01'].map((userId) =>
      searchable(ended({ target: target({ userId }) })),
    ) as [
      ReturnType<typeof searchable>,
      ReturnType<typeof searchable>,
      ReturnType<typeof searchable>,
    ];
    const isIt = matcherOf({ ...NO_FILTER, userId: 'auth0|61c0' });
    expect([own, spaced, longer, searchable(end)].filter(isIt)).toEqual([own, spaced]);
    const token = { userId: 'auth0|61c0', userName: null, room: null, expiresAt: null };
    expect(isIt(searchable(ended({ kind: 'ban-token', target: null, token })))).toBe(true);
  });

  it('finds what was asked for from one day to another, both of them whole, by the time of this place', () => {
    const at = (day: number, hour: number, minute: number) =>
      searchable(ended({ stagedAt: new Date(2026, 10, day, hour, minute).getTime() }));
    const [before, first, last, after] = [
      at(11, 23, 59),
      at(12, 0, 0),
      at(13, 23, 59),
      at(14, 0, 0),
    ];
    const days = (from: string, to: string) =>
      [before, first, last, after].filter(matcherOf({ ...NO_FILTER, from, to }));
    expect(days('2026-11-12', '2026-11-13')).toEqual([first, last]);
    expect(days('2026-11-12', '')).toEqual([first, last, after]);
    expect(days('', '2026-11-13')).toEqual([before, first, last]);
    expect(days('no day', '')).toHaveLength(4);
  });

  it('folds nothing but what was typed, however many records there are', () => {
    let texts = 0;
    const many = Array.from({ length: 1000 }, (_, at) => {
      const note = `nóte ${at}`;
      const one = searchable(ended({ note, target: target({ name: `Pérson ${at}` }) }));
      const watched = Object.defineProperty({ ...one }, 'text', {
        get: () => {
          texts += 1;
          return one.text;
        },
      });
      return Object.defineProperty(watched, 'action', {
        get: () => {
          throw new Error('a record is read again');
        },
      });
    });
    const folded = [
      vi.spyOn(String.prototype, 'normalize'),
      vi.spyOn(String.prototype, 'toLowerCase'),
    ];
    const counts = ['p', 'pé', 'person', 'PERSON 99', 'n9999', 'nobody at all'].map(
      (text) => many.filter(matcherOf({ ...NO_FILTER, text })).length,
    );
    expect([counts[0], counts[3], counts[5]]).toEqual([1000, 19, 0]);
    // Nine words were typed; one with an accent is taken apart and put together in some steps.
    expect(folded.flatMap(({ mock }) => mock.calls).length).toBeLessThan(20);
    expect(texts).toBeLessThanOrEqual(9 * many.length);
  });
});
