import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Asset } from './assets';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const ENTRY = join(ROOT, 'tests/simulator/page/opened/libraries.ts');

/** The module of the page that says what it needs of npm, by its path among the assets. */
export const LIBRARIES = 'opened/libraries';

/**
 * That module with all that it imports. Bundling takes seconds, and each file of tests has a simulator of its own: what
 * was made is kept beside the packages it was made of, until they or the module change.
 */
export async function loadLibraries(): Promise<Asset> {
  const sources = [ENTRY, join(ROOT, 'package-lock.json')].map((file) => readFile(file, 'utf8'));
  const hash = createHash('sha256').update((await Promise.all(sources)).join('\n'));
  const kept = join(ROOT, 'node_modules/.cache/simulator', `${hash.digest('hex')}.js`);
  const body = await readFile(kept, 'utf8').catch(() => make(kept));
  return { type: 'text/javascript', body };
}

async function make(kept: string): Promise<string> {
  const made = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: ENTRY, formats: ['es'] },
    },
  });
  const [output] = Array.isArray(made) ? made : [made];
  if (!output || !('output' in output)) throw new Error('The libraries gave no bundle.');
  const { code } = output.output[0];
  // Whole or not at all, since another simulator may be reading.
  await mkdir(dirname(kept), { recursive: true });
  const mine = `${kept}.${process.pid}`;
  await writeFile(mine, code);
  await rename(mine, kept);
  return code;
}
