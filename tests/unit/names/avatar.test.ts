import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast } from '~/tests/unit/contrast';
import { avatarColours, initials } from '~/utils/names/avatar';

describe('the circle of somebody', () => {
  it.each([
    ['Ann Baker', 'AB'],
    ['ann', 'A'],
    ['Maria del Carmen', 'MD'],
    ['(guest) Zoe', 'GZ'],
    ['+49 30 123456', '+3'],
    ['ann.baker@example.com', 'AB'],
    ['Hana-Sue_Kim', 'HS'],
    ["Jean d'Arc", 'JD'],
    ['👨‍👩‍👧 Fam', '👨‍👩‍👧F'],
    ['王小明', '王'],
    ['\u202Ebob', ''],
    ['\u202E bob', 'B'],
    ['!!!', '!'],
    [null, ''],
  ])('of %j has the letters %j, as on the tile', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });

  it.each([
    ['BK', '#4380e2'],
    ['Mallory', '#238561'],
    ['Ann Kim', '#73348c'],
    ['', '#6a50d3'],
  ])('of %j has the colour %s', (name, expected) => {
    expect(avatarColours(name).fill).toBe(expected);
  });

  it('has letters that can be read on its colour, at least 3:1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const { fill, ink } = avatarColours(name);
        expect(contrast(fill, ink)).toBeGreaterThanOrEqual(3);
      }),
    );
  });
});
