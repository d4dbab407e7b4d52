import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes as they lie on the disk, and after gzip, each file by itself. */
export interface Weight {
  readonly minified: number;
  readonly gzip: number;
}

/** Weighs files of a built extension together. */
export async function weigh(dir: string, files: readonly string[]): Promise<Weight> {
  const contents = await Promise.all(files.map((file) => readFile(join(dir, file))));
  const sum = (size: (bytes: Buffer) => number) =>
    contents.reduce((whole, bytes) => whole + size(bytes), 0);
  return { minified: sum(({ length }) => length), gzip: sum((bytes) => gzipSync(bytes).length) };
}

/**
 * A page of a built extension with all that it loads at its start: scripts, what they import
 * statically, and styles. What is loaded when it is needed is not among them.
 */
export async function filesOfPage(dir: string, html: string): Promise<string[]> {
  const text = await readFile(join(dir, html), 'utf8');
  const linked = [...text.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)];
  const found = new Set([html]);
  const open = linked.map(([, file = '']) => file);
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    if (file.endsWith('.js'))
      open.push(...importsOf(await readFile(join(dir, file), 'utf8'), file));
  }
  return [...found];
}

/** Files that a minified module imports statically, from the root of the extension. */
export function importsOf(code: string, file: string): string[] {
  const statements = code.matchAll(/(?:^|[;\n}])(?:import|export)\b[^;"'()]*["']([^"']+\.js)["']/g);
  return [...statements].map(([, path = '']) =>
    path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(file), path),
  );
}
