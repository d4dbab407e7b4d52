import type { AppId } from '~/utils/jaas/ids';
import type { KeyRecord } from '~/utils/keys/key-record';
import type { Keyring } from '~/utils/keys/keyring';
import type { NamedKey, PopupState } from '~/utils/messages/protocol';
import {
  serviceHost,
  serviceOf,
  serviceTitle,
  type TokenService,
} from '~/utils/organisation/token-service';
import type { TokenSource } from './token-source';

export interface SourceDeps {
  readonly keys: Pick<Keyring, 'stateOf' | 'states'>;
  readonly tokens: Pick<TokenSource, 'of' | 'all'>;
}

/**
 * Where an AppID's admin tokens come from: its token service, where there is one, else a key of this browser. A
 * service is always ready as far as anybody is told who does not ask it: whether the host is signed in there is
 * found out when a question comes up.
 */
export function createSources({ keys, tokens }: SourceDeps) {
  return {
    async stateOf(
      appId: AppId,
      whenReady?: (record: KeyRecord) => void,
    ): Promise<NamedKey & { keyId: KeyRecord['keyId'] | null }> {
      const service = await tokens.of(appId);
      if (service === undefined) return keys.stateOf(appId, whenReady);
      return { ...named(service), keyId: null };
    },

    /** Returns one entry per AppID. */
    async states(): Promise<PopupState['keys']> {
      const services = await tokens.all();
      const own = await keys.states();
      const others = own.filter(({ appId }) => serviceOf(services, appId) === undefined);
      return [
        ...services.map((service) => ({ ...named(service), appId: service.appId })),
        ...others,
      ];
    },
  };
}

function named(service: TokenService) {
  return { state: 'ready', label: serviceTitle(service), service: serviceHost(service) } as const;
}
