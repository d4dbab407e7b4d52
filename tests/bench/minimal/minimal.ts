import { createPrivateKey } from 'node:crypto';
import { Gavel } from '~/tests/e2e/support/gavel';
import type { HostKey } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import type { Bench } from '../bench';
import { adminToken, banUrl } from '../by-hand';
import { makeMinimal } from './make';

/** Installs the minimal extension beside Gavel; it is driven in the same words. */
export async function installMinimal(bench: Bench, world: World, key: HostKey): Promise<Gavel> {
  const folder = await makeMinimal(bench.temp, {
    jwk: createPrivateKey(key.pkcs8Pem).export({ format: 'jwk' }) as JsonWebKey,
    request: {
      url: banUrl(key, 'nobody'),
      method: 'POST',
      headers: { authorization: `Bearer ${await adminToken(key)}` },
      body: null,
    },
  });
  const { browser, outputDir } = world.gavel;
  const extensionId = await browser.installExtension(folder);
  return new Gavel({ browser, extensionId, outputDir });
}
