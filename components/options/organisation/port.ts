import type { AppId } from '~/utils/jaas/ids';
import type { ResponseOf } from '~/utils/messages/protocol';
import type { ServiceInUse, TokenService } from '~/utils/organisation/token-service';

/** What the options page does about token services outside itself. */
export interface OrganisationPort {
  /** Returns those that sign: of the organisation's policy, then of the host's own. */
  readonly services: () => Promise<readonly ServiceInUse[]>;
  /** Keeps one, in place of what was set up for its AppID. */
  readonly keep: (service: TokenService) => Promise<void>;
  /** Removes what was set up by hand for an AppID. */
  readonly remove: (appId: AppId) => Promise<void>;
  /** Opens its login, and says whether what it gives is a token as it should be. Never rejects. */
  readonly tryOut: (service: TokenService) => Promise<ResponseOf<'token.try-out'>>;
  /** Asks for what opens a login. Works only inside a click. Never rejects. */
  readonly allowSignIn: () => Promise<boolean>;
}
