import { generateRandomState } from 'oauth4webapi';
import type { AppId } from '~/utils/jaas/ids';
import type { Action } from '~/utils/journal/action';
import { authorizationUrl, type TokenPurpose } from '~/utils/organisation/authorization';
import { readTokenAnswer, type TokenAnswer } from '~/utils/organisation/check-token';
import { serviceOf, type TokenService } from '~/utils/organisation/token-service';
import type { WebAuth } from './web-auth';

export interface TokenSourceDeps {
  readonly services: () => Promise<readonly TokenService[]>;
  readonly webAuth: WebAuth;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds by a clock that nobody sets. */
  readonly elapsed: () => number;
}

/** A confirmation that a token is for, and what it does. */
export type TokenUse = Pick<Action, 'request' | 'kind' | 'meeting'>;

/** A token is not used any more so long before its end, in milliseconds: it has to arrive before that. */
const BEFORE_END_MS = 15_000;

interface Kept {
  readonly service: TokenService;
  readonly token: string;
  /** By `elapsed`. */
  readonly until: number;
}

/** A silent question that is not answered yet. */
interface Asking {
  readonly service: TokenService;
  readonly answer: Promise<TokenAnswer>;
}

/**
 * Admin tokens of organisations' token services. One is kept in memory for the confirmation that it was asked for,
 * and nowhere else: not for another request, not in storage, and not for longer than it lives.
 */
export function createTokenSource({ services, webAuth, now, elapsed }: TokenSourceDeps) {
  const kept = new Map<string, Kept>();
  const asking = new Map<string, Asking>();
  /** How often everything was forgotten: what was asked for before that is not kept. */
  let forgotten = 0;

  async function ask(
    service: TokenService,
    purpose: TokenPurpose,
    silent: boolean,
  ): Promise<TokenAnswer> {
    const state = generateRandomState();
    const redirectUri = webAuth.redirectUri();
    const address = authorizationUrl(service, purpose, { state, redirectUri, silent });
    const answer = await webAuth.run(address, { silent });
    if (!answer.ok) return answer;
    return readTokenAnswer(answer.address, service, { state, redirectUri, now: now() });
  }

  async function askFor(
    use: TokenUse,
    service: TokenService,
    silent: boolean,
  ): Promise<TokenAnswer> {
    const purpose = { action: use.kind, room: use.meeting.room };
    const before = forgotten;
    const answer = await ask(service, purpose, silent);
    for (const [request, { until }] of kept) if (until <= elapsed()) kept.delete(request);
    if (answer.ok && before === forgotten) {
      const until = elapsed() + answer.lifeMs - BEFORE_END_MS;
      kept.set(use.request, { service, token: answer.token, until });
    }
    return answer;
  }

  return {
    /** Returns the service that an AppID's tokens come from; undefined where keys of one's own sign for it. */
    async of(appId: AppId): Promise<TokenService | undefined> {
      return serviceOf(await services(), appId);
    },

    all: services,

    /** Returns the token of this confirmation; asks for it silently where there is none, or none any more. */
    async token(use: TokenUse, service: TokenService): Promise<TokenAnswer> {
      const before = kept.get(use.request);
      const isGood =
        before !== undefined && before.until > elapsed() && isSame(before.service, service);
      if (isGood) return { ok: true, token: before.token, lifeMs: before.until - elapsed() };
      const running = asking.get(use.request);
      if (running && isSame(running.service, service)) return running.answer;
      const mine: Asking = { service, answer: askFor(use, service, true) };
      asking.set(use.request, mine);
      try {
        return await mine.answer;
      } finally {
        if (asking.get(use.request) === mine) asking.delete(use.request);
      }
    },

    /** JaaS does not take this one: it is not used again. */
    refused({ request }: Pick<TokenUse, 'request'>, token: string): void {
      if (kept.get(request)?.token === token) kept.delete(request);
    },

    /** Asks for a token where the service may show a login; only after a click in one of Gavel's own pages. */
    signIn: (use: TokenUse, service: TokenService) => askFor(use, service, false),

    /** Asks in the same way whether a service answers as it should. What it gives is kept nowhere. */
    async tryOut(service: TokenService): Promise<TokenAnswer> {
      return ask(service, { action: 'set-up', room: null }, false);
    },

    forget(): void {
      forgotten += 1;
      kept.clear();
      asking.clear();
    },
  };
}

export type TokenSource = ReturnType<typeof createTokenSource>;

function isSame(one: TokenService, other: TokenService): boolean {
  return (
    one.url === other.url && one.appId === other.appId && one.publicJwk.n === other.publicJwk.n
  );
}
