import { isExpired } from '~/utils/actions/request';
import type { createRequests } from '~/utils/actions/requests';
import { type Action, CONFIRM_WITHIN_MS } from '~/utils/journal/action';
import type { Journal } from '~/utils/journal/journal';
import type { ResponseOf } from '~/utils/messages/protocol';
import type { tokenMessages } from '~/utils/messages/protocol-pages';
import type { HandlersOf } from '~/utils/messages/router';
import type { TokenAnswer } from '~/utils/organisation/check-token';
import type { TokenService } from '~/utils/organisation/token-service';
import type { TokenSource } from './token-source';

export interface TokenDeps {
  readonly tokens: TokenSource;
  readonly journal: Pick<Journal, 'ofRequest'>;
  readonly requests: Pick<ReturnType<typeof createRequests>, 'renew'>;
  readonly now: () => number;
  /** Keeps the worker alive while somebody signs in. */
  readonly keepAwake: <T>(task: () => Promise<T>) => Promise<T>;
  /** Brings Gavel's window up again for a request: a popup closes when the window of the login opens. */
  readonly showRequest: (request: string) => Promise<void>;
  readonly tellEverybody: () => Promise<void>;
}

/** How long somebody may take to sign in before what they want to confirm expires, in milliseconds. */
const SIGN_IN_MS = 5 * 60_000;

/** What Gavel's own pages ask of token services. The token itself goes into no message. */
export function tokenHandlers(deps: TokenDeps): HandlersOf<typeof tokenMessages> {
  const { tokens, journal, requests, now, keepAwake } = deps;

  /** Returns a request's first record that waits, and the service that would sign it; null where either is missing. */
  async function waiting(id: string): Promise<{ action: Action; service: TokenService } | null> {
    const action = (await journal.ofRequest(id)).find(
      (record) => record.state === 'pending' && !isExpired(record, now()),
    );
    const service = action && (await tokens.of(action.meeting.appId));
    return action && service ? { action, service } : null;
  }

  return {
    'token.prepare': async ({ id }) => {
      const found = await waiting(id);
      if (found === null) return NOTHING_ASKED;
      return said(await keepAwake(() => tokens.token(found.action, found.service)));
    },

    'token.sign-in': async ({ id }) => {
      const found = await waiting(id);
      if (found === null) return NOTHING_ASKED;
      await requests.renew(SIGN_IN_MS, id);
      // A window that shows the question would let it expire.
      await deps.tellEverybody();
      const answer = await keepAwake(() => tokens.signIn(found.action, found.service));
      // A minute to decide, from now on.
      await requests.renew(CONFIRM_WITHIN_MS, id);
      await deps.tellEverybody();
      if ((await waiting(id)) !== null) await deps.showRequest(id);
      return said(answer);
    },

    'token.try-out': async ({ service }) => said(await keepAwake(() => tokens.tryOut(service))),
  };
}

/** The question is gone, or the service is: no flow is started for it. */
const NOTHING_ASKED = { ok: false, why: 'not-asked' } as const;

function said(answer: TokenAnswer): ResponseOf<'token.prepare'> {
  return answer.ok ? { ok: true } : { ok: false, why: answer.why };
}
