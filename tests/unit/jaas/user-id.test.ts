// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { inputs } from '~/tests/depth';
import { API_HOSTS, BASES, hostOf, operationUrl } from '~/utils/jaas/operation';
import {
  looksLikeParticipantId,
  looksMadeOfOther,
  parseUserId,
  TYPED_USER_ID_LIMIT,
  USER_ID_LIMIT,
  userIdSegment,
} from '~/utils/jaas/user-id';
import { APP, appIds, userId, wildText } from './samples';

describe('a user id that can be banned', () => {
  test.each([
    'a/b',
    'a?b',
    'a#b',
    'a\\b',
    '%2e%2e',
    '../jwt',
    'google-oauth2|123',
    'a@b.c',
    'ü',
    '...',
    '.a',
    ' padded ',
    'UPPER',
    'e\u0301',
    '\u0000',
    '😀',
    '42',
    'x'.repeat(USER_ID_LIMIT),
  ])('%j stays one segment and is the same id again', (id) => {
    expect(parseUserId(id)).toEqual({ ok: true, userId: id });
    for (const base of BASES) {
      const url = operationUrl(base, { kind: 'ban-user', appId: APP, userId: userId(id) });
      expect(decodeURIComponent(url?.split('/').at(-1) ?? '')).toBe(id);
    }
  });

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['\u00a0\u3000\n', 'empty'],
    ['.', 'dots'],
    ['..', 'dots'],
    ['\ud800', 'surrogate'],
    ['a\udc00b', 'surrogate'],
    ['x'.repeat(USER_ID_LIMIT + 1), 'too-long'],
    ['x'.repeat(TYPED_USER_ID_LIMIT), 'too-long'],
    ['漢'.repeat(700), 'too-long'],
    [42, 'not-text'],
    [null, 'not-text'],
  ])('%j is refused', (id, code) => {
    expect(parseUserId(id)).toEqual({ ok: false, code });
  });

  it('takes 682 Chinese characters, which is what fits the request line', () => {
    expect(parseUserId('漢'.repeat(682)).ok).toBe(true);
    expect(parseUserId(`${'漢'.repeat(682)}xxxxxx`).ok).toBe(true);
    expect(parseUserId('漢'.repeat(683))).toEqual({ ok: false, code: 'too-long' });
  });

  it('is in the path exactly once, whatever the id: nobody else is banned', () => {
    fc.assert(
      fc.property(wildText, appIds, fc.constantFrom(...BASES), (id, appId, base) => {
        const parsed = parseUserId(id);
        if (!parsed.ok) return;
        expect(parsed.userId).toBe(id);
        const url = operationUrl(base, { kind: 'ban-user', appId, userId: parsed.userId });
        expect(url).not.toBeNull();
        const { pathname, host, search, hash } = new URL(url ?? '');
        expect(host).toBe(hostOf(base));
        expect([search, hash]).toEqual(['', '']);
        const segments = pathname.split('/').slice(base === 'current' ? 3 : 1);
        expect(segments).toEqual([
          'jaccess',
          'v1',
          'access-management',
          appId,
          'ban',
          'user',
          userIdSegment(parsed.userId),
        ]);
        expect(decodeURIComponent(segments[6] ?? '')).toBe(id);
      }),
      { numRuns: inputs(2000) },
    );
  });
});

describe('a user id that a server made of something else than text', () => {
  it.each([
    '12345.0',
    '-3.0',
    '1.2345678901235e+17',
    '1e+20',
    '5e-05',
    'inf',
    '-inf',
    'nan',
    '-nan',
    '-nan(ind)',
    '1.#INF',
    'nil',
    'null',
    'undefined',
    'None',
    'NaN',
    'Infinity',
    'true',
    'False',
    '[object Object]',
    'table: 0x55f3a1b2c3d0',
    'table: 00A3F1E8',
    'userdata: NULL',
    'userdata: (nil)',
    'userdata: 0x7ffd',
    'function: 0x55f3a1b2c3d0',
    'function: builtin: 0x41',
    'thread: 0x55f3a1b2c3d0',
    'cdata<int64_t>: 0x7f12ab34',
  ])('%s is met with caution', (id) => {
    expect(looksMadeOfOther(id)).toBe(true);
  });

  it.each([
    '12345',
    '-7',
    '12345678901234567890',
    '1.5',
    '1.0.0',
    '0.0.0.0',
    'e+17',
    '1e17',
    'nilsson',
    'infinite',
    'Nan Lee',
    'truesdale',
    'table:5',
    'userdata',
    'auth0|12345.0',
    'f0aa9e1e',
    '3.1e+1x',
    'function: foo',
  ])('%s is not', (id) => {
    expect(looksMadeOfOther(id)).toBe(false);
  });
});

describe('a participant id in the place of a user id', () => {
  it.each(['f0aa9e1e', ' f0aa9e1e\n', '12345678', `standup@conference.${APP}.8x8.vc/f0aa9e1e`])(
    '%j is warned of',
    (id) => {
      expect(looksLikeParticipantId(id)).toBe(true);
    },
  );

  it.each(['F0AA9E1E', 'f0aa9e1', 'f0aa9e1e0', 'auth0|f0aa9e1e', 'a/f0aa9e1e', 'g0aa9e1e'])(
    '%j is not',
    (id) => {
      expect(looksLikeParticipantId(id)).toBe(false);
    },
  );
});

describe('addresses', () => {
  test.each([
    [
      'classic',
      'ban-user',
      `https://api-vo.jitsi.net/jaccess/v1/access-management/${APP}/ban/user/google-oauth2%7C1`,
    ],
    [
      'current',
      'ban-user',
      `https://8x8.vc/v1/_jaas/jaccess/v1/access-management/${APP}/ban/user/google-oauth2%7C1`,
    ],
    [
      'classic',
      'ban-token',
      `https://api-vo.jitsi.net/jaccess/v1/access-management/${APP}/ban/jwt`,
    ],
    ['current', 'ban-token', `https://8x8.vc/v1/_jaas/jaccess/v1/access-management/${APP}/ban/jwt`],
    ['classic', 'meeting', 'https://api-vo.jitsi.net/conference-commands/v1/meeting'],
    ['current', 'meeting', 'https://8x8.vc/v1/_jaas/conference-commands/v1/meeting'],
  ] as const)('%s, %s', (base, kind, url) => {
    expect(operationUrl(base, { kind, appId: APP, userId: userId('google-oauth2|1') })).toBe(url);
  });

  it.each(['.', '..', ''])('are not built for the id %j, even past the types', (id) => {
    const endpoint = { kind: 'ban-user', appId: APP, userId: id as never } as const;
    for (const base of BASES) expect(operationUrl(base, endpoint)).toBeNull();
  });

  it.each(['../..', 'a/b', '?x', '#x', '..', '\\', 'a b'])(
    'are not built for the AppID %j',
    (appId) => {
      for (const base of BASES) {
        const url = operationUrl(base, { kind: 'ban-token', appId: appId as never });
        expect(url).toBeNull();
      }
    },
  );

  it('use the two hosts of the documentation and no other', () => {
    expect(BASES.map(hostOf)).toEqual([...API_HOSTS]);
  });
});
