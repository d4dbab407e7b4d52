// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { inputs } from '~/tests/depth';
import { phoneNumberSchema } from '~/utils/borders/schemas';
import { parseParticipantId } from '~/utils/jaas/ids';
import { parsePhoneNumber } from '~/utils/jaas/phone-number';
import { wildText } from './samples';

describe('a phone number', () => {
  test.each([
    ['+40747777777', '+40747777777'],
    [' +40 747-777.777 ', '+40747777777'],
    ['+1 (415) 555/0100', '+14155550100'],
    ['+49\u00a030\u2011123456', '+4930123456'],
    ['+1234567', '+1234567'],
    ['+40747777777'.padStart(64), '+40747777777'],
    ['+123456789012345', '+123456789012345'],
  ])('%j is dialled as %s', (text, phoneNumber) => {
    expect(parsePhoneNumber(text)).toEqual({ ok: true, phoneNumber });
  });
  test.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['0747777777', 'no-country-code'],
    ['0040747777777', 'no-country-code'],
    ['+0747777777', 'no-country-code'],
    ['+44 (0)20 7946 0000', 'trunk-zero'],
    ['+44 ( 0 ) 20 7946 0000', 'trunk-zero'],
    ['+40 CALL ME', 'not-a-number'],
    ['++40747777777', 'not-a-number'],
    ['+', 'not-a-number'],
    ['+40747777777;ext=1', 'not-a-number'],
    ['+٤٠٧٤٧٧٧٧٧٧٧', 'not-a-number'],
    ['+123456', 'too-short'],
    ['+1234567890123456', 'too-long'],
    [' '.repeat(65), 'too-long'],
  ])('%j is refused: %s', (text, code) => {
    expect(parsePhoneNumber(text)).toEqual({ ok: false, code });
  });
  it.each([
    'x+40747777777',
    '+40747777777x',
    ' +40747777777',
    '+123456',
    '+1234567890123456',
    '+0747777',
  ])('%j that comes in a message is none', (text) => {
    expect(phoneNumberSchema.safeParse(text).success).toBe(false);
  });
  it('never becomes anything but E.164', () => {
    const texts = fc.oneof(
      wildText,
      fc.stringMatching(/^\+?[0-9 ().-]{0,20}$/),
      fc.stringMatching(/^\+[1-9][0-9 .-]{6,20}$/),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parsePhoneNumber(text);
        if (!parsed.ok) return;
        expect(parsed.phoneNumber).toMatch(/^\+[1-9]\d{6,14}$/);
        expect(phoneNumberSchema.safeParse(parsed.phoneNumber).success).toBe(true);
        expect(parsed.phoneNumber.replace('+', '')).toBe(text.replace(/\D/g, ''));
      }),
      { numRuns: inputs(2000) },
    );
  });
});

describe('a participant id', () => {
  test.each([
    'f0aa9e1e',
    'A_b-c.d+e',
    'a'.repeat(65),
    'a'.repeat(513),
    'a'.repeat(1023),
    'ünï',
    'sip:alice@x',
    'a/b c',
    '"}\n😀',
  ])('F3: %j, which a client may choose, is taken', (id) => {
    expect(parseParticipantId(id)).toBe(id);
  });
  test.each(['', 'local', 'focus', 'x'.repeat(2049), 'a\ud800', 8, null])('%j is refused', (id) => {
    expect(parseParticipantId(id)).toBeNull();
  });
});
