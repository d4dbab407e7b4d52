import type { ApiRequest } from '~/tests/simulator/api/record';
import type { Operation } from '~/tests/simulator/api/routes';

/** The claims of an admin token (JaaS docs). Gavel signs these and no other. */
export const GAVELS_CLAIMS: readonly string[] = ['admin', 'aud', 'exp', 'iss', 'nbf', 'sub'];

/** The example token service names each token, for its audit. */
export const SERVICES_CLAIMS: readonly string[] = [...GAVELS_CLAIMS, 'jti'];

/** Seconds from `nbf` to `exp`: a minute for clocks that differ, two to be used. */
const VALID_SECONDS = 180;

export interface Expected {
  readonly operation: Operation;
  readonly appId: string;
  readonly keyId: string;
  readonly userId?: string;
  readonly participantId?: string;
  readonly conferenceFullName?: string;
}

/** What is wrong with a request that the simulator received; empty when it is right in every part. */
export function faultsOf(
  request: ApiRequest,
  expected: Expected,
  claims: readonly string[],
): string[] {
  const { keyId, ...fields } = expected;
  const wrong = (Object.keys(fields) as (keyof typeof fields)[])
    .filter((field) => request[field] !== fields[field])
    .map((field) => `${field} is ${request[field]}, not ${fields[field]}`);
  if (!request.performed) wrong.push('it was not carried out');
  if (typeof request.status !== 'number' || request.status >= 300) {
    wrong.push(`it was answered with ${request.status}`);
  }
  return [...wrong, ...faultsOfToken(request.token, `${expected.appId}/${keyId}`, claims)];
}

function faultsOfToken(
  token: ApiRequest['token'],
  kid: string,
  wanted: readonly string[],
): string[] {
  if (!token) return ['no token was read'];
  if (!token.ok) return [`the token was refused: ${token.reason}`];
  const { claims } = token;
  const wrong: string[] = [];
  if (token.kid !== kid) wrong.push(`the token's kid is ${token.kid}, not ${kid}`);
  const names = Object.keys(claims).sort();
  if (names.join() !== [...wanted].sort().join())
    wrong.push(`the token's claims are ${names.join(', ')}`);
  const seconds = Number(claims.exp) - Number(claims.nbf);
  if (seconds !== VALID_SECONDS) wrong.push(`the token is valid for ${seconds} s`);
  return wrong;
}

/** By what requests that were sent at the same time are put in order. */
export function orderOf({
  operation,
  userId,
  participantId,
}: Pick<ApiRequest, 'operation' | 'userId' | 'participantId'>): string {
  return [operation, userId, participantId].join(' ');
}

/** Many requests in numbers, by what was asked for and answered. */
export function describeMany(requests: readonly ApiRequest[]): string[] {
  const counts = new Map<string, number>();
  for (const { operation, host, status } of requests) {
    const what = `${operation ?? 'unknown request'} at ${host}: ${status}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${count} × ${what}`);
}

/** One request in two lines: what was asked and answered, and what was verified of its token. */
export function describeRequest(request: ApiRequest): string[] {
  const { operation, host, userId, participantId, conferenceFullName, token, status } = request;
  const target = [
    userId && `user id ${userId}`,
    participantId && `participant ${participantId}`,
    conferenceFullName && `in ${conferenceFullName}`,
  ].filter(Boolean);
  return [
    [`${operation ?? 'unknown request'} at ${host}: ${status}`, ...target].join(', '),
    token?.ok
      ? `token verified: signed by ${token.kid}; claims ${Object.keys(token.claims).join(', ')}`
      : `token refused: ${token?.reason ?? 'none was read'}`,
  ];
}
