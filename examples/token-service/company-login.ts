import { generateKeyPair } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import Provider from 'oidc-provider';
import { escapeHtml, page, send } from './reply';
import { secret } from './sessions';

export interface Account {
  readonly username: string;
  readonly password: string;
}

/** The company's login: a real OpenID provider with a handful of accounts, for the example only. */
export interface CompanyLogin {
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
  /** Ends this person's sessions at the login: the next sign-in asks for the password again. */
  signOut(username: string): Promise<void>;
}

const WORKDAY_S = 8 * 60 * 60;
const INTERACTION = /^\/interaction\/[\w-]+$/;

/** What a form of ours sends at most, in bytes. */
const LONGEST_FORM = 4096;

export async function createCompanyLogin(options: {
  readonly issuer: string;
  readonly client: {
    readonly id: string;
    readonly secret: string;
    readonly redirectUri: string;
  };
  readonly accounts: readonly Account[];
}): Promise<CompanyLogin> {
  const { issuer, client, accounts } = options;
  const key = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const sessions = new Map<string, string>();

  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [client.redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [{ ...key.privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
    cookies: { keys: [secret()] },
    findAccount: (_context, username) =>
      accounts.some((account) => account.username === username)
        ? { accountId: username, claims: () => ({ sub: username }) }
        : undefined,
    // The application is the company's own: nobody is asked whether it may know who signs in.
    loadExistingGrant: async (context) => {
      const accountId = context.oidc.session?.accountId;
      if (accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: client.id, accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    // Each of these would bring pages with fonts from elsewhere.
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    renderError: (context, { error, error_description: description = '' }) => {
      const reply = page(400, 'Sign-in failed', `<p>${escapeHtml(description || error)}</p>`);
      for (const [name, value] of Object.entries(reply.headers)) context.set(name, `${value}`);
      context.body = reply.body;
    },
    ttl: {
      AccessToken: 60,
      AuthorizationCode: 60,
      IdToken: 300,
      Interaction: 600,
      Grant: WORKDAY_S,
      Session: WORKDAY_S,
    },
  });
  // The headers that it trusts by this are set below, and never taken from a request.
  provider.proxy = true;
  provider.on('session.saved', ({ jti, accountId }) => {
    if (accountId !== undefined) sessions.set(jti, accountId);
  });
  const serveProvider = provider.callback();

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    await provider.interactionDetails(request, response);
    if (request.method !== 'POST') return send(response, loginPage('', false));
    const form = new URLSearchParams(await bodyOf(request));
    const username = form.get('username') ?? '';
    const password = form.get('password') ?? '';
    const isRight = accounts.some(
      (account) => account.username === username && account.password === password,
    );
    if (!isRight) return send(response, loginPage(username, true));
    const result = { login: { accountId: username } };
    await provider.interactionFinished(request, response, result, {
      mergeWithLastSubmission: false,
    });
  }

  const { protocol, host } = new URL(issuer);
  return {
    handler: (request, response) => {
      request.headers['x-forwarded-proto'] = protocol.replace(':', '');
      request.headers['x-forwarded-host'] = host;
      const path = (request.url ?? '').split('?', 1)[0] ?? '';
      if (!INTERACTION.test(path)) return void serveProvider(request, response);
      interact(request, response).catch(() => {
        send(response, page(400, 'Out of date', '<p>Please sign in once more.</p>'));
      });
    },
    signOut: async (username) => {
      for (const [id, accountId] of sessions) {
        if (accountId !== username) continue;
        sessions.delete(id);
        const session = await provider.Session.find(id);
        await session?.destroy();
      }
    },
  };
}

function loginPage(username: string, isWrong: boolean) {
  const problem = isWrong
    ? '<p id="problem" role="alert">The user name or the password is wrong.</p>'
    : '';
  const described = isWrong ? ' aria-invalid="true" aria-describedby="problem"' : '';
  return page(
    isWrong ? 401 : 200,
    'Company login',
    `${problem}<form method="post">` +
      `<label>User name<input name="username" autocomplete="username" required` +
      ` value="${escapeHtml(username)}"${described}></label>` +
      `<label>Password<input name="password" type="password" autocomplete="current-password"` +
      ` required${described}></label><button>Sign in</button></form>`,
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LONGEST_FORM) throw new Error('The form is too long');
  }
  return Buffer.concat(chunks).toString();
}
