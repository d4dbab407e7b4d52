// @vitest-environment node
import { describe, expect, it } from 'vitest';
import {
  describeMany,
  describeRequest,
  type Expected,
  faultsOf,
  GAVELS_CLAIMS,
  orderOf,
  SERVICES_CLAIMS,
} from '~/scripts/demo/received';
import type { ApiRequest } from '~/tests/simulator/api/record';

const appId = 'vpaas-magic-cookie-0123456789abcdef0123456789abcdef';
const expected: Expected = { operation: 'BAN_USER', appId, keyId: 'abc123', userId: 'u|1' };
const claims = { aud: 'jitsi', iss: 'chat', sub: appId, admin: true, nbf: 100, exp: 280 };
const token = { ok: true, kid: `${appId}/abc123`, claims, extraClaims: [] } as const;
const request: ApiRequest = {
  at: 0,
  host: 'api-vo.jitsi.net',
  base: 'classic',
  method: 'POST',
  path: '/',
  headers: {},
  rawBody: '',
  operation: 'BAN_USER',
  appId,
  userId: 'u|1',
  token,
  performed: true,
  status: 200,
};
const withClaims = (changed: Record<string, unknown>): ApiRequest => ({
  ...request,
  token: { ...token, claims: changed },
});

describe('what the demo checks of a request that JaaS received', () => {
  it('finds nothing wrong with a right one', () => {
    expect(faultsOf(request, expected, GAVELS_CLAIMS)).toEqual([]);
  });

  const { admin: _admin, ...five } = claims;
  it.each<[string, ApiRequest, RegExp]>([
    ['another operation', { ...request, operation: 'BAN_JWT' }, /operation/],
    ['another person', { ...request, userId: 'u|2' }, /userId/],
    ['another AppID', { ...request, appId: 'vpaas-magic-cookie-x' }, /appId/],
    ['not carried out', { ...request, performed: false }, /carried out/],
    ['answered with an error', { ...request, status: 404 }, /404/],
    ['never answered', { ...request, status: 'aborted' }, /aborted/],
    ['a seventh claim', withClaims({ ...claims, room: '*' }), /claims/],
    ['only five claims', withClaims(five), /claims/],
    ['a token for a day', withClaims({ ...claims, exp: 100 + 86_400 }), /valid for/],
    ['another key', { ...request, token: { ...token, kid: `${appId}/other` } }, /kid/],
    [
      'a refused token',
      { ...request, token: { ok: false, status: 401, reason: 'signature' } },
      /signature/,
    ],
  ])('notices %s', (_what, wrong, says) => {
    const faults = faultsOf(wrong, expected, GAVELS_CLAIMS);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(says);
  });

  it('notices that there was no token', () => {
    const { token: _token, ...without } = request;
    expect(faultsOf(without, expected, GAVELS_CLAIMS)).toEqual(['no token was read']);
  });

  it('wants a name for each token from a token service, and none from Gavel', () => {
    const named = withClaims({ ...claims, jti: 'abc' });
    expect(faultsOf(named, expected, SERVICES_CLAIMS)).toEqual([]);
    expect(faultsOf(named, expected, GAVELS_CLAIMS)[0]).toMatch(/claims/);
    expect(faultsOf(request, expected, SERVICES_CLAIMS)[0]).toMatch(/claims/);
  });

  it('is told in words, without the token itself', () => {
    expect(describeRequest(request)).toEqual([
      'BAN_USER at api-vo.jitsi.net: 200, user id u|1',
      `token verified: signed by ${appId}/abc123; claims aud, iss, sub, admin, nbf, exp`,
    ]);
  });
});

describe('requests that were sent at the same time', () => {
  const kick = { ...request, operation: 'KICK_PARTICIPANT', participantId: 'p1' } as const;
  const { userId: _, ...removal } = kick;

  it('are told in numbers, and by what they were answered', () => {
    const failed = { ...request, status: 500 };
    expect(describeMany([request, removal, request, failed])).toEqual([
      '2 × BAN_USER at api-vo.jitsi.net: 200',
      '1 × KICK_PARTICIPANT at api-vo.jitsi.net: 200',
      '1 × BAN_USER at api-vo.jitsi.net: 500',
    ]);
  });

  it('are in one order with what was expected, however they came', () => {
    const other = { ...expected, userId: 'u|2' };
    const came = [removal, { ...request, userId: 'u|2' }, request].map(orderOf).sort();
    const wanted = [expected, other, { operation: removal.operation, participantId: 'p1' }];
    expect(came).toEqual(wanted.map(orderOf).sort());
  });
});
