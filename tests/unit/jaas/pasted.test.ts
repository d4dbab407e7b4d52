// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputs } from '~/tests/depth';
import { phoneNumberSchema } from '~/utils/borders/schemas';
import { readTokenToBan, TOKEN_LIMIT } from '~/utils/jaas/meeting-token';
import { readTypedMeeting } from '~/utils/jaas/meeting-url';
import { parsePhoneNumber } from '~/utils/jaas/phone-number';
import { conferenceFullName } from '~/utils/jaas/room';
import { wholeRoomTitle } from '~/utils/names/room-title';
import { type Layered, linked, wrapped } from './layers';
import { APP, OTHER_APP, room, wildText } from './samples';

/** A thing, and a text that it is copied in. */
type Copied<Thing> = fc.Arbitrary<readonly [Thing, Layered]>;

function copied<Thing>(
  things: fc.Arbitrary<Thing>,
  within: (thing: Thing) => fc.Arbitrary<Layered>,
): Copied<Thing> {
  return things.chain((thing) => fc.tuple(fc.constant(thing), within(thing)));
}

/** Two texts below one another, as in one mail. */
const below = (one: Layered, other: Layered) => `${one.text}\n\n${other.text}`;

/** Segments of paths; each piece is written as a browser copies it, or as Jitsi leaves it out. */
const segments = fc
  .array(
    fc.oneof(
      fc.stringMatching(/^[A-Za-z0-9äöü漢_-]{1,8}$/),
      fc.constantFrom('%20', '%3F', '%27', '%2520', '%E2%80%8B', '.', "'", '&'),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => `r${parts.join('')}z`);

const conferenceOf = (segment: string) => {
  const parsed = conferenceFullName(OTHER_APP, room(segment));
  return parsed.ok ? parsed.conference : '';
};

const linkOf = (segment: string) =>
  fc
    .constantFrom('', '/', '?lang=de&jwt=ey.ey.x', '#config.startSilent=true')
    .map((behind) => `https://8x8.vc/${OTHER_APP}/${segment}${behind}`);
const addressOf = (segment: string) =>
  fc.constantFrom('', '/f0aa9e1e').map((resource) => `${conferenceOf(segment)}${resource}`);

describe('a meeting in a text that was copied', () => {
  const within = (segment: string) =>
    fc.oneof(linked(linkOf(segment)), wrapped(addressOf(segment)));

  it('is that meeting again, whatever its link or its address lay in', () => {
    fc.assert(
      fc.property(copied(segments, within), ([segment, { text }]) => {
        const read = readTypedMeeting(text, APP);
        expect(read).toMatchObject({ ok: true, appId: OTHER_APP, fromLink: true });
        if (!read.ok) return;
        expect(conferenceOf(read.room)).toBe(conferenceOf(segment));
        expect(conferenceOf(read.known)).toBe(conferenceOf(segment));
      }),
      { numRuns: inputs(5000) },
    );
  });

  it('is refused beside another one, with both to be seen, and is one however often it is there', () => {
    const both = fc.tuple(copied(segments, within), copied(segments, within));
    fc.assert(
      fc.property(both, ([[one, first], [other, second]]) => {
        const isSame = conferenceOf(one) === conferenceOf(other);
        const read = readTypedMeeting(below(first, second), APP);
        expect(read).toMatchObject(isSame ? { ok: true } : { ok: false, code: 'several' });
        const twice = readTypedMeeting(below(first, first), APP);
        expect(twice.ok && conferenceOf(twice.room)).toBe(conferenceOf(one));
        if (read.ok || read.code !== 'several') return;
        expect(read.found.map(({ room: found }) => conferenceOf(found)).toSorted()).toEqual(
          [conferenceOf(one), conferenceOf(other)].toSorted(),
        );
      }),
      { numRuns: inputs(2000) },
    );
  });

  it('is never taken but as what can be sent, and two that differ never look the same', () => {
    const parts = fc.constantFrom(
      ...[
        `https://8x8.vc/${APP}/`,
        `${OTHER_APP}/`,
        '@conference.',
        `${APP}.8x8.vc`,
        '/',
        'a',
        'b',
      ],
      ...[
        '%20',
        '%',
        '&',
        "'",
        '"',
        '<',
        '>',
        '(',
        ')',
        ' ',
        '\n',
        '?',
        '\u200b',
        '\u3164',
        'ü',
        '😀',
      ],
    );
    const texts = fc.oneof(
      wildText,
      fc.array(parts, { maxLength: 12 }).map((all) => all.join('')),
    );
    const shownBy = new Map<string, string>();
    fc.assert(
      fc.property(texts, (text) => {
        const read = readTypedMeeting(text, APP);
        if (!read.ok) return;
        const sent = conferenceFullName(read.appId, read.room);
        expect(sent).toMatchObject({ ok: true });
        expect(conferenceFullName(read.appId, read.known)).toEqual(sent);
        const shown = `${read.appId} ${wholeRoomTitle(read.known)}`;
        const conference = sent.ok ? sent.conference : '';
        expect(shownBy.get(shown) ?? conference).toBe(conference);
        shownBy.set(shown, conference);
      }),
      { numRuns: inputs(10_000) },
    );
  });
});

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Tokens as JaaS's are: RS256, by a key of 2048 to 4096 bits. */
const tokens = fc
  .record({
    id: fc.string({ unit: 'grapheme', maxLength: 12 }),
    bytes: fc.constantFrom(256, 384, 512),
    first: fc.nat(255),
    more: fc.constantFrom(0, 900),
  })
  .map(({ id, bytes, first, more }) => {
    const header = part({ alg: 'RS256', kid: `${APP}/4f4910`, typ: 'JWT' });
    const claims = { sub: APP, context: { user: { id }, features: 'x'.repeat(more) } };
    const signature = Uint8Array.from({ length: bytes }, (_, at) => (first + at * 89) % 251);
    return [header, part(claims), Buffer.from(signature).toString('base64url')].join('.');
  });

const room1 = `https://8x8.vc/${APP}/standup`;
const intoLines = (token: string, width: number, end: string) =>
  token.replace(new RegExp(`.{${width}}`, 'g'), `$&${end}`);

/** Where people find a token. */
const tokenTexts = (token: string) =>
  fc.oneof(
    linked(
      fc.constantFrom(
        `${room1}?lang=de&jwt=${token}`,
        `${room1}?jwt=${token}&lang=de`,
        `${room1}#jwt="${token}"&config.x=1`,
      ),
    ),
    wrapped(
      fc.constantFrom(
        token,
        `Authorization: Bearer ${token}`,
        `Cookie: a=b; jwt=${token}; c=d`,
        `token=${encodeURIComponent(encodeURIComponent(`jwt=${token}`))}`,
        `const jwt = '${token}';`,
        `JAAS_JWT=${token}`,
      ),
    ),
    fc
      .tuple(fc.constantFrom(40, 64, 76, 998), fc.constantFrom('\n', '\r\n', '\n  ', ' ', '\n> '))
      .map(([width, end]) => ({
        layers: `lines of ${width}`,
        text: `Here it is:\n\n${intoLines(token, width, end)}\n\nThanks`,
      })),
  );

describe('a token in a text that was copied', () => {
  it('is that token again, to the last character, whatever it lay in', () => {
    fc.assert(
      fc.property(copied(tokens, tokenTexts), ([token, { text }]) => {
        const read = readTokenToBan(text, { now: 0 });
        expect(read.ok ? read.token : read.code).toBe(token);
      }),
      { numRuns: inputs(2000) },
    );
  });

  it('is refused beside another one, and is one however often it is there', () => {
    const both = fc.tuple(copied(tokens, tokenTexts), copied(tokens, tokenTexts));
    fc.assert(
      fc.property(both, ([[one, first], [other, second]]) => {
        const read = readTokenToBan(below(first, second), { now: 0 });
        expect(read).toMatchObject(one === other ? { ok: true } : { ok: false, code: 'several' });
        const twice = readTokenToBan(below(first, first), { now: 0 });
        expect(twice.ok && twice.token).toBe(one);
      }),
      { numRuns: inputs(500) },
    );
  });

  it('is never taken but as a whole token that JaaS could have been given', () => {
    const pieces = fc.constantFrom(
      '.',
      '-',
      '=',
      '%',
      '"',
      ' ',
      '\n',
      'ey',
      'x',
      'é',
      '&',
      '+',
      '/',
    );
    const texts = tokens.chain((token) =>
      fc
        .array(fc.tuple(fc.nat(token.length), pieces), { maxLength: 4 })
        .map((cuts) =>
          cuts.reduce((text, [at, piece]) => text.slice(0, at) + piece + text.slice(at), token),
        ),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const read = readTokenToBan(text, { now: 0 });
        if (!read.ok) return;
        expect(read.token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
        expect(read.token.length).toBeLessThanOrEqual(TOKEN_LIMIT);
        for (const one of read.token.split('.')) {
          expect(Buffer.from(one, 'base64url').toString('base64url').length).toBe(one.length);
        }
      }),
      { numRuns: inputs(2000) },
    );
  });
});

const numbers = fc.stringMatching(/^\+[1-9][0-9]{6,14}$/);
const wide = (text: string) =>
  text.replace(/[0-9+]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

/** As people, invitations and pages write a number. */
const numberTexts = (number: string) => {
  const [code, area, rest] = [number.slice(0, 3), number.slice(3, 6), number.slice(6)];
  const area1 = area.startsWith('0') ? area : `(${area})`;
  return wrapped(
    fc.constantFrom(
      number,
      `${code} ${area}-${rest}`,
      `${code}.${area}.${rest}`,
      `${code}\u00a0${area1}\u00a0${rest}`,
      wide(number),
      wide(`${code}\u3000${area}\u3000${rest}`),
      `tel:${number}`,
      `tel:%2B${number.slice(1)}`,
      `tel:${number};phone-context=example.com`,
      `<a href="tel:${number}">${code} ${area} ${rest}</a>`,
      `[${number}](tel:${number})`,
    ),
  );
};

describe('a phone number in a text that was copied', () => {
  it('is that number again, whatever it lay in', () => {
    fc.assert(
      fc.property(copied(numbers, numberTexts), ([number, { text }]) => {
        const read = parsePhoneNumber(text);
        expect(read.ok ? read.phoneNumber : read.code).toBe(number);
      }),
      { numRuns: inputs(3000) },
    );
  });

  it('is refused beside another one, with both to be seen, and is one however often it is there', () => {
    const both = fc.tuple(copied(numbers, numberTexts), copied(numbers, numberTexts));
    fc.assert(
      fc.property(both, ([[one, first], [other, second]]) => {
        fc.pre(one !== other);
        expect(parsePhoneNumber(below(first, second))).toEqual({
          ok: false,
          code: 'several',
          found: [one, other],
        });
        expect(parsePhoneNumber(below(first, first))).toEqual({ ok: true, phoneNumber: one });
      }),
      { numRuns: inputs(1000) },
    );
  });

  it('is never taken but as one that can be dialled, of digits that stand in the text in this order', () => {
    const signs = fc.constantFrom(
      ...'+0123456789 ()-./,;#x:\n＋５'.split(''),
      'tel:',
      'ext',
      '%2B',
    );
    const texts = fc
      .tuple(numbers, fc.array(fc.tuple(fc.nat(16), signs), { maxLength: 5 }))
      .map(([number, added]) =>
        added.reduce((text, [at, sign]) => text.slice(0, at) + sign + text.slice(at), number),
      );
    fc.assert(
      fc.property(texts, (text) => {
        const read = parsePhoneNumber(text);
        if (!read.ok) return;
        expect(phoneNumberSchema.safeParse(read.phoneNumber).success).toBe(true);
        const digits = text
          .normalize('NFKC')
          .replaceAll('%2B', '+')
          .replace(/[^0-9+]/g, '');
        expect(digits).toContain(read.phoneNumber);
      }),
      { numRuns: inputs(10_000) },
    );
  });
});
