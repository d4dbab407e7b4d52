import { generateKeyPairSync, sign } from 'node:crypto';
import { page, type Reply, redirect } from '~/examples/token-service/reply';
import { tokenRoute } from '~/examples/token-service/token-route';

/** In the place of a good answer: another address, a page, or nothing for as long as the server runs. */
type Answer = URL | 'page' | 'nothing';

/** @param good the address that the service would have sent the browser to */
export type Mischief = (good: URL, context: MischiefContext) => Answer | Promise<Answer>;

interface MischiefContext {
  /** What Gavel asked. */
  readonly query: URLSearchParams;
  /** Of the good token; null where the good answer is an error. */
  readonly token: { readonly header: object; readonly claims: Record<string, unknown> } | null;
  /** The good answer with a token that differs in this. Undefined takes a claim out. */
  withToken(changes: {
    readonly header?: object;
    readonly claims?: object;
    /** Signed by a key that is not the organisation's. */
    readonly isForeign?: boolean;
  }): URL;
  /** The good answer with other parameters behind `#`. Undefined takes one out. */
  withParameters(changes: Readonly<Record<string, string | undefined>>): URL;
}

const ANOTHER_APP_ID = `vpaas-magic-cookie-${'f'.repeat(32)}`;

/** What a service that is broken, taken over or not the right one may answer. */
export const MISCHIEF = {
  wrongState: (_good, { withParameters }) => withParameters({ state: 'A'.repeat(22) }),
  noState: (_good, { withParameters }) => withParameters({ state: undefined }),
  anotherAppId: (_good, { withToken }) =>
    withToken({ header: { kid: `${ANOTHER_APP_ID}/abc123` }, claims: { sub: ANOTHER_APP_ID } }),
  foreignSignature: (_good, { withToken }) => withToken({ isForeign: true }),
  longLife: (_good, { withToken, token }) =>
    withToken({ claims: { exp: Number(token?.claims.exp) + 24 * 60 * 60 } }),
  over: (_good, { withToken, token }) =>
    withToken({
      claims: { exp: Number(token?.claims.nbf) - 60, nbf: Number(token?.claims.nbf) - 180 },
    }),
  room: (_good, { withToken }) => withToken({ claims: { room: '*' } }),
  context: (_good, { withToken }) => withToken({ claims: { context: { user: { id: 'x' } } } }),
  notAdmin: (_good, { withToken }) => withToken({ claims: { admin: undefined } }),
  anotherAlgorithm: (_good, { withToken }) => withToken({ header: { alg: 'none' } }),
  elsewhere: (good) => new URL(good.hash, 'https://elsewhere.example/gavel'),
  page: () => 'page',
  nothing: () => 'nothing',
} satisfies Record<string, Mischief>;

/** Wraps the good route from outside: what it decides and logs stays as it is. */
export function misbehaving(
  privateKeyPem: string,
  wanted: () => Mischief | null,
): typeof tokenRoute {
  return async (request, service) => {
    const reply = await tokenRoute(request, service);
    const mischief = wanted();
    const location = String(reply.headers.location ?? '');
    const isForGavel = service.redirectUris.some((uri) => location.startsWith(`${uri}#`));
    if (mischief === null || !isForGavel) return reply;
    const good = new URL(location);
    const answer = await mischief(good, contextOf(good, request.query, privateKeyPem));
    if (answer === 'nothing') return new Promise<Reply>(() => undefined);
    if (answer === 'page') return page(200, 'Out of service', '<p>We are moving house.</p>');
    return redirect(answer.href);
  };
}

function contextOf(good: URL, query: URLSearchParams, privateKeyPem: string): MischiefContext {
  const jwt = new URLSearchParams(good.hash.slice(1)).get('access_token');
  const [header = null, claims = null] = (jwt?.split('.') ?? []).slice(0, 2).map(parsed);
  const token = header === null || claims === null ? null : { header, claims };
  const withParameters: MischiefContext['withParameters'] = (changes) => {
    const url = new URL(good);
    const parameters = new URLSearchParams(good.hash.slice(1));
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) parameters.delete(name);
      else parameters.set(name, value);
    }
    url.hash = parameters.toString();
    return url;
  };
  return {
    query,
    token,
    withParameters,
    withToken: ({ header: other, claims: more, isForeign = false }) => {
      if (token === null) return good;
      const parts = [
        { ...token.header, ...other },
        { ...token.claims, ...more },
      ];
      const input = parts.map((part) => encoded(JSON.stringify(part))).join('.');
      const key = isForeign ? foreignKey() : privateKeyPem;
      const signature = encoded(sign('sha256', Buffer.from(input), key));
      return withParameters({ access_token: `${input}.${signature}` });
    },
  };
}

const encoded = (data: string | Uint8Array) => Buffer.from(data).toString('base64url');
const parsed = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
const foreignKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
