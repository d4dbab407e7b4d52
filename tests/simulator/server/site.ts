import type { IncomingMessage, ServerResponse } from 'node:http';
import { APP_ID } from '../room-name';
import { type Asset, loadAssets, loadHtml } from './assets';
import { LIBRARIES, loadLibraries } from './libraries';

/** Anything asked that is not for the API. */
export interface PageRequest {
  /** Milliseconds since the epoch on the simulator's clock. */
  readonly at: number;
  readonly host: string;
  readonly method: string;
  /** The request target as sent: with its query, so it may hold a token. */
  readonly path: string;
  /** The `Origin` header, by which a request of the extension's can be told. */
  readonly origin?: string | undefined;
  readonly status: number;
}

const PAGE_HOSTS = new Set(['8x8.vc', 'stage.8x8.vc', 'frankfurt.8x8.vc']);

/** What a strict site might send; `?csp=strict` asks for it. */
const STRICT_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors *";

/** The meeting page, its files, the welcome page and the page that embeds a meeting. */
export class Site {
  private constructor(
    private readonly assets: ReadonlyMap<string, Asset>,
    private readonly room: string,
    private readonly welcome: string,
    private readonly embed: string,
  ) {}

  static async load(): Promise<Site> {
    const [assets, libraries, room, welcome, embed] = await Promise.all([
      loadAssets(),
      loadLibraries(),
      loadHtml('room'),
      loadHtml('welcome'),
      loadHtml('embed'),
    ]);
    return new Site(new Map([...assets, [LIBRARIES, libraries]]), room, welcome, embed);
  }

  /** Answers, and returns the status it answered with. */
  serve(host: string, incoming: IncomingMessage, response: ServerResponse): number {
    // Not resolved against the host: `//` would name another one.
    const { pathname, searchParams } = new URL(`https://${host}${pathOf(incoming)}`);
    const { status, type, body } = this.#find(host, pathname);
    response.writeHead(status, {
      'Content-Type': `${type}; charset=utf-8`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'X-Jitsi-Release': '11146',
      // A sandboxed frame has an opaque origin, and modules are fetched with CORS.
      'Access-Control-Allow-Origin': '*',
      ...(searchParams.get('csp') === 'strict' && { 'Content-Security-Policy': STRICT_CSP }),
      // As with the API's answers: how a client looks whether the host is there leaves nothing to reuse.
      ...(incoming.method === 'HEAD' && { Connection: 'close' }),
    });
    response.end(body);
    return status;
  }

  #find(host: string, pathname: string): Asset & { readonly status: number } {
    const html = (body: string) => ({ status: 200, type: 'text/html', body });
    const asset = this.assets.get(pathname.replace(/^\/libs\/sim\//, ''));
    if (asset !== undefined) return { status: 200, ...asset };
    if (pathname === '/favicon.ico') return { status: 204, type: 'image/x-icon', body: '' };
    if (!PAGE_HOSTS.has(host)) {
      if (pathname === '/embed-test.html') return html(this.embed);
      return { status: 404, type: 'text/plain', body: 'Not found' };
    }
    if (pathname === '/' || isStatic(pathname)) return html(this.welcome);
    if (isRoom(pathname)) return html(this.room);
    return { status: 404, type: 'text/plain', body: 'Not found' };
  }
}

/** A client that asks as of a proxy, by a whole address, gets the welcome page. */
function pathOf({ url = '' }: IncomingMessage): string {
  return url.startsWith('/') ? url : '/';
}

const isStatic = (pathname: string) => /^(\/[^/]+)?\/static\/[^/]+\.html$/.test(pathname);

/** nginx serves a room at exactly `/<tenant>/<room>` (jitsi infra `nginx.site.j2`). */
function isRoom(pathname: string): boolean {
  const [, tenant = '', room = '', ...rest] = pathname.split('/');
  return APP_ID.test(tenant) && room !== '' && rest.length === 0;
}
