import type { ActionKind } from '~/utils/journal/action';
import type { TokenService } from './token-service';

/** Where an answer goes to, below the redirect address of this browser's extension. */
export const REDIRECT_PATH = 'gavel';

/** What a token is asked for: a hint for the service and its log, which decides by the person alone. */
export interface TokenPurpose {
  readonly action: ActionKind | 'set-up';
  /** As the meeting's address has it; null for what concerns the whole AppID. */
  readonly room: string | null;
}

/**
 * Returns the address at which an admin token is asked for (RFC 6749, 4.2.1; `prompt` of OpenID Connect Core, 3.1.2.1).
 *
 * @param how.state says in the answer that it is one to this question
 * @param how.silent whether the service is to answer without a page, if it can
 */
export function authorizationUrl(
  { url, appId }: Pick<TokenService, 'url' | 'appId'>,
  { action, room }: TokenPurpose,
  how: { readonly state: string; readonly redirectUri: string; readonly silent: boolean },
): string {
  const address = new URL(url);
  const parameters = {
    response_type: 'token',
    client_id: 'gavel',
    scope: 'jaas.admin',
    redirect_uri: how.redirectUri,
    state: how.state,
    app_id: appId,
    action,
    ...(room !== null && { room }),
    ...(how.silent && { prompt: 'none' }),
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return address.href;
}
