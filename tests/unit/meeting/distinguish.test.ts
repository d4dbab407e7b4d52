// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputs } from '~/tests/depth';
import { distinguish } from '~/utils/meeting/labels';
import { looksLike } from '~/utils/names/confusables';
import { safeId, shortId } from '~/utils/names/safe-name';

describe('look-alike names', () => {
  it.each([
    ['Anna', 'Аnnа'], // Cyrillic А and а.
    ['Anna', 'ANNA '],
    ['Anna', 'Ánńa'],
    ['Anna', 'An\u200Bna'],
    ['Anna', 'Ａｎｎａ'],
    ['Anna', '𝐀𝐧𝐧𝐚'],
    ['Bill', 'BiII'],
    ['Bob', 'B0b'],
    ['Tom', 'Torn'],
    ['William', 'VVilliam'],
    ['Olga', 'Οlga'], // Greek Ο.
    ['Max', 'Мах'], // Cyrillic throughout.
    ['JOHN DOE', 'John-Doe'],
    ['MARTA', 'ᎷᎪᎡᎢᎪ'], // Cherokee.
    ['Marta', 'ᴍᴀʀᴛᴀ'], // Small capitals.
    ['Olga', 'Olɡɑ'], // Phonetic letters.
  ])('%s and %s look the same', (a, b) => {
    expect(looksLike(a)).toBe(looksLike(b));
  });

  it.each([
    ['Anna', 'Anne'],
    ['Павел', 'Pavel'],
    ['王', '玉'],
    ['Ann 1', 'Ann 2'],
    ['محمد', 'محمود'],
  ])('%s and %s do not', (a, b) => {
    expect(looksLike(a)).not.toBe(looksLike(b));
  });
});

const person = (id: string, name: string | null, userId: string | null = null) => ({
  id,
  name,
  userId,
});
const labels = (...people: ReturnType<typeof person>[]) =>
  [...distinguish(people).values()].map(({ full }) => full);

describe('any name', () => {
  /** Letters and what stands for them in names that imitate. */
  const IMITATIONS: Readonly<Record<string, string>> = {
    a: 'аɑαᴀ𝐚ａá',
    c: 'сϲᴄ𝐜ç',
    e: 'еᴇ𝑒ê',
    i: 'іιɩɪ1l|',
    k: 'кκᴋ𝓀',
    o: 'оοօ0ᴏö',
    p: 'рρᴘ',
    s: 'ѕ𝐬ş',
    x: 'хχ𝗑',
    y: 'уγʏý',
  };
  const letter = fc
    .constantFrom(...Object.keys(IMITATIONS))
    .chain((plain) =>
      fc.tuple(fc.constant(plain), fc.constantFrom(plain, ...(IMITATIONS[plain] ?? ''))),
    );

  it('looks like its imitation, letter by letter, in any case and with invisible ones between', () => {
    const between = fc.constantFrom('', '\u200B', '\u2060', '\u00AD', ' ');
    fc.assert(
      fc.property(fc.array(fc.tuple(letter, between), { minLength: 1 }), (letters) => {
        const plain = letters.map(([[one]]) => one).join('');
        const imitation = letters.map(([[, other], gap]) => other + gap).join('');
        expect(looksLike(imitation)).toBe(looksLike(plain));
        expect(looksLike(plain.toUpperCase())).toBe(looksLike(plain));
      }),
    );
  });
});

describe('two people are told apart', () => {
  it('not at all while their names differ', () => {
    expect(labels(person('1', 'Ann', 'u1'), person('2', 'Ben', 'u2'))).toEqual(['Ann', 'Ben']);
  });

  it('by their user ids, which stand in brackets behind the name', () => {
    expect(labels(person('1', 'Ann', 'u1'), person('2', 'Ann', 'u2'), person('3', 'Ben'))).toEqual([
      'Ann (u1)',
      'Ann (u2)',
      'Ben',
    ]);
  });

  it('by participant ids where the user id is the same or missing', () => {
    expect(labels(person('a1', 'Ann', 'u'), person('a2', 'Ann', 'u'), person('a3', 'Ann'))).toEqual(
      ['Ann (a1)', 'Ann (a2)', 'Ann (a3)'],
    );
  });

  it('also where names only look alike, by script or by what is invisible', () => {
    const map = distinguish([
      person('1', 'Anna', 'u1'),
      person('2', 'Аnnа', 'u2'),
      person('3', 'Anna\u200B', 'u3'),
    ]);
    expect([...map.values()].map(({ suffix, alike }) => [suffix, alike])).toEqual([
      ['u1', true],
      ['u2', true],
      ['u3', true],
    ]);
    expect(map.get('3')?.suspicious).toEqual(['\u200B']);
  });

  it('without a name by a short id, the user’s where there is one (F26)', () => {
    const people = [
      person('p1', null, 'u1'),
      person('p2', '  ', 'auth0|5f7c1234'),
      person('sip:alice@example.com', null),
    ];
    expect(labels(...people)).toEqual(['u1', 'auth0|5f7c1234', 'example.com · sip:alice']);
    expect([...distinguish(people).values()].map(({ nameless }) => nameless)).toEqual([
      true,
      true,
      true,
    ]);
    expect(distinguish([person('p1', 'u1')]).get('p1')?.nameless).toBe(false);
  });

  it('without names by participant ids too, where user ids are the same or look so (F26)', () => {
    expect(labels(person('p1', null, 'guest'), person('p2', null, 'guest'))).toEqual([
      'guest (p1)',
      'guest (p2)',
    ]);
    expect(labels(person('p1', null, 'user-l'), person('p2', null, 'user-1'))).toEqual([
      'user-l (p1)',
      'user-1 (p2)',
    ]);
    const long = (middle: string) => person(`${middle}-client-chosen`, null);
    const all = labels(long('aaaaaa'), long('bbbbbb'));
    expect(new Set(all).size).toBe(2);
    expect(all[0]).toContain('aaaaaa-client-chosen');
  });

  it('from a name that is the id of somebody without one (F26)', () => {
    const all = labels(person('p1', null, 'auth0|77'), person('p2', 'auth0|77', 'u2'));
    expect(all).toEqual(['auth0|77 (p1)', 'auth0|77 (u2)']);
  });

  it('with an id for a name in the order in which it is sent', () => {
    expect(labels(person('p1', null, 'auth0|אב-12'))).toEqual([
      '\u2066\u202dauth0|אב-12\u202c\u2069',
    ]);
  });

  it('from a name that imitates the brackets of another', () => {
    const all = labels(
      person('p1', 'Ann', 'u1'),
      person('p2', 'Ann', 'u2'),
      person('p3', 'Ann (u1)'),
    );
    expect(new Set(all).size).toBe(3);
    expect(all[0]).not.toBe('Ann (u1)');
    expect(all[2]).toBe('Ann (u1) (p3)');
  });

  it('whatever they are called', () => {
    const name = fc.oneof(
      fc.constantFrom('Ann', 'Аnn', 'ann', 'Ann (a)', 'Ann (b)', 'Ann (a) (b)', '', null),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    const one = fc.record({
      id: fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('a', 'b', 'c', '1') }),
      name,
      userId: fc.constantFrom(null, 'a', 'b', 'long-user-id-1', 'long-user-id-2'),
    });
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ({ id }) => id, maxLength: 12 }), (people) => {
        const all = [...distinguish(people).values()].map(({ full }) => full);
        expect(new Set(all).size).toBe(people.length);
      }),
      { numRuns: inputs(2000) },
    );
  });
});

describe('ids', () => {
  it.each([
    ['8f3a01bc', '8f3a01bc'],
    ['google-oauth2|1140', 'google-oauth2|1140'],
    ['google-oauth2|114025754820379595030', 'google · …0379595030'],
    ['auth0|77aa51d2e0b10aa', 'auth0 · …1d2e0b10aa'],
    ['a-very-long-user-id@example.com', 'example.com · …ng-user-id'],
    ['bob@subdomain.example.com', '…xample.com'],
    ['8f3a01bc-0000-4000-8000-000000000000', '…0000000000'],
    ['|'.repeat(19), `…${'|'.repeat(10)}`],
    ['a'.repeat(18), 'a'.repeat(18)],
    ['a/b', 'a/b'],
    ['ü', 'ü'],
    [' a', '⟨U+0020⟩a'],
  ])('%j is %s in short', (id, expected) => {
    expect(shortId(id)).toBe(expected);
  });

  it.each([
    ['a b', 'a b'],
    ['a  b', 'a ⟨U+0020⟩b'],
    ['a\u202Eb', 'a⟨U+202E⟩b'],
    ['a\u200Db', 'a⟨U+200D⟩b'],
    ['a\u00A0b', 'a⟨U+00A0⟩b'],
    ['\uD83D', '⟨U+D83D⟩'],
  ])('%j is wholly shown as %s', (id, expected) => {
    expect(safeId(id)).toBe(expected);
  });
});
