import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformWithEsbuild } from 'vite';

export interface Asset {
  readonly type: string;
  readonly body: string;
}

const FOLDER = fileURLToPath(new URL('../page/', import.meta.url));

/**
 * The meeting page's own files, or those of another folder, by their path in it. TypeScript is stripped to plain
 * modules, served without an extension, so that the same relative imports serve browser and compiler.
 */
export async function loadAssets(folder = FOLDER): Promise<ReadonlyMap<string, Asset>> {
  const names = (await readdir(folder, { recursive: true })).map((each) =>
    each.replaceAll('\\', '/'),
  );
  const assets = await Promise.all(
    names.map(async (name): Promise<[string, Asset] | undefined> => {
      const file = join(folder, name);
      if (name.endsWith('.css')) {
        return [name, { type: 'text/css', body: await readFile(file, 'utf8') }];
      }
      if (!name.endsWith('.ts') || name.endsWith('.d.ts')) return undefined;
      const { code } = await transformWithEsbuild(await readFile(file, 'utf8'), file, {
        target: 'es2022',
        sourcemap: false,
      });
      return [name.slice(0, -'.ts'.length), { type: 'text/javascript', body: code }];
    }),
  );
  return new Map(assets.filter((each) => each !== undefined));
}

/** A page that is no meeting, or the frame of one. */
export function loadHtml(name: 'room' | 'welcome' | 'embed'): Promise<string> {
  return readFile(join(FOLDER, `${name}.html`), 'utf8');
}
