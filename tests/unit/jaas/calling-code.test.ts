// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { inputs } from '~/tests/depth';
import { phoneNumberSchema } from '~/utils/borders/schemas';
import { parsePhoneNumber, regionsOf } from '~/utils/jaas/phone-number';

function regions(number: string): readonly string[] {
  return regionsOf(phoneNumberSchema.parse(number));
}

describe('the country of a number', () => {
  it.each([
    ['+40747777777', ['RO']],
    ['+442079460000', ['GB', 'GG', 'JE', 'IM']],
    ['+12025550123', ['US', 'CA']],
    ['+18095550123', ['DO']],
    ['+18765550123', ['JM']],
    ['+79161234567', ['RU', 'KZ']],
    ['+77011234567', ['KZ']],
    ['+3531234567', ['IE']],
    ['+35812345678', ['FI', 'AX']],
    // Satellites and codes of nobody.
    ['+881612345678', []],
    ['+21012345678', []],
  ])('%s: %j', (number, expected) => {
    expect(regions(number)).toEqual(expected);
  });

  test('is a region that the browser can name, for every number', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000, max: 999_999_999_999_999 }), (digits) => {
        for (const region of regions(`+${digits}`)) expect(names.of(region)).toBeDefined();
      }),
      { numRuns: inputs(1000) },
    );
  });
});

test('a number reads the same however it is spaced and bracketed', () => {
  const digits = fc.stringMatching(/^[1-9][0-9]{6,14}$/);
  const between = fc.constantFrom('', ' ', '-', '.', '/', '\u00a0', '\u2011', ') ', ' (', '  ');
  fc.assert(
    fc.property(digits, fc.array(between, { minLength: 15, maxLength: 15 }), (number, gaps) => {
      const spaced = [...number].map((digit, at) => `${gaps[at]}${digit}`).join('');
      const written = `+${spaced}`;
      // Zeros in brackets may not be dialled; digits behind one that has no gaps may be another number's.
      fc.pre(!/\(\s*0|^\+[0-9]{9,15}\s/.test(written));
      expect(parsePhoneNumber(written)).toEqual({ ok: true, phoneNumber: `+${number}` });
    }),
    { numRuns: 500 },
  );
});
