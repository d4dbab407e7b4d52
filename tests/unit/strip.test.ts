// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { stripped } from '~/utils/strip';

/** An expression that counts how often it is asked. */
function counted(expression: RegExp): RegExp & { asked: number } {
  const count = Object.assign(new RegExp(expression), { asked: 0 });
  count.test = (text) => {
    count.asked += 1;
    return expression.test(text);
  };
  return count;
}

describe('what stands at the ends of a text', () => {
  it.each([
    ['"a"', 'a'],
    ['""a"b""', 'a"b'],
    ['a', 'a'],
    ['"', ''],
    ['""""', ''],
    ['', ''],
  ])('of %j is left out, and nothing within it: %j', (text, rest) => {
    expect(stripped(text, /"/, /"/)).toBe(rest);
  });

  it('is another at the start than at the end', () => {
    expect(stripped('<,a>,', /</, /[>,]/)).toBe(',a');
  });

  it('is looked at once, however long a run within the text is', () => {
    for (const text of [
      `${'"'.repeat(65_536)}a`,
      `a${'"'.repeat(65_536)}`,
      `a${'"'.repeat(65_536)}a`,
      'a"'.repeat(32_768),
      '"'.repeat(65_536),
    ]) {
      const quote = counted(/"/);
      stripped(text, quote, quote);
      expect(quote.asked).toBeLessThanOrEqual(text.length + 2);
    }
  });
});
