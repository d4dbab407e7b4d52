import { CALLBACK_PATH, createApplication, TOKEN_PATH } from './application';
import type { AuditLine } from './audit';
import { type Account, createCompanyLogin } from './company-login';
import { type Certificate, listen } from './listen';
import { createLogin } from './login';
import { rateLimit } from './rate-limit';
import { createSessions, secret } from './sessions';
import { type SigningKey, throwAwayKey } from './signer';
import type { tokenRoute } from './token-route';

export interface OrganisationOptions {
  readonly appId: string;
  readonly keyId: string;
  readonly redirectUris: readonly string[];
  /** A throw-away key when left out. */
  readonly key?: SigningKey;
  /** Who can sign in; Anna and Bob when left out. */
  readonly accounts?: readonly Account[];
  /** The user names of those who may moderate; `anna` when left out. */
  readonly hosts?: readonly string[];
  readonly tokensPerMinute?: number;
  readonly sessionMs?: number;
  /** On loopback; free ones when left out. */
  readonly ports?: { readonly app: number; readonly login: number };
  /** Serves both over TLS. */
  readonly certificate?: Certificate;
  /**
   * Where browsers open both, for example `https://app.example.com`, when something leads them from
   * there to the ports. `http://localhost:<port>` when left out.
   */
  readonly origins?: { readonly app: string; readonly login: string };
  /** The application's clock, in milliseconds since 1970. The company's login has the machine's. */
  readonly now?: () => number;
  readonly log?: (line: AuditLine) => void;
  readonly onError?: (error: unknown) => void;
  /** In the place of the token route, for tests that need a service that misbehaves. */
  readonly tokenRoute?: typeof tokenRoute;
}

export interface Organisation {
  readonly ports: { readonly app: number; readonly login: number };
  readonly origins: { readonly app: string; readonly login: string };
  /** The address of the route, without a query: what Gavel is told. */
  readonly tokenUrl: string;
  readonly appId: string;
  readonly keyId: string;
  readonly publicKeyPem: string;
  readonly redirectUris: readonly string[];
  readonly accounts: readonly Account[];
  /** Every audit line, oldest first. */
  readonly audit: readonly AuditLine[];
  /** The rules of Chromium's `--host-resolver-rules` that lead from both origins to both ports. */
  readonly hostResolverRules: readonly string[];
  /** Takes the right to moderate from a person, who stays signed in. */
  forbid(username: string): void;
  allow(username: string): void;
  /**
   * Ends a person's sessions in every browser. Where only the application's end, the company's login
   * still knows the browser, and the next sign-in asks nothing.
   */
  signOut(username: string, where?: 'everywhere' | 'application'): Promise<void>;
  stop(): Promise<void>;
}

const DEMO_ACCOUNTS: readonly Account[] = [
  { username: 'anna', password: 'anna-likes-tea' },
  { username: 'bob', password: 'bob-likes-coffee' },
];

const WORKDAY_MS = 8 * 60 * 60_000;

/** Starts the application and the company's login on loopback, for the demo and for tests. */
export async function startOrganisation(options: OrganisationOptions): Promise<Organisation> {
  const { appId, keyId, redirectUris, certificate, now = Date.now } = options;
  const { accounts = DEMO_ACCOUNTS, onError = () => undefined } = options;
  const key = options.key ?? (await throwAwayKey());
  const app = await listen(options.ports?.app ?? 0, certificate);
  const login = await listen(options.ports?.login ?? 0, certificate);
  // The application asks the provider here, without TLS: nobody has to trust a made-up certificate.
  const backChannel = await listen(0);
  const scheme = certificate === undefined ? 'http' : 'https';
  const origins = options.origins ?? {
    app: `${scheme}://localhost:${app.port}`,
    login: `${scheme}://localhost:${login.port}`,
  };

  const client = { id: 'app', secret: secret(), redirectUri: `${origins.app}${CALLBACK_PATH}` };
  const company = await createCompanyLogin({ issuer: origins.login, client, accounts });
  login.serve(company.handler);
  backChannel.serve(company.handler);

  const hosts = new Set(options.hosts ?? ['anna']);
  const sessions = createSessions(options.sessionMs ?? WORKDAY_MS, now);
  const audit: AuditLine[] = [];
  app.serve(
    createApplication({
      origin: origins.app,
      sessions,
      login: createLogin({
        issuer: origins.login,
        clientId: client.id,
        clientSecret: client.secret,
        redirectUri: client.redirectUri,
        now,
        fetch: onLoopback(origins.login, backChannel.port),
      }),
      isHost: (personId) => hosts.has(personId),
      service: {
        appId,
        keyId,
        redirectUris,
        sign: key.sign,
        admits: rateLimit(options.tokensPerMinute ?? 30, now),
        now,
        log: (line) => {
          audit.push(line);
          options.log?.(line);
        },
        onSignerError: onError,
      },
      onError,
      ...(options.tokenRoute === undefined ? {} : { tokenRoute: options.tokenRoute }),
    }),
  );

  return {
    ports: { app: app.port, login: login.port },
    origins,
    tokenUrl: `${origins.app}${TOKEN_PATH}`,
    appId,
    keyId,
    publicKeyPem: key.publicKeyPem,
    redirectUris,
    accounts,
    audit,
    hostResolverRules: [
      `MAP ${new URL(origins.app).hostname} 127.0.0.1:${app.port}`,
      `MAP ${new URL(origins.login).hostname} 127.0.0.1:${login.port}`,
    ],
    forbid: (username) => {
      hosts.delete(username);
    },
    allow: (username) => {
      hosts.add(username);
    },
    signOut: async (username, where = 'everywhere') => {
      sessions.endAll(username);
      if (where === 'everywhere') await company.signOut(username);
    },
    stop: async () => {
      await Promise.all([app, login, backChannel].map((one) => one.stop()));
    },
  };
}

/** Asks the port what was meant for the origin, and nobody else anything. */
function onLoopback(origin: string, port: number) {
  return async (asked: string, init: object): Promise<Response> => {
    const url = new URL(asked);
    if (url.origin !== origin) throw new Error(`The application asks ${origin} only`);
    return fetch(`http://127.0.0.1:${port}${url.pathname}${url.search}`, init);
  };
}
