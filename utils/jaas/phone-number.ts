import type { Brand } from './brand';

/**
 * A phone number in E.164: `+`, a country code that does not begin with 0, at most 15 digits in
 * all (ITU-T E.164). Seven is below every number that can be dialled from abroad.
 */
export type PhoneNumber = Brand<'PhoneNumber'>;

/** Whether `text` is such a number, written without spaces. */
export function isPhoneNumber(text: unknown): text is PhoneNumber {
  return typeof text === 'string' && /^\+[1-9][0-9]{6,14}$/.test(text);
}

export type PhoneNumberRefusal =
  | 'empty'
  | 'no-country-code'
  | 'trunk-zero'
  | 'not-a-number'
  | 'too-short'
  | 'too-long';
export type ParsedPhoneNumber =
  | { ok: true; phoneNumber: PhoneNumber }
  | { ok: false; code: PhoneNumberRefusal };

/**
 * Reads a phone number as people write it: spaces, hyphens, dots, slashes and brackets are left
 * out. A call is billed, so nothing is guessed: a number without `+` is refused, and so is
 * `+44 (0)20 …`, whose zero must not be dialled.
 */
export function parsePhoneNumber(text: string): ParsedPhoneNumber {
  if (text.length > 64) return { ok: false, code: 'too-long' };
  if (text.trim() === '') return { ok: false, code: 'empty' };
  if (/\(\s*0\s*\)/.test(text)) return { ok: false, code: 'trunk-zero' };
  const number = text.replace(/[\s().\-/\u2010-\u2015\u2212\u2060\u202a-\u202e]/g, '');
  if (!/^\+?[0-9]+$/.test(number)) return { ok: false, code: 'not-a-number' };
  if (!/^\+[1-9]/.test(number)) return { ok: false, code: 'no-country-code' };
  if (number.length > 16) return { ok: false, code: 'too-long' };
  return isPhoneNumber(number)
    ? { ok: true, phoneNumber: number }
    : { ok: false, code: 'too-short' };
}
