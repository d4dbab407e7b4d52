import type { AppId, ParticipantId } from './ids';
import type { MeetingToken } from './meeting-token';
import type { PhoneNumber } from './phone-number';
import { type ConferenceName, matchPattern } from './room';
import { type UserId, userIdSegment } from './user-id';

interface InConference {
  appId: AppId;
  conference: ConferenceName;
}

/** One request to JaaS. `appId` is the `sub` of the admin token that goes with it. */
export type Operation =
  | { kind: 'ban-user'; appId: AppId; userId: UserId }
  | { kind: 'ban-token'; appId: AppId; token: MeetingToken }
  | ({ kind: 'end-meeting' } & InConference)
  | ({ kind: 'kick'; participantId: ParticipantId } & InConference)
  | ({ kind: 'dial-out'; phoneNumber: PhoneNumber } & InConference)
  | ({ kind: 'hang-up'; phoneNumber: PhoneNumber } & InConference);

export type OperationKind = Operation['kind'];

/** Which base address a key profile uses. */
export type BaseSetting = Base | 'auto';

export type BuiltRequest =
  | { ok: true; url: string; body?: string }
  | { ok: false; code: 'bad-address' | 'other-app' };

/**
 * The address and JSON body of an operation (JaaS docs). `other-app`: the conference is not one of
 * the AppID that signs, which JaaS would refuse. `bad-address`: see `operationUrl`.
 */
export function requestOf(operation: Operation, base: Base): BuiltRequest {
  if ('conference' in operation) {
    const [, domain = ''] = operation.conference.split('@');
    if (!domain.startsWith(`conference.${operation.appId}.`))
      return { ok: false, code: 'other-app' };
  }
  const url = operationUrl(base, 'conference' in operation ? { kind: 'meeting' } : operation);
  if (url === null) return { ok: false, code: 'bad-address' };
  const body = bodyOf(operation);
  return body === null ? { ok: true, url } : { ok: true, url, body: JSON.stringify(body) };
}

function bodyOf(operation: Operation): object | null {
  if (operation.kind === 'ban-user') return null;
  if (operation.kind === 'ban-token') return { jwt: operation.token };
  const { conference: conferenceFullName } = operation;
  switch (operation.kind) {
    case 'end-meeting':
      return { action: 'DESTROY', payload: { conferenceFullName } };
    case 'kick': {
      const { participantId } = operation;
      return { action: 'KICK_PARTICIPANT', payload: { conferenceFullName, participantId } };
    }
    case 'dial-out':
    case 'hang-up': {
      const action = operation.kind === 'dial-out' ? 'DIAL_OUT_PARTICIPANT' : 'HANG_UP_CALL';
      return { action, payload: { conferenceFullName, phoneNo: operation.phoneNumber } };
    }
  }
}

/** Operations that JaaS documents for the `current` base address only. */
const CURRENT_ONLY: ReadonlySet<OperationKind> = new Set(['kick', 'dial-out', 'hang-up']);

/** Whether an operation has one base address only, so that it answered says nothing of the others. */
export function hasOneBase(kind: OperationKind): boolean {
  return CURRENT_ONLY.has(kind);
}

/**
 * The base addresses to try, in this order. A further one is for where the first gives no word of
 * JaaS's (`both-bases.ts`). With `auto` the one where JaaS answered last time comes first, `classic` if none is known.
 */
export function basesOf(
  kind: OperationKind,
  setting: BaseSetting,
  remembered?: Base | null,
): [Base, Base?] {
  if (hasOneBase(kind)) return ['current'];
  if (setting !== 'auto') return [setting];
  return remembered === 'current' ? ['current', 'classic'] : ['classic', 'current'];
}

/**
 * Whether doing it twice does no more than doing it once, so that a host may repeat it after an
 * unknown outcome. Not so for a call, which is billed and rings again; a hang-up said twice finds
 * nothing left to hang up.
 */
export function isSafeToRepeat(kind: OperationKind): boolean {
  return kind !== 'dial-out';
}

/**
 * Whether what an operation names can be there anew, so that a late repetition would meet another: people come
 * together again in the same room, a number is called again. A participant's id is of one joining, and a
 * ban means the same whenever it arrives.
 */
export function mayMeetAnother(kind: OperationKind): boolean {
  return kind === 'end-meeting' || kind === 'hang-up';
}

/** The two generations of base address that 8x8 documents. Both are 8x8's. */
export const BASES = ['classic', 'current'] as const;
export type Base = (typeof BASES)[number];

const ORIGINS = {
  classic: { origin: 'https://api-vo.jitsi.net', path: '' },
  current: { origin: 'https://8x8.vc', path: '/v1/_jaas' },
} as const satisfies Record<Base, { origin: string; path: string }>;

/** The only hosts that Gavel ever sends a request to. */
export const API_HOSTS = ['api-vo.jitsi.net', '8x8.vc'] as const;
export type ApiHost = (typeof API_HOSTS)[number];

/** The hosts that Gavel cannot do without, with their match patterns in `host_permissions`. */
export const REQUIRED_HOSTS = (
  ['8x8.vc', 'api-vo.jitsi.net'] as const satisfies readonly ApiHost[]
).map((name) => ({ name, origin: matchPattern(name) }));

/** What an address is built from; the meeting commands share one. */
export type Endpoint =
  | { kind: 'ban-user'; appId: AppId; userId: UserId }
  | { kind: 'ban-token'; appId: AppId }
  | { kind: 'meeting' };

/** The host of a base address, for the check of the host permission. */
export function hostOf(base: Base): ApiHost {
  return base === 'classic' ? 'api-vo.jitsi.net' : '8x8.vc';
}

/** The root of a base address' host, with a slash at the end. */
export function rootOf(base: Base): string {
  return `${ORIGINS[base].origin}/`;
}

/**
 * The address of an operation (JaaS docs), or null if a URL parser would not read it as what was
 * meant: the same host and path, no query, no fragment, and each segment one segment. `parseUserId`
 * refuses every id that fails this; it is checked here once more because a wrong path would ban
 * somebody else.
 */
export function operationUrl(base: Base, endpoint: Endpoint): string | null {
  const segments = segmentsOf(endpoint);
  const meant = `${ORIGINS[base].origin}${ORIGINS[base].path}/${segments.join('/')}`;
  const { origin, pathname } = new URL(meant);
  const intact = `${origin}${pathname}` === meant && segments.every((one) => /^[^/]+$/.test(one));
  return intact ? meant : null;
}

function segmentsOf(endpoint: Endpoint): string[] {
  if (endpoint.kind === 'meeting') return ['conference-commands', 'v1', 'meeting'];
  const { appId } = endpoint;
  const access = ['jaccess', 'v1', 'access-management', appId, 'ban'];
  return endpoint.kind === 'ban-token'
    ? [...access, 'jwt']
    : [...access, 'user', userIdSegment(endpoint.userId)];
}
