import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '~/scripts/build/extension';
import type { PackedFile } from './zip';

const run = promisify(execFile);

/** Keys that only tests read. A store's scanner would take them for somebody's own. */
const KEYS = 'tests/fixtures/keys/';

/** What a reviewer reads first. */
const REVIEW = 'SOURCE_CODE_REVIEW.md';

/**
 * All that git knows of the project, as it is in the folder now, without the tests' keys. To the reviewers' page it adds
 * what must come out.
 *
 * @throws where the project is no clone, or a file that git knows is gone
 */
export async function sourceFiles(firefox: {
  name: string;
  sha256: string;
}): Promise<PackedFile[]> {
  const { stdout } = await git('ls-files', '-z');
  const names = stdout.split('\0').filter((name) => name !== '' && !name.startsWith(KEYS));
  const files = await Promise.all(
    names.map(async (name) => ({ name, bytes: await readFile(join(ROOT, name)) })),
  );
  return files.map((file) =>
    file.name === REVIEW ? { ...file, bytes: withResult(file.bytes, firefox) } : file,
  );
}

/** What of the project differs from its last commit; empty where nothing does. */
export async function uncommitted(): Promise<string> {
  return (await git('status', '--porcelain')).stdout.trimEnd();
}

/** Every tag of the project. */
export async function tags(): Promise<string[]> {
  return (await git('tag', '--list')).stdout.split('\n').filter((tag) => tag !== '');
}

function withResult(page: Buffer, { name, sha256 }: { name: string; sha256: string }): Buffer {
  return Buffer.from(`${page}\n## What must come out\n\n\`${name}\`, SHA-256 \`${sha256}\`\n`);
}

function git(...words: string[]) {
  return run('git', words, { cwd: ROOT, maxBuffer: 16 * 2 ** 20 });
}
