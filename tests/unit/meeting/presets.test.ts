import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areNamesAlike, choose, isChosenBy, isOffered, PRESETS } from '~/utils/meeting/presets';
import { looksLike } from '~/utils/names/confusables';

const NOW = 1_000_000_000;
const MINUTE = 60_000;

function one(change: Partial<Parameters<typeof isChosenBy>[1]> = {}) {
  return {
    name: 'Mallory',
    userId: 'auth0|mallory',
    role: 'participant',
    joinedAt: NOW,
    seenComing: true,
    ...change,
  };
}
const given = { like: one(), now: NOW };

describe('joined in the last minutes', () => {
  it.each([
    ['joined2', 2],
    ['joined5', 5],
    ['joined10', 10],
  ] as const)('%s goes back to the minute, and no further', (preset, minutes) => {
    const joinedAt = NOW - minutes * MINUTE;
    expect(isChosenBy(preset, one({ joinedAt }), given)).toBe(true);
    expect(isChosenBy(preset, one({ joinedAt: joinedAt - 1 }), given)).toBe(false);
  });

  it('is nobody who was there when Gavel began to look: the friends before a reload', () => {
    const { seenComing: _, ...friend } = one();
    expect(isChosenBy('joined10', friend, given)).toBe(false);
    expect(isChosenBy('joined10', { ...friend, seenComing: false }, given)).toBe(false);
  });
});

describe('a way of choosing', () => {
  it.each(PRESETS)('%s takes no moderator', (preset) => {
    const person = one({ userId: preset === 'noUserId' ? null : 'auth0|mallory' });
    expect(isChosenBy(preset, person, given)).toBe(true);
    expect(isChosenBy(preset, { ...person, role: 'moderator' }, given)).toBe(false);
  });

  it('without anybody to go by takes nobody by user ID or name', () => {
    const nobody = { like: null, now: NOW };
    const nameless = { like: one({ name: null, userId: null }), now: NOW };
    for (const preset of ['sameUserId', 'nameLike'] as const) {
      expect(isChosenBy(preset, one(), nobody)).toBe(false);
      expect(isChosenBy(preset, one({ name: null, userId: null }), nameless)).toBe(false);
      expect(isOffered(preset, [one()], null)).toBe(false);
      expect(isOffered(preset, [one()], nameless.like)).toBe(false);
      expect(isOffered(preset, [one()], one())).toBe(true);
    }
  });

  it('by a missing user ID says nothing where nobody has one', () => {
    const without = one({ userId: null });
    expect(isOffered('noUserId', [without, without], null)).toBe(false);
    expect(isOffered('noUserId', [without, one()], null)).toBe(true);
  });
});

describe('a name like another', () => {
  it.each([
    ['Mallory 7', 'Mallory'],
    ['Mallory 7', 'mallory_23'],
    ['[12] Mallory', 'MALLORY-3'],
    ['Mallory٣', 'Mallory 7'],
    ['Mаllоry 1', 'Mallory 2'],
    ['Ma11ory 9', 'Mallory'],
    ['Guest 4711', 'guest4712'],
  ])('%s is like %s', (a, b) => {
    expect(areNamesAlike(a, b)).toBe(true);
  });

  it.each([
    ['Mallory', 'Mallory Jones'],
    ['Guest 1', '1'],
    ['+49 30 1234567', '+49 30 7654321'],
    ['4711', '4712'],
    ['Ann', 'Anna'],
  ])('%s is not like %s', (a, b) => {
    expect(areNamesAlike(a, b)).toBe(false);
  });

  it('is like it in both directions', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(areNamesAlike(a, b)).toBe(areNamesAlike(b, a));
        expect(areNamesAlike(a, a)).toBe(true);
      }),
    );
  });

  it('stays like it whatever number is put to it', () => {
    const names = fc
      .stringMatching(/^\p{L}{2,20}$/u)
      // Some letters are not to be seen.
      .filter((name) => /\p{L}/u.test(looksLike(name)));
    const between = fc.constantFrom(' ', '_', '-', '.', '');
    fc.assert(
      fc.property(names, fc.nat(), between, (name, number, separator) => {
        expect(areNamesAlike(name, `${name}${separator}${number}`)).toBe(true);
        expect(areNamesAlike(name, `${number}${separator}${name}`)).toBe(true);
      }),
    );
  });
});

describe('choosing by several ways', () => {
  const early = one({ joinedAt: NOW - 4 * MINUTE });
  const people = [
    ['late', one()],
    ['early', early],
    ['nameless', one({ userId: null, name: 'Bob', seenComing: false })],
    ['mod', one({ role: 'moderator' })],
  ] as const;
  const by = (before: Parameters<typeof choose>[0], preset: Parameters<typeof choose>[1]) =>
    choose(before, preset, people, { ...given, like: null });

  it('adds them up, and keeps of each why they were chosen first', () => {
    const byHand = new Map([['late', null]]);
    const next = by(by(byHand, 'joined5'), 'noUserId');
    expect([...next]).toEqual([
      ['late', null],
      ['early', 'joined5'],
      ['nameless', 'noUserId'],
    ]);
  });

  it('has a span of time take the place of another one', () => {
    const next = by(by(new Map([['mod', null]]), 'joined5'), 'joined2');
    expect([...next]).toEqual([
      ['mod', null],
      ['late', 'joined2'],
    ]);
  });

  it('leaves nobody else chosen by everyone except moderators', () => {
    const next = by(by(new Map([['mod', null]]), 'noUserId'), 'exceptModerators');
    expect([...next]).toEqual([
      ['nameless', 'noUserId'],
      ['late', 'exceptModerators'],
      ['early', 'exceptModerators'],
    ]);
  });
});
