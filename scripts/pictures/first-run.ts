import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HostKey } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import { DESKTOP, LAPTOP, PHONE } from './sizes';
import type { Viewer } from './studio';

const SIZES = [LAPTOP, DESKTOP, PHONE];
/** Where nothing is out of sight. */
const WHOLE = [
  { width: 1280, height: 1300 },
  { width: 360, height: 2300 },
];

/** The options page from the first look to a key that JaaS accepts, which is then in Gavel as “Forum”. */
export async function takeFirstRun(world: World, camera: Viewer): Promise<HostKey> {
  const key = world.newKey();
  const folder = await mkdtemp(join(tmpdir(), 'gavel-pictures-'));
  try {
    const options = await world.gavel.openOptions('keys');
    await options.find('region', 'Set up Gavel in four steps');
    await camera.takeSizes(options, 'options-first-run', SIZES);
    await camera.takeSizes(options, 'options-first-run-whole', WHOLE);
    const file = join(folder, 'jaas.pk');
    await writeFile(file, key.pkcs8Pem);
    await options.fillKey({ ...key, label: 'Forum', key: { drop: file } });
    await camera.takeSizes(options, 'options-first-run-file', WHOLE);
    await options.click('button', 'Add key');
    await options.keyReads('Forum', /The key works here/);
    await camera.takeSizes(options, 'options-first-run-added', SIZES);
    await options.testKey('Forum', /JaaS accepts this key/);
    await camera.takeSizes(options, 'options-first-run-tested', SIZES);
    await options.close();
    return key;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
