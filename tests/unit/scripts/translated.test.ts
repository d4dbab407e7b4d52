// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { backToEnglish, type Catalogue } from '~/scripts/build/translated';

const ENGLISH: Catalogue = {
  ban: { message: 'Ban' },
  banName: { message: 'Ban $1' },
  banned: { message: 'Block' },
  found: { message: '$1 of $2' },
  line: { message: '$1: $2' },
  people_one: { message: '1 person' },
  people_other: { message: '$1 people' },
};
const POLISH: Catalogue = {
  ban: { message: 'Zablokuj' },
  banName: { message: 'Zablokuj: $1' },
  banned: { message: 'Zablokuj' },
  found: { message: 'z $2 tyle: $1' },
  line: { message: '$1: $2' },
  people_one: { message: '1 osoba' },
  people_few: { message: '$1 osoby' },
  people_many: { message: '$1 osób' },
  people_other: { message: '$1 osoby' },
};

describe('a text of another language', () => {
  it.each([
    ['Zablokuj', 'Ban'],
    ['Zablokuj: Mallory', 'Ban Mallory'],
    ['Zablokuj: 1 osoba', 'Ban 1 person'],
    ['z 20 tyle: 3', '3 of 20'],
    ['3 osoby', '3 people'],
    ['5 osób', '5 people'],
    ['5 osób · Zablokuj', '5 people · Ban'],
    ['٢٠ osób', '20 people'],
    ['Mallory: Ann', 'Mallory: Ann'],
    ['', ''],
  ])('%j is known again as %j', (polish, english) => {
    expect(backToEnglish(ENGLISH, POLISH)(polish)[0]).toBe(english);
  });

  it('that means several things is known as each of them', () => {
    expect(backToEnglish(ENGLISH, POLISH)('Zablokuj')).toEqual(['Ban', 'Block']);
  });
});
