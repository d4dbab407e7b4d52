/** The two documented generations of base address (JaaS docs). */
export type Base = 'classic' | 'current';

export type Operation =
  | 'BAN_USER'
  | 'BAN_JWT'
  | 'DESTROY'
  | 'KICK_PARTICIPANT'
  | 'DIAL_OUT_PARTICIPANT'
  | 'HANG_UP_CALL';

/** What a path alone says. A command's operation stands in its body. */
export type Route =
  | {
      readonly base: Base;
      readonly kind: 'ban-user';
      readonly appId: string;
      readonly userId: string;
    }
  | { readonly base: Base; readonly kind: 'ban-jwt'; readonly appId: string }
  | { readonly base: Base; readonly kind: 'command' }
  | { readonly base: Base; readonly kind: 'unknown' };

export const CLASSIC_HOST = 'api-vo.jitsi.net';
const CURRENT_PREFIX = '/v1/_jaas';

/**
 * The API route of a request, or undefined when it is not for the API. Everything at the classic host is;
 * at the page's host what begins with `/v1/_jaas/`. `path` is the request target as sent, undecoded.
 */
export function parseRoute(host: string, path: string): Route | undefined {
  const [pathname = ''] = path.split('?', 1);
  if (host === CLASSIC_HOST) return { base: 'classic', ...parseOperation(pathname) };
  if (!pathname.startsWith(`${CURRENT_PREFIX}/`)) return undefined;
  return { base: 'current', ...parseOperation(pathname.slice(CURRENT_PREFIX.length)) };
}

function parseOperation(pathname: string) {
  if (pathname === '/conference-commands/v1/meeting') return { kind: 'command' } as const;
  const match = /^\/jaccess\/v1\/access-management\/([^/]+)\/ban\/(?:(jwt)|user\/([^/]+))$/.exec(
    pathname,
  );
  const [, appId, jwt, userId] = match ?? [];
  if (appId !== undefined && jwt !== undefined) return { kind: 'ban-jwt', appId } as const;
  if (appId !== undefined && userId !== undefined) {
    try {
      return { kind: 'ban-user', appId, userId: decodeURIComponent(userId) } as const;
    } catch {
      return { kind: 'unknown' } as const;
    }
  }
  return { kind: 'unknown' } as const;
}
