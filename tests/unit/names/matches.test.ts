// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '~/utils/meeting/roster-view';
import { hasMatch, partsOf } from '~/utils/names/matches';

/** The text with what is found in brackets. */
const marked = (text: string, query: string) =>
  partsOf(text, wordsOf(query))
    .map((part) => (part.found ? `[${part.text}]` : part.text))
    .join('');

describe('what a search has matched', () => {
  it.each([
    ['Mallory', 'all', 'M[all]ory'],
    ['José Ortega', 'JOSE', '[José] Ortega'],
    ['Jose\u0301', 'jose', '[Jose]\u0301'],
    ['Straße', 'strasse', '[Straße]'],
    ['Ann Ann', 'ann', '[Ann] [Ann]'],
    ['banana', 'ana', 'b[anana]'],
    ['Ann Kim', 'kim ann', '[Ann] [Kim]'],
    ['مريم الحسن', 'الحسن', 'مريم [الحسن]'],
    ['👩‍👩‍👧 Family', 'fam', '👩‍👩‍👧 [Fam]ily'],
    ['Mallory', 'zoe', 'Mallory'],
    ['Mallory', '', 'Mallory'],
    ['', 'x', ''],
  ])('in %j by %j is %j', (text, query, expected) => {
    expect(marked(text, query)).toBe(expected);
  });

  it('takes nothing away from the text, and puts nothing to it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ maxLength: 3 }), (text, query) => {
        const parts = partsOf(text, wordsOf(query));
        expect(parts.map((part) => part.text).join('')).toBe(text);
        expect(hasMatch(text, wordsOf(query))).toBe(parts.some(({ found }) => found));
      }),
    );
  });
});
