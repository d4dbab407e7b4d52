import { spawn } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '~/scripts/build/extension';

/**
 * Has WXT build an extension whose content script, worker and page do nothing.
 *
 * @returns the folder of the built extension
 */
export async function buildEmpty(temp: string): Promise<string> {
  const root = join(temp, 'empty');
  const entrypoints = join(root, 'entrypoints');
  await mkdir(join(entrypoints, 'popup'), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'dir');
  const files: Record<string, string> = {
    'package.json': '{ "name": "empty", "version": "1.0.0", "type": "module" }',
    'wxt.config.ts': "export default { imports: false, manifest: { name: 'Empty' } };",
    'entrypoints/empty.content.ts': `import { defineContentScript } from 'wxt/utils/define-content-script';
export default defineContentScript({ matches: ['https://8x8.vc/*'], main() {} });`,
    'entrypoints/background.ts': `import { defineBackground } from 'wxt/utils/define-background';
export default defineBackground(() => {});`,
    'entrypoints/popup/index.html': `<!doctype html><html><head><title>Empty</title></head>
<body><script type="module" src="./main.ts"></script></body></html>`,
    'entrypoints/popup/main.ts': 'export {};',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
  await wxtBuild(root);
  return join(root, '.output', 'chrome-mv3');
}

function wxtBuild(cwd: string): Promise<void> {
  const wxt = join(ROOT, 'node_modules/wxt/bin/wxt.mjs');
  const child = spawn(process.execPath, [wxt, 'build'], { cwd });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`wxt build ended with status ${code}\n${output}`));
    });
  });
}
