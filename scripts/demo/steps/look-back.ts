import type { AuditLine } from '~/examples/token-service/audit';
import { found, needlesOf, shownBy, storageOf } from '~/tests/e2e/support/secrets';
import { countKeys } from '~/tests/e2e/support/storage';
import { APP, SIGNER } from '~/tests/organisation/company';
import type { ApiRequest } from '~/tests/simulator/api/record';
import { OFFENDER } from '../people';
import type { OrganisedStage, Step } from '../stage';

export const lookBack: Step<OrganisedStage> = {
  title: 'What is left: the service’s audit, what JaaS was asked, and no key in Gavel',
  async play({ world, key, audit }) {
    const { requests } = world.simulator;
    const asked = requests.map((request) => `${request.operation}: ${giver(request, audit)}`);
    const signatures = requests.map(({ headers }) =>
      String(headers.authorization).split('.').at(-1),
    );
    const secrets = [...needlesOf(key), ...signatures.map(String)];

    const options = await world.gavel.openOptions('keys');
    await options.reads(SIGNER);
    const picture = await options.screenshot('9-no-key');
    const stored = await storageOf(options.page);
    // What is searched must hold what is known to be there, or the search proves nothing.
    if (!stored.includes(APP) || !stored.includes(OFFENDER.userId)) {
      throw new Error('Gavel’s storage could not be read.');
    }
    const log = audit.map((line) => JSON.stringify(line));
    const searched = [stored, await shownBy(options), ...log];
    const keys = await countKeys(options.page);
    await options.close();
    if (keys > 0) throw new Error(`Gavel holds ${keys} keys.`);
    if (searched.some((text) => found(text, secrets).length > 0)) {
      throw new Error('A part of the key or of a token is in Gavel or in the audit.');
    }
    return {
      read: [SIGNER],
      sent: [],
      more: {
        'audit log': log,
        'JaaS was asked': asked,
        'no key': [
          'Gavel’s storage holds no key; neither it, nor its page, nor the audit holds any part of the',
          'service’s private key or of a token that was sent',
        ],
      },
      pictures: [picture],
    };
  },
};

/** @throws when the token of a request is none that the audit says was given to Anna */
function giver({ operation, token }: ApiRequest, audit: readonly AuditLine[]): string {
  const jti = token?.ok ? token.claims.jti : undefined;
  const line = audit.find((one) => one.jti !== null && one.jti === jti);
  if (line?.decision !== 'token' || line.who !== 'anna') {
    throw new Error(`The token of ${operation} is not in the audit.`);
  }
  return `by the token ${line.jti} that ${line.who} was given for “${line.action}”`;
}
