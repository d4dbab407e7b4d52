import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { ROOT } from '~/scripts/build/extension';

const run = promisify(execFile);

/** What packages must not differ by: when, where and for whom they were made. */
const ELSEWHERE = { TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8', SOURCE_DATE_EPOCH: '0' };

/** A folder of its own in the system's one for such things; `remove` takes it away again. */
export async function newFolder(
  name: string,
): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `gavel-${name}-`));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/**
 * Does what SOURCE_CODE_REVIEW.md says: unpacks the sources in a folder, and makes both builds' packages there. The one
 * thing that it does not do is `npm ci`: the packages from npm are those of this project.
 *
 * @param node the folder of another Node to do it with; else the one that runs the tests
 * @returns the Node's version and the list of hashes that came out
 */
export async function packagesFrom(
  sources: Uint8Array,
  folder: string,
  node?: string,
): Promise<{ node: string; hashes: string }> {
  for (const [name, bytes] of Object.entries(unzipSync(sources))) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  // Not in a test runner's environment: NODE_ENV=test would make it another build.
  const { NODE_ENV: _mode, VITEST: _vitest, ...env } = process.env;
  const PATH = [...(node ? [node] : []), env.PATH].join(delimiter);
  const words = ['run', 'package', '--', '--only', 'chromium', '--only', 'firefox'];
  const { stdout } = await run('npm', words, { cwd: folder, env: { ...env, ...ELSEWHERE, PATH } });
  return {
    node: stdout.match(/made with Node (\S+)/)?.[1] ?? stdout,
    hashes: await readFile(join(folder, '.output/packages/SHA256SUMS'), 'utf8'),
  };
}

/**
 * Gets a Node of this version from npm.
 *
 * @returns the folder in which its `node` is
 */
export async function nodeFromNpm(version: string, folder: string): Promise<string> {
  await run('npm', ['install', '--prefix', folder, '--no-save', `node@${version}`]);
  return join(folder, 'node_modules/node/bin');
}
