import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import {
  type Organisation,
  type OrganisationOptions,
  startOrganisation,
} from '~/examples/token-service/organisation';
import { signingKey } from '~/examples/token-service/signer';
import { createCertificate } from '~/tests/simulator/server/certificate';
import { type Mischief, misbehaving } from './mischief';

export interface TestOrganisationOptions extends Omit<OrganisationOptions, 'key' | 'tokenRoute'> {
  /** PKCS#8; a fresh one when left out. */
  readonly privateKeyPem?: string;
  /** Serves `https://app.example.com` and `https://login.example.com` with a made-up certificate. */
  readonly tls?: boolean;
}

export interface TestOrganisation extends Organisation {
  /** Turns every answer to Gavel into what this makes of it, until it is null again. */
  misbehave(mischief: Mischief | null): void;
}

const ORIGINS = { app: 'https://app.example.com', login: 'https://login.example.com' };

/** The example's organisation, as it is, with a way to make its token service misbehave. */
export async function startTestOrganisation(
  options: TestOrganisationOptions,
): Promise<TestOrganisation> {
  const { privateKeyPem = await freshKey(), tls = false, ...rest } = options;
  let mischief: Mischief | null = null;
  const organisation = await startOrganisation({
    ...(tls ? { certificate: await createCertificate(), origins: ORIGINS } : {}),
    ...rest,
    key: signingKey(privateKeyPem),
    tokenRoute: misbehaving(privateKeyPem, () => mischief),
  });
  return {
    ...organisation,
    misbehave: (wanted) => {
      mischief = wanted;
    },
  };
}

async function freshKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
