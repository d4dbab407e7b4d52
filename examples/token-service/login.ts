import * as oauth from 'oauth4webapi';
import { secret } from './sessions';

export interface LoginOptions {
  /** The OpenID provider, as it calls itself. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends the browser back to. */
  readonly redirectUri: string;
  readonly now: () => number;
  /** For what the application itself asks the provider; the browser is not concerned. */
  readonly fetch?: (url: string, init: object) => Promise<Response>;
}

/** The application's login at an OpenID provider: authorization code with PKCE. Yours has its own. */
export interface Login {
  /** @param browser the secret of this browser's cookie: the answer counts in no other */
  begin(browser: string, returnTo: string): Promise<URL>;
  /** Null for an answer that nobody here asked for, or not in this browser, or too long ago. */
  finish(
    browser: string | undefined,
    answer: URLSearchParams,
  ): Promise<{ readonly personId: string; readonly returnTo: string } | null>;
}

interface Attempt {
  readonly browser: string;
  readonly verifier: string;
  readonly nonce: string;
  readonly returnTo: string;
  readonly endsAt: number;
}

const ATTEMPT_MS = 10 * 60_000;

/** Anybody can begin to sign in: the memory for that has an end. */
const MOST_ATTEMPTS = 1000;

export function createLogin(options: LoginOptions): Login {
  const { issuer, redirectUri, now } = options;
  const client: oauth.Client = { client_id: options.clientId };
  const attempts = new Map<string, Attempt>();
  const http = {
    ...(options.fetch === undefined ? {} : { [oauth.customFetch]: options.fetch }),
    // For a login on this machine. Anywhere else a provider without TLS is refused.
    [oauth.allowInsecureRequests]: new URL(issuer).hostname === 'localhost',
  };
  let known: Promise<oauth.AuthorizationServer> | null = null;

  async function discover(): Promise<oauth.AuthorizationServer> {
    const url = new URL(issuer);
    return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, http));
  }

  function provider(): Promise<oauth.AuthorizationServer> {
    known ??= discover().catch((error) => {
      known = null;
      throw error;
    });
    return known;
  }

  return {
    begin: async (browser, returnTo) => {
      const { authorization_endpoint: endpoint = '' } = await provider();
      const state = oauth.generateRandomState();
      const nonce = oauth.generateRandomNonce();
      const verifier = oauth.generateRandomCodeVerifier();
      for (const old of attempts.keys()) {
        if (attempts.size >= MOST_ATTEMPTS) attempts.delete(old);
      }
      attempts.set(state, { browser, verifier, nonce, returnTo, endsAt: now() + ATTEMPT_MS });
      const url = new URL(endpoint);
      url.search = new URLSearchParams({
        client_id: client.client_id,
        response_type: 'code',
        scope: 'openid',
        redirect_uri: redirectUri,
        state,
        nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }).toString();
      return url;
    },

    finish: async (browser, answer) => {
      const state = answer.get('state') ?? '';
      const attempt = attempts.get(state);
      if (attempt === undefined || attempt.browser !== browser) return null;
      attempts.delete(state);
      if (attempt.endsAt <= now()) return null;
      const server = await provider();
      const parameters = oauth.validateAuthResponse(server, client, answer, state);
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        oauth.ClientSecretBasic(options.clientSecret),
        parameters,
        redirectUri,
        attempt.verifier,
        http,
      );
      const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
        expectedNonce: attempt.nonce,
        requireIdToken: true,
      });
      await oauth.validateApplicationLevelSignature(server, response, http);
      const claims = oauth.getValidatedIdTokenClaims(tokens);
      return claims === undefined ? null : { personId: claims.sub, returnTo: attempt.returnTo };
    },
  };
}

/** Names the browser that signs in, or takes the name it has: two sign-ins at once do not disturb. */
export const browserSecret = (known: string | undefined): string => known ?? secret();
