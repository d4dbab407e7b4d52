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
