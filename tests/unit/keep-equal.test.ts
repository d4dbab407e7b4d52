// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { haveSameItems, haveSameText, keepEqual } from '~/utils/keep-equal';

describe('what has not changed', () => {
  it('stays the object that it was', () => {
    const before = { left: 1, boxes: [{ top: 2 }] };
    expect(keepEqual(before, { left: 1, boxes: [{ top: 2 }] }, haveSameText)).toBe(before);
  });

  it('is the new object where anything differs, and at first', () => {
    const now = { left: 1, boxes: [{ top: 3 }] };
    expect(keepEqual({ left: 1, boxes: [{ top: 2 }] }, now, haveSameText)).toBe(now);
    expect(keepEqual(undefined, now)).toBe(now);
  });

  it('is judged by the comparison that is given', () => {
    const before = { id: 'a', seen: 1 };
    const now = { id: 'a', seen: 2 };
    expect(keepEqual(before, now, (a, b) => a.id === b.id)).toBe(before);
    expect(keepEqual(before, now, () => false)).toBe(now);
  });

  it('is a list of the same items in the same order', () => {
    const [a, b] = [{ id: 'a' }, { id: 'b' }];
    const sameId = (x: { id: string }, y: { id: string }) => x.id === y.id;
    expect(haveSameItems([a, b], [a, b], Object.is)).toBe(true);
    expect(haveSameItems([a, b], [b, a], Object.is)).toBe(false);
    expect(haveSameItems([a], [a, b], Object.is)).toBe(false);
    expect(haveSameItems([a, b], [a], Object.is)).toBe(false);
    expect(haveSameItems([a], [{ id: 'a' }], Object.is)).toBe(false);
    expect(haveSameItems([a], [{ id: 'a' }], sameId)).toBe(true);
  });
});

it.each<[string, object, object]>([
  ['nothing', {}, {}],
  ['the same values', { a: 1, b: 'x' }, { b: 'x', a: 1 }],
  ['the same elements', [1, 2], [1, 2]],
  ['a value that is undefined, and one that is missing', { a: 1, b: undefined }, { a: 1 }],
])('keeps an object that holds %s', (_, before, after) => {
  expect(keepEqual(before, after)).toBe(before);
});

it.each<[string, object | null | undefined, object]>([
  ['there was none', null, {}],
  ['there was none yet', undefined, []],
  ['a value differs', { a: 1 }, { a: 2 }],
  ['something came', { a: 1 }, { a: 1, b: 2 }],
  ['something went', { a: 1, b: 2 }, { a: 1 }],
  ['a list became longer', [1], [1, 2]],
  ['a list became shorter', [1, 2], [1]],
  ['the order differs', [1, 2], [2, 1]],
  ['what it holds is another object, however equal', { a: {} }, { a: {} }],
])('takes the new one where %s', (_, before, after) => {
  expect(keepEqual(before, after)).toBe(after);
});

it('keeps just what says the same', () => {
  const values = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 1 }));
  fc.assert(
    fc.property(values, values, (before, after) => {
      const same = ['a', 'b', 'c'].every((key) => before[key] === after[key]);
      expect(keepEqual(before, after)).toBe(same ? before : after);
    }),
  );
});
