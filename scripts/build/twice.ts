import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { digestOf } from './digest';
import { ROOT, SOURCES } from './extension';

/** Where WXT puts the build for Chromium. */
const OUTPUT = '.output/chrome-mv3';

/** What two builds must not differ by: where, when and for whom they were made. */
const ROUNDS = [
  { folder: 'a', env: { TZ: 'UTC', LANG: 'C', SOURCE_DATE_EPOCH: '0' } },
  { folder: 'another/place', env: { TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8' } },
] as const;

/**
 * Builds the extension twice, from copies of the sources in two folders and under different
 * circumstances.
 *
 * @returns one SHA-256 of all names and bytes for each build
 */
export async function buildTwice(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gavel-twice-'));
  try {
    const digests: string[] = [];
    for (const round of ROUNDS) {
      const root = join(folder, round.folder);
      await copySources(root);
      await build(root, round.env);
      digests.push(digestOf(root, [OUTPUT]));
    }
    return digests;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copySources(root: string): Promise<void> {
  for (const source of SOURCES) {
    await mkdir(dirname(join(root, source)), { recursive: true });
    await cp(join(ROOT, source), join(root, source), { recursive: true }).catch(ignoreMissing);
  }
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'dir');
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

function build(cwd: string, changed: Readonly<Record<string, string>>): Promise<void> {
  const { NODE_ENV: _mode, VITEST: _vitest, ...env } = process.env;
  const wxt = join(cwd, 'node_modules/wxt/bin/wxt.mjs');
  const child = spawn(process.execPath, [wxt, 'build'], { cwd, env: { ...env, ...changed } });
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
