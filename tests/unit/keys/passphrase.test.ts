// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { passphraseProblem } from '~/utils/keys/passphrase';

describe('a new passphrase', () => {
  it('has fifteen characters at least, however many code units they take', () => {
    for (const character of ['x', '😀', 'e\u0301']) {
      // Composed: what is typed as letter and accent is one character.
      expect(passphraseProblem(character.repeat(14))).toBe('passphrase-too-short');
      expect(passphraseProblem(character.repeat(15))).toBeNull();
    }
  });

  it('has 1024 code units at most', () => {
    expect(passphraseProblem('x'.repeat(1024))).toBeNull();
    expect(passphraseProblem('x'.repeat(1025))).toBe('passphrase-too-long');
  });
});
