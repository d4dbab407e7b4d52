// @vitest-environment node
import { afterAll, describe, expect, it } from 'vitest';
import { inputs } from '~/tests/depth';
import {
  PARTICIPANT_ID_LIMIT,
  parseAppId,
  parseKeyId,
  parseParticipantId,
  splitKid,
} from '~/utils/jaas/ids';
import { readTokenToBan } from '~/utils/jaas/meeting-token';
import { meetingFromUrl, readTypedMeeting } from '~/utils/jaas/meeting-url';
import { operationUrl } from '~/utils/jaas/operation';
import { parsePhoneNumber } from '~/utils/jaas/phone-number';
import { BODY_LIMIT, redactedBody } from '~/utils/jaas/redact';
import { answerOf, apiMessage, MESSAGE_LIMIT, READ_LIMIT } from '~/utils/jaas/response';
import { decodeRoom, parseRawRoom, rawRoomOfTyped } from '~/utils/jaas/room';
import { nodeOfRoomJid } from '~/utils/jaas/room-address';
import { parseUserId, USER_ID_LIMIT } from '~/utils/jaas/user-id';
import { csvLines } from '~/utils/journal/export';
import { roomTitle, wholeRoomTitle } from '~/utils/names/room-title';
import { safeId, safeName, shortId } from '~/utils/names/safe-name';
import { APP_ID, KEY_ID, ROOM } from '../actions/samples';
import { inputsTried, isRefusalOr, LONG_TEXTS, report, texts, textsAt, tryBorder } from './inputs';

const UNSEEN = /[\p{Cc}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Without the marks that keep a room of two directions in its order, which stand around it. */
const bare = (text: string) => text.replace(/^\u2066\u202d/, '').replace(/\u202c\u2069$/, '');

/** Far longer than any limit, and as long as each parser's own. */
const longUpTo = (limit: number) => ({ long: [...LONG_TEXTS, ...textsAt(limit)] });
const URL_OF_MEETING = `https://8x8.vc/${APP_ID}/${ROOM}?jwt=x#config.x=1`;
const TOKEN = [
  { alg: 'RS256', kid: `${APP_ID}/${KEY_ID}` },
  { sub: APP_ID, context: { user: { id: 'u' } } },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .concat('AAAA')
  .join('.');

/**
 * A runner's patience, in milliseconds: the texts take seconds, and minutes where a parser begins anew at each place
 * of one.
 */
const ENDS_WHAT_HANGS_MS = 60_000;

/** One segment of a path or one line of a header: nothing that ends either. */
const isOneLine = (text: string) => !/[\r\n\0]/.test(text);

afterAll(() => report('texts'));

describe('what people type, paste and are called', () => {
  it('an AppID is 32 hex digits behind its prefix, or none', () =>
    tryBorder(
      texts(APP_ID),
      parseAppId,
      (id: string | null) =>
        id === null || (isOneLine(id) && /^vpaas-magic-cookie-[\w-]+$/.test(id)),
      longUpTo(512),
    ));

  it('a key id is a word, or none', () =>
    tryBorder(
      texts(KEY_ID),
      parseKeyId,
      (id: string | null) => id === null || /^[^/\s]+$/.test(id),
      longUpTo(512),
    ));

  it('an AppID with a key id is both, or none', () =>
    tryBorder(
      texts(`${APP_ID}/${KEY_ID}`),
      splitKid,
      (both: { appId: string; keyId: string } | null) =>
        both === null || (parseAppId(both.appId) !== null && parseKeyId(both.keyId) !== null),
      longUpTo(512),
    ));

  it('a user id is taken as it stands and becomes one segment of a path', () =>
    tryBorder(
      texts('auth0|1'),
      (text) => {
        const read = parseUserId(text);
        if (!read.ok) return read;
        const appId = parseAppId(APP_ID);
        if (appId === null) throw new Error('no AppID');
        return {
          ...read,
          url: operationUrl('classic', { kind: 'ban-user', appId, userId: read.userId }),
        };
      },
      (answer: never, input) =>
        isRefusalOr(
          ['not-text', 'empty', 'dots', 'surrogate', 'too-long'],
          ({ userId, url }: { userId: string; url: string | null }) => {
            if (userId !== input || url === null) return false;
            const { origin, pathname, search, hash } = new URL(url);
            const last = pathname.slice(pathname.lastIndexOf('/') + 1);
            return (
              origin === 'https://api-vo.jitsi.net' &&
              search === '' &&
              hash === '' &&
              isOneLine(url) &&
              decodeURIComponent(last) === input
            );
          },
        )(answer),
      longUpTo(USER_ID_LIMIT),
    ));

  it('a participant id is text that JSON carries and gives back, or none', () =>
    tryBorder(
      texts('1bcd2345'),
      parseParticipantId,
      (id: string | null) => id === null || (id !== '' && id.isWellFormed()),
      longUpTo(PARTICIPANT_ID_LIMIT),
    ));

  it('a phone number is digits, or refused with a code', () =>
    tryBorder(
      texts('+49 30 1234567'),
      parsePhoneNumber,
      isRefusalOr(null, (read: { phoneNumber: string }) =>
        /^\+\d+$/.test(read.phoneNumber),
      ) as never,
      longUpTo(65_536),
    ));

  it(
    'a token to ban is a token, or refused with a code',
    () =>
      tryBorder(
        texts(TOKEN, `Bearer ${TOKEN}`, `https://8x8.vc/${APP_ID}/r?jwt=${TOKEN}`),
        (text) => readTokenToBan(text, { now: 1 }),
        isRefusalOr(
          ['empty', 'too-long', 'not-a-token', 'no-app', 'wrong-app', 'several'],
          ({ token, appId }: { token: string; appId: string }) =>
            /^[\w-]+\.[\w-]+\.[\w-]*$/.test(token) && parseAppId(appId) !== null,
        ) as never,
        longUpTo(65_536),
      ),
    ENDS_WHAT_HANGS_MS,
  );

  it('a typed meeting is a room, or refused with a code', () =>
    tryBorder(
      texts(URL_OF_MEETING, 'Weekly forum'),
      (text) => readTypedMeeting(text, APP_ID),
      isRefusalOr(null, (read: object) => 'room' in read || 'meeting' in read) as never,
      longUpTo(65_536),
    ));

  it('a typed room’s name is a room, or none', () =>
    tryBorder(
      texts(ROOM),
      rawRoomOfTyped,
      (room: string | null) => room === null || isOneLine(room),
      longUpTo(2048),
    ));

  it('a name is shown without anything that is unseen or turns the text', () =>
    tryBorder(
      texts('Mallory'),
      safeName,
      ({ text }: { text: string | null }) =>
        text === null || !/[\u202a-\u202e\u2066-\u2069\0\r\n]/.test(text),
      {
        // What is longer than a name is cut before it comes here.
        long: [...LONG_TEXTS.map((text) => text.slice(0, 1024)), ...textsAt(1024)],
      },
    ));

  it('an id is shown whole, with every character to be seen', () =>
    tryBorder(
      texts('auth0|1'),
      (id) => [safeId(id), shortId(id)],
      (shown: string[]) => shown.every((text) => !/[\u200b\u202a-\u202e\0\r\n]/.test(text)),
      {
        long: [...LONG_TEXTS.map((text) => text.slice(0, 2048)), ...textsAt(2048)],
      },
    ));
});

describe('what a page and its address say', () => {
  it('an address is a meeting of 8x8.vc, or none', () =>
    tryBorder(
      texts(URL_OF_MEETING),
      (url) => meetingFromUrl(url),
      (found: { appId: string; room: string } | null, url) =>
        found === null ||
        (new URL(url).host === '8x8.vc' &&
          parseAppId(found.appId) !== null &&
          isOneLine(found.room)),
      longUpTo(65_536),
    ));

  it('a room of an address is one segment, and is shown with every character to be seen', () =>
    tryBorder(
      texts(ROOM, 'a%20b'),
      (text) => {
        const raw = parseRawRoom(text);
        return raw && { decoded: decodeRoom(raw), shown: [roomTitle(raw), wholeRoomTitle(raw)] };
      },
      (read: { decoded: string; shown: string[] } | null) =>
        read === null ||
        (read.decoded !== '' && read.shown.every((text) => !UNSEEN.test(bare(text)))),
      longUpTo(2048),
    ));

  it('a room’s address in XMPP is a node, or none', () =>
    tryBorder(
      texts(`${ROOM}@conference.${APP_ID}.8x8.vc`),
      nodeOfRoomJid,
      (node: string | null) => node === null || typeof node === 'string',
      longUpTo(3070),
    ));
});

describe('what comes over the network', () => {
  it('a body’s message is one short line', () =>
    tryBorder(
      texts('{"message":"no"}', '<h1>Error</h1>', '{"errors":[{"detail":"x"}]}'),
      apiMessage,
      (text: string | undefined) =>
        text === undefined || (isOneLine(text) && text.length <= MESSAGE_LIMIT),
      { long: [...LONG_TEXTS.map((text) => text.slice(0, READ_LIMIT)), ...textsAt(READ_LIMIT)] },
    ));

  it('a body is kept short and without tokens', () =>
    tryBorder(
      texts(`{"message":"bad ${TOKEN}"}`, TOKEN),
      redactedBody,
      (text: string) => text.length <= BODY_LIMIT && !/eyJ[\w-]{10,}\.[\w-]+/.test(text),
      { long: [...LONG_TEXTS.map((text) => text.slice(0, READ_LIMIT)), ...textsAt(READ_LIMIT)] },
    ));

  it('headers are times, or not there', () =>
    tryBorder(
      texts('120', 'Wed, 21 Oct 2026 07:28:00 GMT', '-1', '1e9', '9'.repeat(400)),
      (value) => answerOf(429, { get: () => value }, 1_000_000),
      ({ retryAfterMs = 0, clockAheadMs = 0 }: { retryAfterMs?: number; clockAheadMs?: number }) =>
        retryAfterMs >= 0 && retryAfterMs <= 86_400_000 && Number.isFinite(clockAheadMs),
      longUpTo(512),
    ));
});

describe('what leaves for a spreadsheet', () => {
  it('no cell is a formula, and no cell ends its line', () =>
    tryBorder(
      texts('=1+1', '@SUM(A1)', '\t=1', '"a",b'),
      (cell) => csvLines([[cell]]),
      (lines: string[]) => lines.length === 1 && !/^"?[=+\-@]/.test(lines[0] ?? ''),
      { long: textsAt(USER_ID_LIMIT) },
    ));
});

it('counts', () => {
  expect(inputsTried()).toBeGreaterThan(inputs(40_000));
});
