import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from './digest';

/** Everything the built extension is made from. */
const SOURCES = [
  'components',
  'entrypoints',
  'locales',
  'public',
  'utils',
  'modules',
  'wxt.config.ts',
  'tsconfig.json',
  'package-lock.json',
];
const OUTPUT = '.output/chrome-mv3';
/** Beside the build, since WXT empties its folder and everything in it would be installed. */
const STAMP = '.output/chrome-mv3.digest';

/** The project's folder. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** The folder of the built extension for Chromium; absolute. */
export const EXTENSION_DIR = join(ROOT, OUTPUT);

/** Whether the build is of these very sources, and nobody changed it since. */
export function isFresh(root = ROOT): boolean {
  const stamp = join(root, STAMP);
  if (!existsSync(join(root, OUTPUT, 'manifest.json')) || !existsSync(stamp)) return false;
  return readFileSync(stamp, 'utf8') === digests(root);
}

/**
 * Builds the extension for Chromium as `npm run build` does. WXT's words are shown only when it fails.
 *
 * @throws when the build fails
 */
export async function buildExtension(log: (line: string) => void): Promise<void> {
  log('building the extension…');
  const started = performance.now();
  const before = digestOf(ROOT, SOURCES);
  await runWxtBuild(log);
  log(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  // A source that changed while it was being built is built again next time.
  if (before === digestOf(ROOT, SOURCES)) writeFileSync(join(ROOT, STAMP), digests(ROOT));
}

function digests(root: string): string {
  return `${digestOf(root, SOURCES)} ${digestOf(root, [OUTPUT])}\n`;
}

function runWxtBuild(log: (line: string) => void): Promise<void> {
  const wxt = join(ROOT, 'node_modules/wxt/bin/wxt.mjs');
  // Not in a test runner's environment: NODE_ENV=test would make it another build.
  const { NODE_ENV: _mode, VITEST: _vitest, ...env } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [wxt, 'build'], { cwd: ROOT, env });
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
