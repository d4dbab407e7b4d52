import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from './digest';

/** Everything the built extension is made from. */
const SOURCES = [
  'components',
  'docs/help.md',
  'docs/images/help',
  'entrypoints',
  'locales',
  'public',
  'scripts/build/help.ts',
  'utils',
  'modules',
  'gecko-id.ts',
  'wxt.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/** For whom it is built. */
export type Target = 'chromium' | 'firefox';

const BUILDS = {
  chromium: { output: '.output/chrome-mv3', args: [] },
  firefox: { output: '.output/firefox-mv3', args: ['-b', 'firefox', '--mv3'] },
} as const satisfies Record<Target, object>;

/** The project's folder. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** The folder of the built extension; absolute. */
export function extensionDir(target: Target): string {
  return join(ROOT, BUILDS[target].output);
}

/** The folder of the built extension for Chromium; absolute. */
export const EXTENSION_DIR = extensionDir('chromium');

/** Whether the build is of these very sources, and nobody changed it since. */
export function isFresh(root = ROOT, target: Target = 'chromium'): boolean {
  const stamp = stampOf(root, target);
  const manifest = join(root, BUILDS[target].output, 'manifest.json');
  if (!existsSync(manifest) || !existsSync(stamp)) return false;
  return readFileSync(stamp, 'utf8') === digests(root, target);
}

/**
 * Builds the extension as `npm run build` does. WXT's words are shown only when it fails.
 *
 * @throws when the build fails
 */
export async function buildExtension(
  log: (line: string) => void,
  target: Target = 'chromium',
): Promise<void> {
  log('building the extension…');
  const started = performance.now();
  const before = digestOf(ROOT, SOURCES);
  await runWxtBuild(log, BUILDS[target].args);
  log(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  // A source that changed while it was being built is built again next time.
  if (before === digestOf(ROOT, SOURCES)) {
    writeFileSync(stampOf(ROOT, target), digests(ROOT, target));
  }
}

/** Beside the build, since WXT empties its folder and everything in it would be installed. */
function stampOf(root: string, target: Target): string {
  return join(root, `${BUILDS[target].output}.digest`);
}

function digests(root: string, target: Target): string {
  return `${digestOf(root, SOURCES)} ${digestOf(root, [BUILDS[target].output])}\n`;
}

function runWxtBuild(log: (line: string) => void, args: readonly string[]): Promise<void> {
  const wxt = join(ROOT, 'node_modules/wxt/bin/wxt.mjs');
  // Not in a test runner's environment: NODE_ENV=test would make it another build.
  const { NODE_ENV: _mode, VITEST: _vitest, ...env } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [wxt, 'build', ...args], { cwd: ROOT, env });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      log(output);
      reject(new Error(`wxt build ended with status ${code}`));
    });
  });
}
