// @vitest-environment node
import { describe, expect, it, test } from 'vitest';
import {
  BASES,
  basesOf,
  hasOneBase,
  isSafeToRepeat,
  type OperationKind,
  requestOf,
} from '~/utils/jaas/operation';
import { APP, CONFERENCE, KINDS, OPERATIONS, OTHER_APP } from './samples';

const MEETING = '/conference-commands/v1/meeting';

describe('what is asked of JaaS', () => {
  test.each<[OperationKind, string, unknown]>([
    ['ban-user', `/jaccess/v1/access-management/${APP}/ban/user/auth0%7C5f7c`, undefined],
    ['ban-token', `/jaccess/v1/access-management/${APP}/ban/jwt`, { jwt: 'e30.e30.c2ln' }],
    [
      'end-meeting',
      MEETING,
      { action: 'DESTROY', payload: { conferenceFullName: `standup@conference.${APP}.8x8.vc` } },
    ],
    [
      'kick',
      MEETING,
      {
        action: 'KICK_PARTICIPANT',
        payload: { conferenceFullName: CONFERENCE, participantId: 'f0aa9e1e' },
      },
    ],
    [
      'dial-out',
      MEETING,
      {
        action: 'DIAL_OUT_PARTICIPANT',
        payload: { conferenceFullName: CONFERENCE, phoneNo: '+40747777777' },
      },
    ],
    [
      'hang-up',
      MEETING,
      {
        action: 'HANG_UP_CALL',
        payload: { conferenceFullName: CONFERENCE, phoneNo: '+40747777777' },
      },
    ],
  ])('%s', (kind, path, body) => {
    const origins = { classic: 'https://api-vo.jitsi.net', current: 'https://8x8.vc/v1/_jaas' };
    for (const base of BASES) {
      const request = requestOf(OPERATIONS[kind], base);
      if (!request.ok) throw new Error(request.code);
      expect(request.url).toBe(`${origins[base]}${path}`);
      expect(request.body === undefined ? undefined : JSON.parse(request.body)).toEqual(body);
      expect('body' in request).toBe(body !== undefined);
    }
  });

  it("is refused where the conference is another AppID's than the key's", () => {
    for (const kind of ['end-meeting', 'kick', 'dial-out', 'hang-up'] as const) {
      const operation = { ...OPERATIONS[kind], appId: OTHER_APP };
      expect(requestOf(operation, 'current')).toEqual({ ok: false, code: 'other-app' });
    }
    const nowhere = { ...OPERATIONS.kick, conference: 'standup' as never };
    expect(requestOf(nowhere, 'current')).toEqual({ ok: false, code: 'other-app' });
  });

  it('is refused where the address would be another one', () => {
    const operation = { ...OPERATIONS['ban-user'], userId: '..' as never };
    expect(requestOf(operation, 'classic')).toEqual({ ok: false, code: 'bad-address' });
  });
});

describe('the base addresses that are tried', () => {
  const both = ['ban-user', 'ban-token', 'end-meeting'] as const;
  it.each(both)('%s: classic, then current', (kind) => {
    expect(basesOf(kind, 'auto')).toEqual(['classic', 'current']);
    expect(basesOf(kind, 'auto', null)).toEqual(['classic', 'current']);
    expect(basesOf(kind, 'auto', 'classic')).toEqual(['classic', 'current']);
    expect(basesOf(kind, 'auto', 'current')).toEqual(['current', 'classic']);
    expect(basesOf(kind, 'classic', 'current')).toEqual(['classic']);
    expect(basesOf(kind, 'current', 'classic')).toEqual(['current']);
  });
  it.each(['kick', 'dial-out', 'hang-up'] as const)('%s: always current', (kind) => {
    for (const setting of ['auto', 'classic', 'current'] as const) {
      expect(basesOf(kind, setting, 'classic')).toEqual(['current']);
    }
  });
});

it('an answer of the one address of a removal or a call says nothing of the other operations', () => {
  expect(KINDS.filter(hasOneBase).toSorted()).toEqual(['dial-out', 'hang-up', 'kick']);
});

it('a call is the only thing that must not be done twice', () => {
  expect(KINDS.filter((kind) => !isSafeToRepeat(kind))).toEqual(['dial-out']);
});
