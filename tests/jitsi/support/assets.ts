import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Asset, loadAssets } from '~/tests/simulator/server/assets';

const require = createRequire(import.meta.url);
const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** By URL path: the real library and jQuery, our page around them, and the simulator's that it uses. */
export async function loadJitsiAssets(): Promise<ReadonlyMap<string, Asset>> {
  const javascript = async (path: string): Promise<Asset> => ({
    type: 'text/javascript',
    body: await readFile(require.resolve(path), 'utf8'),
  });
  const html = await readFile(folder('../page/room.html'), 'utf8');
  return new Map([
    ['/room', { type: 'text/html', body: html }],
    ['/libs/jquery.min.js', await javascript('jquery/dist/jquery.min.js')],
    [
      '/libs/lib-jitsi-meet.min.js',
      await javascript('lib-jitsi-meet-dist/dist/lib-jitsi-meet.min.js'),
    ],
    ...(await below('/libs/tests/jitsi/page', folder('../page'))),
    ...(await below('/libs/tests/simulator/page', folder('../../simulator/page'))),
  ]);
}

/** Laid out as in the project, so that relative imports serve browser and compiler. */
async function below(prefix: string, path: string): Promise<[string, Asset][]> {
  const assets = await loadAssets(path);
  return [...assets].map(([name, asset]) => [`${prefix}/${name}`, asset]);
}
