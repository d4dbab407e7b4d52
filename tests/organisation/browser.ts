import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import type { Organisation } from '~/examples/token-service/organisation';

export interface Landing {
  /** Where the browser is now. Behind a redirect to an address that is not the organisation's: there. */
  readonly url: URL;
  /** 0 where nothing was asked, because the address is not the organisation's. */
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

interface Cookie {
  readonly host: string;
  readonly path: string;
  readonly name: string;
  readonly value: string;
  readonly isSecure: boolean;
}

/** As much of a browser as signing in needs: cookies, redirects and forms. It asks loopback only. */
export class Browser {
  #cookies: Cookie[] = [];
  readonly #ports: ReadonlyMap<string, number>;
  readonly #isTls: boolean;

  readonly #organisation: Pick<Organisation, 'origins' | 'ports'>;

  /** @param isTls whether the organisation has a certificate, which is not checked */
  constructor(organisation: Pick<Organisation, 'origins' | 'ports'>, isTls = false) {
    const { origins, ports } = organisation;
    this.#organisation = organisation;
    this.#isTls = isTls;
    this.#ports = new Map([
      [origins.app, ports.app],
      [origins.login, ports.login],
    ]);
  }

  get cookies(): readonly Cookie[] {
    return this.#cookies;
  }

  /** Another browser with the same cookies. */
  copy(): Browser {
    const copy = new Browser(this.#organisation, this.#isTls);
    copy.#cookies = [...this.#cookies];
    return copy;
  }

  /** Goes to an address, and on through redirects, until there is a page or an address elsewhere. */
  async open(url: string | URL, method = 'GET', form?: Record<string, string>): Promise<Landing> {
    let landing = await this.ask(new URL(url), method, form);
    while (landing.headers.location !== undefined) {
      landing = await this.ask(new URL(landing.headers.location, landing.url));
    }
    return landing;
  }

  /** Fills in the only form of a page. */
  submit(page: Landing, form: Record<string, string>): Promise<Landing> {
    const action = /<form method="post"(?: action="([^"]*)")?/.exec(page.body)?.[1] ?? '';
    return this.open(new URL(action, page.url), 'POST', form);
  }

  /** One request, without following a redirect. */
  async ask(url: URL, method = 'GET', form?: Record<string, string>): Promise<Landing> {
    const port = this.#ports.get(url.origin);
    if (port === undefined) return { url, status: 0, headers: {}, body: '' };
    const body = form === undefined ? '' : new URLSearchParams(form).toString();
    const request = (this.#isTls ? requestTls : requestPlain)({
      host: '127.0.0.1',
      port,
      method,
      path: url.pathname + url.search,
      rejectUnauthorized: false,
      headers: {
        host: url.host,
        cookie: this.#cookiesFor(url),
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': body.length,
      },
    });
    request.end(body);
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request.once('response', resolve);
      request.once('error', reject);
    });
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    for (const header of response.headers['set-cookie'] ?? []) this.#keep(url, header);
    const { headers, statusCode = 0 } = response;
    return { url, status: statusCode, headers, body: Buffer.concat(chunks).toString() };
  }

  #cookiesFor(url: URL): string {
    const fitting = this.#cookies.filter(
      ({ host, path, isSecure }) =>
        host === url.hostname &&
        (url.pathname === path || url.pathname.startsWith(path.replace(/\/?$/, '/'))) &&
        (!isSecure || url.protocol === 'https:'),
    );
    return fitting.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  #keep(url: URL, header: string): void {
    const [pair = '', ...attributes] = header.split(/;\s*/);
    const name = pair.split('=', 1)[0] ?? '';
    const attribute = (wanted: string) => {
      const found = attributes.find((one) => one.toLowerCase().startsWith(wanted));
      return found?.slice(wanted.length);
    };
    const path = attribute('path=') ?? '/';
    const host = url.hostname;
    const isOver =
      attribute('max-age=') === '0' || attribute('expires=')?.includes('01 Jan 1970') === true;
    this.#cookies = this.#cookies.filter(
      (one) => one.host !== host || one.path !== path || one.name !== name,
    );
    if (isOver) return;
    const value = pair.slice(name.length + 1);
    this.#cookies.push({ host, path, name, value, isSecure: attribute('secure') !== undefined });
  }
}
