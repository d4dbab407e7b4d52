import type { Brand } from './ids';
import { halfWidth, percentDecoded, TEXT_LIMIT, trimmed, unwrapped, withoutCopied } from './pasted';

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
  | 'extension'
  | 'not-a-number'
  | 'too-short'
  | 'too-long'
  | 'several';
export type ParsedPhoneNumber =
  | { ok: true; phoneNumber: PhoneNumber }
  | { ok: false; code: Exclude<PhoneNumberRefusal, 'several'> }
  /** The numbers that the text can be read as: two or more. */
  | { ok: false; code: 'several'; found: readonly PhoneNumber[] };

/** What people write between the digits of one number; the end of a line, or a column's, ends the number. */
const BETWEEN = '[ \\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f().\\-/\\u2010-\\u2015\\u2212]';
const WRITTEN = new RegExp(`(?<![\\p{L}\\p{N}+])\\+(?:${BETWEEN}*[0-9])+`, 'gu');
const DIGITS = new RegExp(`[0-9](?:${BETWEEN}*[0-9]){4}`);

/** Behind a number: pauses and what is dialled after them, as invitations and `tel:` (RFC 3966) write it. */
const EXTENSION =
  /^(?:[,;]{1,9}[0-9*#]|[,;]{2}|;(?:ext|isub|postd)=|#|\s{0,3}(?:\*[0-9]|(?:[pwx]|ext|extension)[.:]?\s{0,3}[0-9]))/i;
/** Behind it without a gap: letters for digits, a mailbox, a time. Then nobody knows where it ends. */
const GLUED = /^(?:-?\p{L}|[\p{N}@]|:[0-9])/u;

/**
 * Reads the phone number in a text, as people write it: the one that begins with `+`, with spaces, hyphens, dots,
 * slashes and brackets between its digits, as a `tel:` link, in full-width digits, and with words around it. A call is
 * billed, so nothing is guessed. Refused are a number without `+`; `+44 (0)20 …`, whose zero must not be dialled;
 * what JaaS cannot dial, such as `,,123#` behind it (`extension`); and `several`, two numbers or one that can be read
 * as two.
 */
export function parsePhoneNumber(text: string): ParsedPhoneNumber {
  if (text.length > TEXT_LIMIT) return { ok: false, code: 'too-long' };
  const plain = trimmed(halfWidth(withoutCopied(percentDecoded(unwrapped(text)))));
  if (plain === '') return { ok: false, code: 'empty' };
  const readings = [...plain.matchAll(WRITTEN)]
    .map(({ 0: written, index }) => readingOf(written, plain.slice(index + written.length)))
    // “+1” is an answer in a chat, too.
    .filter((reading, _, all) => reading !== 'too-short' || all.length === 1);
  const refusal = readings.find((reading) => typeof reading === 'string');
  if (refusal === 'too-short' && !/^\+[^\p{L}]+$/u.test(plain)) {
    return { ok: false, code: 'not-a-number' };
  }
  if (refusal !== undefined) return { ok: false, code: refusal };
  // A code that a conference asks for, as in “PIN: 3908528#”.
  if (readings.length > 0 && /[0-9]#/.test(plain)) return { ok: false, code: 'extension' };
  const found = [...new Set(readings.flat())].filter(isPhoneNumber);
  const [phoneNumber, ...others] = found;
  if (others.length > 0) return { ok: false, code: 'several', found };
  if (phoneNumber !== undefined) return { ok: true, phoneNumber };
  const isNational = !plain.includes('+') && DIGITS.test(plain);
  return { ok: false, code: isNational ? 'no-country-code' : 'not-a-number' };
}

/** What a written number can be read as, or why it is none. */
function readingOf(
  written: string,
  behind: string,
): Exclude<PhoneNumberRefusal, 'empty' | 'several'> | readonly string[] {
  if (/\(\s*0/.test(written)) return 'trunk-zero';
  const number = written.replace(/[^+0-9]/g, '');
  if (number.length < 8) return 'too-short';
  if (number.startsWith('+0')) return 'no-country-code';
  if (EXTENSION.test(behind)) return 'extension';
  if (GLUED.test(behind)) return 'not-a-number';
  if (number.length > 16) return 'too-long';
  // A number without gaps, and digits behind a blank: they may be something else.
  const compact = /^\+[0-9]{9,15}(?=\s)/.exec(written)?.[0];
  return compact === undefined ? [number] : [compact, number];
}

/**
 * Country codes and the regions they are assigned to (ITU-T E.164, list of 2016 and its amendments):
 * `code` and ISO 3166 regions, the one with the most numbers first.
 */
const TABLE = `
1 US CA|1242 BS|1246 BB|1264 AI|1268 AG|1284 VG|1340 VI|1345 KY|1441 BM|1473 GD|1649 TC|1658 JM|1664 MS
1670 MP|1671 GU|1684 AS|1721 SX|1758 LC|1767 DM|1784 VC|1787 PR|1809 DO|1829 DO|1849 DO|1868 TT|1869 KN
1876 JM|1939 PR|7 RU KZ|20 EG|211 SS|212 MA EH|213 DZ|216 TN|218 LY|220 GM|221 SN|222 MR|223 ML|224 GN
225 CI|226 BF|227 NE|228 TG|229 BJ|230 MU|231 LR|232 SL|233 GH|234 NG|235 TD|236 CF|237 CM|238 CV|239 ST
240 GQ|241 GA|242 CG|243 CD|244 AO|245 GW|246 IO|247 AC|248 SC|249 SD|250 RW|251 ET|252 SO|253 DJ|254 KE
255 TZ|256 UG|257 BI|258 MZ|260 ZM|261 MG|262 RE YT|263 ZW|264 NA|265 MW|266 LS|267 BW|268 SZ|269 KM|27 ZA
290 SH|291 ER|297 AW|298 FO|299 GL|30 GR|31 NL|32 BE|33 FR|34 ES|350 GI|351 PT|352 LU|353 IE|354 IS|355 AL
356 MT|357 CY|358 FI AX|359 BG|36 HU|370 LT|371 LV|372 EE|373 MD|374 AM|375 BY|376 AD|377 MC|378 SM|380 UA
381 RS|382 ME|383 XK|385 HR|386 SI|387 BA|389 MK|39 IT VA|40 RO|41 CH|420 CZ|421 SK|423 LI|43 AT
44 GB GG JE IM|45 DK|46 SE|47 NO SJ|48 PL|49 DE|500 FK|501 BZ|502 GT|503 SV|504 HN|505 NI|506 CR|507 PA
508 PM|509 HT|51 PE|52 MX|53 CU|54 AR|55 BR|56 CL|57 CO|58 VE|590 GP BL MF|591 BO|592 GY|593 EC|594 GF
595 PY|596 MQ|597 SR|598 UY|599 CW BQ|60 MY|61 AU CX CC|62 ID|63 PH|64 NZ|65 SG|66 TH|670 TL|672 NF|673 BN
674 NR|675 PG|676 TO|677 SB|678 VU|679 FJ|680 PW|681 WF|682 CK|683 NU|685 WS|686 KI|687 NC|688 TV|689 PF
690 TK|691 FM|692 MH|77 KZ|81 JP|82 KR|84 VN|850 KP|852 HK|853 MO|855 KH|856 LA|86 CN|880 BD|886 TW|90 TR
91 IN|92 PK|93 AF|94 LK|95 MM|960 MV|961 LB|962 JO|963 SY|964 IQ|965 KW|966 SA|967 YE|968 OM|970 PS|971 AE
972 IL|973 BH|974 QA|975 BT|976 MN|977 NP|98 IR|992 TJ|993 TM|994 AZ|995 GE|996 KG|998 UZ`;

/** The longest code in the table, in digits. */
const LONGEST = 4;

const regionsByCode = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((entry) => entry.split(' '))
    .map(([code = '', ...regions]) => [code, regions] as const),
);

/**
 * The regions that a number may belong to, as ISO 3166 codes; none for services of no country, such
 * as satellite phones, and for codes that are assigned to nobody.
 */
export function regionsOf(phoneNumber: PhoneNumber): readonly string[] {
  const digits = phoneNumber.slice(1);
  for (let length = LONGEST; length > 0; length -= 1) {
    const regions = regionsByCode.get(digits.slice(0, length));
    if (regions !== undefined) return regions;
  }
  return [];
}
