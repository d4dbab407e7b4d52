// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { haveSameItems, keepEqual } from '~/utils/keep-equal';

describe('what has not changed', () => {
  it('stays the object that it was', () => {
    const before = { left: 1, boxes: [{ top: 2 }] };
    expect(keepEqual(before, { left: 1, boxes: [{ top: 2 }] })).toBe(before);
  });

  it('is the new object where anything differs, and at first', () => {
    const now = { left: 1, boxes: [{ top: 3 }] };
    expect(keepEqual({ left: 1, boxes: [{ top: 2 }] }, now)).toBe(now);
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
    expect(haveSameItems([a, b], [a, b])).toBe(true);
    expect(haveSameItems([a, b], [b, a])).toBe(false);
    expect(haveSameItems([a], [a, b])).toBe(false);
    expect(haveSameItems([a, b], [a])).toBe(false);
    expect(haveSameItems([a], [{ id: 'a' }])).toBe(false);
    expect(haveSameItems([a], [{ id: 'a' }], (x, y) => x.id === y.id)).toBe(true);
  });
});
