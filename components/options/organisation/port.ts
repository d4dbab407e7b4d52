import type { AppId } from '~/utils/jaas/ids';
import type { ResponseOf } from '~/utils/messages/protocol';
import type { TokenService } from '~/utils/organisation/token-service';

/** What the options page does about token services outside itself. */
export interface OrganisationPort {
  /** Returns those that were set up by hand, oldest first. */
  readonly services: () => Promise<readonly TokenService[]>;
  /** Keeps one, in place of what was set up for its AppID. */
  readonly keep: (service: TokenService) => Promise<void>;
  readonly remove: (appId: AppId) => Promise<void>;
  /** Opens its login, and says whether what it gives is a token as it should be. Never rejects. */
  readonly tryOut: (service: TokenService) => Promise<ResponseOf<'token.try-out'>>;
  /** Asks for what opens a login. Works only inside a click. Never rejects. */
  readonly allowSignIn: () => Promise<boolean>;
}
