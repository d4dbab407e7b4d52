import type { Profile } from './protocol';

/** How far back in Jitsi's history the page is, by where a participant's user id is to be found. */
export type IdentityMode = 'getter' | 'field' | 'members' | 'store' | 'none';

/** What the page's URL asks of it; the README lists the parameters. */
export interface PageOptions {
  readonly appId: string;
  /** The last path segment as typed. */
  readonly room: string;
  readonly profile: Profile;
  /** The raw token, which `features/base/jwt` holds. */
  readonly jwt: string | undefined;
  readonly identity: IdentityMode;
  readonly prejoin: boolean;
  readonly visitor: boolean;
  readonly muted: boolean;
  readonly close: 'navigate' | 'welcome' | 'stay';
  readonly toolbar: 'always' | 'auto';
  /** Milliseconds. */
  readonly storeDelay: number;
  readonly joinDelay: number;
  readonly holdJoining: boolean;
  readonly participantsArray: boolean;
  readonly sharedTiles: boolean;
  readonly omit: ReadonlySet<string>;
  readonly throws: ReadonlySet<string>;
  readonly pane: boolean;
  readonly chat: boolean;
  readonly customPanel: boolean;
}

export function readOptions(): PageOptions {
  const { query, hash } = readParameters();
  const [, appId = '', room = ''] = location.pathname.split('/');
  const jwt = hash.get('jwt') ?? query.get('jwt') ?? undefined;
  return {
    appId,
    room,
    jwt,
    profile: readProfile(query, hash, jwt),
    identity: (query.get('identity') as IdentityMode | null) ?? 'getter',
    prejoin: query.get('prejoin') === '1',
    visitor: query.get('visitor') === '1',
    muted: query.get('muted') === '1',
    close: (query.get('close') as PageOptions['close'] | null) ?? 'navigate',
    toolbar: query.get('toolbar') === 'auto' ? 'auto' : 'always',
    storeDelay: Number(query.get('storeDelay') ?? 60),
    joinDelay: Number(query.get('joinDelay') ?? 40),
    holdJoining: query.get('hold') === 'joining',
    participantsArray: query.get('participants') === 'array',
    sharedTiles: query.get('shared') === '1',
    omit: new Set(query.get('omit')?.split(',')),
    throws: new Set(query.get('throws')?.split(',')),
    pane: query.get('pane') === '1',
    chat: query.get('chat') === '1',
    customPanel: query.get('custom') === '1',
  };
}

/**
 * The URL's parameters, kept for a reload: a joined page takes them out of its address, and a test
 * that reloads means the same user.
 */
function readParameters() {
  const key = `sim:${location.pathname}`;
  let text = `${location.search}${location.hash}`;
  try {
    if (text === '') text = sessionStorage.getItem(key) ?? '';
    else sessionStorage.setItem(key, text);
  } catch {
    // A sandboxed frame has no storage.
  }
  const [search = '', hash = ''] = text.split('#');
  return { query: new URLSearchParams(search), hash: new URLSearchParams(hash) };
}

function readProfile(
  query: URLSearchParams,
  hash: URLSearchParams,
  jwt: string | undefined,
): Profile {
  const user = jwt === undefined ? {} : tokenUser(jwt);
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const given = hash.get('userInfo.displayName');
  const byToken = user.moderator === true || user.moderator === 'true';
  const role = query.get('role') ?? (jwt === undefined || byToken ? 'moderator' : 'participant');
  return {
    tokenName: text(user.name) ?? query.get('tokenName') ?? query.get('name') ?? undefined,
    name: text(user.name) ?? query.get('name') ?? (given ? String(JSON.parse(given)) : 'me'),
    role: role === 'moderator' ? 'moderator' : 'participant',
    userId: text(user.id) ?? query.get('userId') ?? undefined,
    email: text(user.email) ?? query.get('email') ?? undefined,
    token: jwt,
  };
}

/** `context.user` of a token; the page cannot verify it, nor does Jitsi's. */
function tokenUser(jwt: string): Record<string, unknown> {
  try {
    const base64 = (jwt.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes));
    return Object(claims?.context?.user);
  } catch {
    return {};
  }
}
