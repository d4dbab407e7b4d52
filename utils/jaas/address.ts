import type { AppId } from './app-id';
import type { UserId } from './user-id';
import { userIdSegment } from './user-id-segment';

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
 * The address of an operation (JaaS docs), or null if the built address is not what was meant: after
 * URL parsing it must have the same host, the expected segments, and a last one that decodes to the
 * user id again. `parseUserId` refuses every id that fails this; it is checked here once more because
 * a wrong path would ban somebody else.
 */
export function operationUrl(base: Base, endpoint: Endpoint): string | null {
  const { origin, path } = ORIGINS[base];
  const segments = segmentsOf(endpoint);
  const expected = `${path}/${segments.join('/')}`;
  const url = new URL(`${origin}${expected}`);
  const last = url.pathname.split('/').at(-1) ?? '';
  const intact =
    url.host === hostOf(base) &&
    url.pathname === expected &&
    url.search === '' &&
    url.hash === '' &&
    expected.split('/').length === path.split('/').length + segments.length &&
    last !== '' &&
    (endpoint.kind !== 'ban-user' || decodeURIComponent(last) === endpoint.userId);
  return intact ? url.href : null;
}

function segmentsOf(endpoint: Endpoint): string[] {
  if (endpoint.kind === 'meeting') return ['conference-commands', 'v1', 'meeting'];
  const { appId } = endpoint;
  const access = ['jaccess', 'v1', 'access-management', appId, 'ban'];
  return endpoint.kind === 'ban-token'
    ? [...access, 'jwt']
    : [...access, 'user', userIdSegment(endpoint.userId)];
}
