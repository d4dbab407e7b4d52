import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundled } from '../bundle';
import type { MinimalConfig } from './config';

/** Another site, so that it does not meddle with the meeting page. */
const SITE = 'https://host.example';

/** A page that the minimal extension puts its button into. */
export const MINIMAL_PAGE = `${SITE}/embed-test.html`;

/**
 * Writes the smallest extension that does what Gavel does between a click and its effect: a button in
 * a page opens the popup, and a button in the popup has the worker send a request.
 *
 * @returns its folder, to be installed
 */
export async function makeMinimal(temp: string, config: MinimalConfig): Promise<string> {
  const folder = join(temp, 'minimal');
  await mkdir(folder, { recursive: true });
  const manifest = {
    manifest_version: 3,
    name: 'Minimal',
    version: '1',
    host_permissions: ['https://8x8.vc/*', 'https://api-vo.jitsi.net/*'],
    background: { service_worker: 'worker.js' },
    action: { default_popup: 'popup.html' },
    content_scripts: [{ matches: [`${SITE}/*`], js: ['content.js'] }],
  };
  const popup = `<!doctype html><title>Minimal</title><h1>Ban?</h1><button>Ban</button>
<script src="popup.js"></script>`;
  const worker = `const CONFIG = ${JSON.stringify(config)};\n${await bundled('minimal/worker.ts')}`;
  await Promise.all([
    writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest)),
    writeFile(join(folder, 'popup.html'), popup),
    writeFile(join(folder, 'worker.js'), worker),
    writeFile(join(folder, 'popup.js'), await bundled('minimal/popup.ts')),
    writeFile(join(folder, 'content.js'), await bundled('minimal/content.ts')),
  ]);
  return folder;
}
