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
    ['tel:+40747777777', '+40747777777'],
    ['tel:+40-747-777-777;phone-context=+40', '+40747777777'],
    ['tel:%2B40747777777', '+40747777777'],
    ['＋４０（７４７）７７７　７７７', '+40747777777'],
    ['+40\u200b747777777\u202c', '+40747777777'],
    ['(+40) 747 777 777', '+40747777777'],
    ['_+40 747 777 777_', '+40747777777'],
    ['[10:15] Ann: call +40 747 777 777, please!', '+40747777777'],
    ['+1 from me: +40747777777', '+40747777777'],
    ['+40747777777 or +40 (747) 777 777', '+40747777777'],
    ['"phone":"\\u002B40747777777"', '+40747777777'],
    ['+49 30 1234567\n42', '+49301234567'],
    // A space that does not break, in quoted-printable once, twice and three times.
    ['+91=C2=A0(110)=C2=A07131', '+911107131'],
    ['+91=3DC2=3DA0(110)=3DC2=3DA07131', '+911107131'],
    ['+91=3D3DC2=3D3DA0(110)=3D3DC2=3D3DA07131', '+911107131'],
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
    ['+40747777777;ext=1', 'extension'],
    ['tel:+40747777777;postd=123', 'extension'],
    ['+1.512.647.1431,,3908528#', 'extension'],
    ['Dial-in: +1.512.647.1431 PIN: 3908528#', 'extension'],
    ['+40747777777 x12', 'extension'],
    ['+40 747 777 777 ext. 12', 'extension'],
    ['+40747777777p123', 'extension'],
    ['+40747777777#', 'extension'],
    ['+40747777777*12', 'extension'],
    ['+44 (020) 7946 0000', 'trunk-zero'],
    ['call 0747 777 777', 'no-country-code'],
    ['https://wa.me/40747777777', 'no-country-code'],
    ['ann+40747777777@example.com', 'not-a-number'],
    ['sip:+40747777777@sip.example', 'not-a-number'],
    ['+1-800-FLOWERS', 'not-a-number'],
    ['+1 (800) 555-CALL', 'not-a-number'],
    ['+40 747 777 777 10:30', 'not-a-number'],
    ['+40747777777 2026-03-12', 'too-long'],
    ['+40\t747 777 777', 'too-short'],
    ['+٤٠٧٤٧٧٧٧٧٧٧', 'not-a-number'],
    ['+123456', 'too-short'],
    ['+1234567890123456', 'too-long'],
    [' '.repeat(65), 'empty'],
    [' '.repeat(65_537), 'too-long'],
  ])('%j is refused: %s', (text, code) => {
    expect(parsePhoneNumber(text)).toEqual({ ok: false, code });
  });
  test.each([
    ['Mobile: +40 747 777 777\nFax: +49 30 1234567', ['+40747777777', '+49301234567']],
    ['+40747777777,+49301234567', ['+40747777777', '+49301234567']],
    // Twelve is of the number, or not.
    ['+40747777777 12 people', ['+40747777777', '+4074777777712']],
  ])('%j is refused, and all that was found is told', (text, found) => {
    expect(parsePhoneNumber(text)).toEqual({ ok: false, code: 'several', found });
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
      fc.stringMatching(/^\+[1-9][0-9]{0,2} [0-9]{3} [0-9]{3,9}$/),
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
    'local',
  ])('F3: %j, which a client may choose, is taken', (id) => {
    expect(parseParticipantId(id)).toBe(id);
  });
  test.each(['', 'focus', 'x'.repeat(2049), 'a\ud800', 8, null])('%j is refused', (id) => {
    expect(parseParticipantId(id)).toBeNull();
  });
});
