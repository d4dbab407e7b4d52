// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputs } from '~/tests/depth';
import { APP_ID } from '~/tests/unit/actions/samples';
import { AT } from '~/tests/unit/journal/activity-samples';
import type { BannedPerson } from '~/utils/bans/banned';
import { bansCsv, bansJson } from '~/utils/bans/export';
import type { Mark } from '~/utils/bans/mark';
import { MARKS_FILE_LIMIT, readMarks } from '~/utils/bans/read-marks';
import { parseUserId } from '~/utils/jaas/user-id';
import { NOTE_LIMIT } from '~/utils/journal/action';
import { bytes, mark, OTHER_APP } from './samples';

const read = (text: string) => readMarks(bytes(text), AT);

function marksOf(text: string): readonly Mark[] {
  const found = read(text);
  if (!found.ok) throw new Error(found.problem.code);
  return found.marks;
}

function skippedOf(text: string) {
  const found = read(text);
  return found.ok ? found.skipped.map(({ at, why }) => `${at} ${why}`) : found.problem.code;
}

const person = (of: Mark): BannedPerson => ({
  key: of.userId,
  appId: of.appId,
  userId: of.userId,
  own: null,
  mark: of,
  at: of.bannedAt,
});

const HEAD = 'appId,userId,name,bannedAt,note,outcome,keyId';
const line = (userId: string, more = '') => `${APP_ID},${userId}${more}`;

describe('a table made by hand', () => {
  it('needs two columns, in whatever order, spelling and separator', () => {
    const wanted = [
      expect.objectContaining({ appId: APP_ID, userId: 'auth0|eve', bannedAt: null }),
    ];
    expect(marksOf(`appId,userId\n${APP_ID},auth0|eve\n`)).toEqual(wanted);
    expect(marksOf(`User ID;other;App_ID\r\nauth0|eve;x;${APP_ID}`)).toEqual(wanted);
    expect(marksOf(`\uFEFFUSERID\tAPPID\r\rauth0|eve\t${APP_ID}\r`)).toEqual(wanted);
    const wide = Uint8Array.from(
      [...`\uFEFFappId\tuserId\r\n${APP_ID}\tauth0|eve`].flatMap((one) => [
        one.charCodeAt(0) & 255,
        one.charCodeAt(0) >> 8,
      ]),
    );
    expect(readMarks(wide, AT)).toMatchObject({ ok: true, marks: wanted });
  });

  it('may say the name, when it was, and why', () => {
    const [one] = marksOf(
      `${HEAD}\n${line('u', ',Mallory,2026-03-03T10:00:00Z,"twice, at least",,ed85b6')}`,
    );
    expect(one).toEqual(
      mark({ userId: 'u', room: null, note: 'twice, at least', keyId: 'ed85b6' as never }),
    );
    const [day] = marksOf(`${HEAD}\n${line('u', ',,2026-03-03')}`);
    expect(day?.bannedAt).toBe(new Date(2026, 2, 3).getTime());
  });

  it('says of each line that is no mark which it is, and why', () => {
    const lines = [
      HEAD,
      ',u',
      'my-app,u',
      line(''),
      line('1.14026E+20'),
      line('..'),
      line('a', ',,,,not-banned'),
      line('b', ',,,,unclear'),
      line('c', ',,,,yes'),
      line('d', ',,3 March'),
      line('e', ',,2026-02-31'),
      line('f', ',,,,,no key'),
      line('g', `,,,${'x'.repeat(NOTE_LIMIT + 1)}`),
      line('h', ',,2026-03-03'),
      line('h ', ',,2026-03-02'),
      line('h', ',,2026-03-04'),
    ];
    expect(skippedOf(lines.join('\n'))).toEqual([
      '2 no-app-id',
      '3 bad-app-id',
      '4 no-user-id',
      '5 shortened-user-id',
      '6 bad-user-id',
      '7 not-accepted',
      '8 not-accepted',
      '9 bad-outcome',
      '10 bad-time',
      '11 bad-time',
      '12 bad-key-id',
      '13 too-long',
      '14 again',
      '15 again',
    ]);
    expect(marksOf(lines.join('\n')).map(({ userId }) => userId)).toEqual(['h']);
  });

  it('is counted by the lines of the file, those inside quotes too', () => {
    const text = `${HEAD}\r\n${line('u', ',"Mallory\r\nthe\nsecond"')}\r\n\r\n,u\r\n`;
    expect(skippedOf(text)).toEqual(['6 no-app-id']);
  });
});

describe('a file of which nothing can be read', () => {
  it.each([
    ['', { code: 'empty' }],
    ['\n\n', { code: 'empty' }],
    [`${HEAD}\n`, { code: 'empty' }],
    ['name,userId\nMallory,u', { code: 'no-columns', missing: ['appId'] }],
    ['Mallory', { code: 'no-columns', missing: ['appId', 'userId'] }],
    [`${HEAD}\n${line('u')}\n${line('"v')}\n${line('w')}`, { code: 'open-quotes', line: 3 }],
    ['{"format":', { code: 'not-json' }],
    ['[]', { code: 'other-json' }],
    ['{"format":"gavel-activity","version":1}', { code: 'activity' }],
    ['{"format":"gavel-bans","version":2,"bans":[]}', { code: 'later-version' }],
    ['{"format":"gavel-bans","version":1}', { code: 'other-json' }],
    ['{"format":"gavel-bans","version":1,"bans":[]}', { code: 'empty' }],
  ])('%j is refused with the reason', (text, problem) => {
    expect(read(text)).toEqual({ ok: false, problem });
  });

  it('is one that is no text, or too large', () => {
    const refused = (code: string) => ({ ok: false, problem: { code } });
    expect(readMarks(Uint8Array.of(0x61, 0xff, 0xfe), AT)).toEqual(refused('not-text'));
    expect(readMarks(new Uint8Array(MARKS_FILE_LIMIT + 1), AT)).toEqual(refused('too-large'));
  });

  it('is not one with other entries in it, which are said', () => {
    const entry = { appId: APP_ID, userId: 'u', surprise: [1] };
    const text = JSON.stringify({
      format: 'gavel-bans',
      version: 1,
      bans: [7, { ...entry, userId: 5 }, entry],
    });
    expect(read(text)).toMatchObject({
      by: 'entry',
      marks: [{ userId: 'u' }],
      skipped: [
        { at: 1, why: 'not-an-entry' },
        { at: 2, why: 'not-an-entry' },
      ],
    });
  });
});

/** What a name may be that is shown as it is. */
const word = fc
  .stringMatching(/^[A-Za-z=+@-][A-Za-z ='"+@;,-]{0,18}[A-Za-z]$/)
  .map((text) => text.replace(/ +/g, ' '));
const id = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
    word,
    fc.constantFrom('=1', "'=1", ' x', '\n-1', '0012'),
  )
  .filter((userId) => parseUserId(userId).ok && !/^\s*\d(?:[.,]\d+)?E\+\d+\s*$/i.test(userId));
const exported = fc.record({
  appId: fc.constantFrom(APP_ID, OTHER_APP),
  userId: id,
  name: fc.option(word),
  bannedAt: fc.option(fc.integer({ min: 0, max: 4e12 })),
  room: fc.option(word),
  note: fc.oneof(fc.constant(''), fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })),
});

describe('what was exported here', () => {
  it('is read as it was, from CSV and from JSON, whatever the ids and notes are', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(exported, {
          minLength: 1,
          maxLength: 6,
          selector: ({ appId, userId }) => appId + userId.trim(),
        }),
        (all) => {
          const marks = all.map((one) => mark(one));
          const people = marks.map(person);
          expect(marksOf(bansCsv(people).join(''))).toEqual(marks);
          expect(marksOf(bansJson(people, AT).join(''))).toEqual(marks);
        },
      ),
      { numRuns: inputs(1000) },
    );
  });
});

describe('any file', () => {
  it('is read or refused, and every line of it is a mark or said to be none', () => {
    const part = fc.constantFrom(
      'appId',
      'userId',
      APP_ID,
      'u',
      ',',
      ';',
      '\t',
      '\n',
      '\r\n',
      '"',
      '{',
      '=',
      ' ',
      'outcome',
      'banned',
    );
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.array(part, { maxLength: 40 }).map((parts) => bytes(parts.join(''))),
    );
    fc.assert(
      fc.property(any, (file) => {
        const found = readMarks(Uint8Array.from(file), AT);
        if (found.ok) expect(found.marks.length + found.skipped.length).toBeGreaterThan(0);
        else expect(found.problem.code).toBeTruthy();
      }),
      { numRuns: inputs(2000) },
    );
  });
});
