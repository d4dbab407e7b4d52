import type { IncomingMessage, ServerResponse } from 'node:http';
import { browserSecret, type Login } from './login';
import { escapeHtml, page, type Reply, redirect, send } from './reply';
import { createCookies, type Sessions } from './sessions';
import { type TokenRequest, type TokenService, tokenRoute } from './token-route';

export const TOKEN_PATH = '/gavel/token';
export const CALLBACK_PATH = '/login/callback';

export interface ApplicationParts {
  /** Where people open the application. */
  readonly origin: string;
  readonly sessions: Sessions;
  readonly login: Login;
  /** Looked up for each request, so that a host who is none any more gets no further token. */
  readonly isHost: (personId: string) => boolean;
  readonly service: TokenService;
  /** In the place of the route, for tests that need a service that misbehaves. */
  readonly tokenRoute?: typeof tokenRoute;
  readonly onError: (error: unknown) => void;
}

/** The organisation's web application, as small as it can be: a page, its login, and Gavel's route. */
export function createApplication(
  parts: ApplicationParts,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { sessions, login, isHost, service, onError } = parts;
  const cookies = createCookies(parts.origin);

  async function signIn(request: IncomingMessage, returnTo: string): Promise<Reply> {
    const browser = browserSecret(cookies.read(request.headers.cookie, 'browser'));
    const url = await login.begin(browser, returnTo);
    return redirect(url.href, { 'set-cookie': cookies.set('browser', browser) });
  }

  async function signedIn(request: IncomingMessage, query: URLSearchParams): Promise<Reply> {
    const browser = cookies.read(request.headers.cookie, 'browser');
    const done = await login.finish(browser, query);
    if (done === null) return page(400, 'Out of date', '<p>Please sign in once more.</p>');
    // A new id at each sign-in: one that was slipped in before is worth nothing.
    const session = sessions.start(done.personId);
    return redirect(done.returnTo, { 'set-cookie': cookies.set('session', session) });
  }

  async function answer(request: IncomingMessage): Promise<Reply> {
    const { method = '', url = '/' } = request;
    // Cut by hand: `new URL` would take the host out of a path such as `//elsewhere.example/gavel/token`.
    const path = url.split('?', 1)[0];
    const search = url.slice(path?.length).replace(/^\?/, '');
    const query = new URLSearchParams(search);
    const session = cookies.read(request.headers.cookie, 'session');
    const personId = sessions.find(session);

    if (path === TOKEN_PATH) {
      const tokenRequest: TokenRequest = {
        method,
        query,
        person: personId === null ? null : { id: personId, isHost: isHost(personId) },
        login: () => signIn(request, `${TOKEN_PATH}?${search}`),
      };
      return (parts.tokenRoute ?? tokenRoute)(tokenRequest, service);
    }
    if (method === 'GET' && path === '/') return home(personId);
    if (method === 'GET' && path === '/sign-in') return signIn(request, '/');
    if (method === 'GET' && path === CALLBACK_PATH) return signedIn(request, query);
    if (method === 'POST' && path === '/sign-out') {
      sessions.end(session);
      return redirect('/', { 'set-cookie': cookies.clear('session') });
    }
    return page(404, 'Not found', '<p>There is nothing here.</p>');
  }

  return (request, response) => {
    answer(request)
      .catch((error): Reply => {
        onError(error);
        return page(500, 'This did not work', '<p>Please try again later.</p>');
      })
      .then((reply) => send(response, reply));
  };
}

function home(personId: string | null): Reply {
  const main =
    personId === null
      ? '<p><a href="/sign-in">Sign in</a></p>'
      : `<p>You are signed in as ${escapeHtml(personId)}.</p>` +
        '<form method="post" action="/sign-out"><button>Sign out</button></form>';
  return page(200, 'Our application', main);
}
