// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { passphraseProblem } from '~/utils/keys/passphrase';

describe('a new passphrase', () => {
  it('has eight characters at least, however many code units they take', () => {
    expect(passphraseProblem('1234567')).toBe('passphrase-too-short');
    expect(passphraseProblem('12345678')).toBeNull();
    expect(passphraseProblem('😀'.repeat(7))).toBe('passphrase-too-short');
    expect(passphraseProblem('😀'.repeat(8))).toBeNull();
    // Composed: what is typed as letter and accent is one character.
    expect(passphraseProblem('e\u0301'.repeat(7))).toBe('passphrase-too-short');
  });

  it('has 1024 code units at most', () => {
    expect(passphraseProblem('x'.repeat(1024))).toBeNull();
    expect(passphraseProblem('x'.repeat(1025))).toBe('passphrase-too-long');
  });
});
