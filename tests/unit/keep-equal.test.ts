// @vitest-environment node
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepEqual } from '~/utils/keep-equal';

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
