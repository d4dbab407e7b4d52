import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { version } from '~/package.json';
import { filesOf } from '~/scripts/build/digest';
import {
  buildExtension,
  extensionDir,
  isFresh,
  ROOT,
  type Target,
} from '~/scripts/build/extension';
import { sha256 } from '~/utils/sha256';
import { sourceFiles } from './sources';
import { type PackedFile, zipOf } from './zip';

/** One file that is published, in the order in which they are made. */
export const KINDS = ['chromium', 'edge', 'firefox', 'sources'] as const;
export type Kind = (typeof KINDS)[number];

/** Where they are put. */
const FOLDER = join(ROOT, '.output/packages');

/** What was made. */
export interface Package {
  /** For example `gavel-1.0.0-firefox.zip`. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
}

/** Makes the packages of these kinds; builds what is not built of these sources. */
export async function makePackages(
  kinds: readonly Kind[],
  log: (line: string) => void,
): Promise<Package[]> {
  const made = new Map<Kind, Package>();
  const make = async (kind: Kind): Promise<Package> => {
    const before = made.get(kind);
    if (before) return before;
    const files = kind === 'sources' ? sourceFiles(await make('firefox')) : builtFiles(kind, log);
    const bytes = zipOf(await files);
    const one = { name: `gavel-${version}-${kind}.zip`, bytes, sha256: await sha256(bytes) };
    made.set(kind, one);
    return one;
  };
  const all: Package[] = [];
  for (const kind of kinds) all.push(await make(kind));
  return all;
}

/** Puts them into their folder, alone, with a list of their hashes as `sha256sum --check` reads it. */
export async function writePackages(packages: readonly Package[]): Promise<string> {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  for (const { name, bytes } of packages) await writeFile(join(FOLDER, name), bytes);
  await writeFile(join(FOLDER, 'SHA256SUMS'), hashLines(packages));
  return FOLDER;
}

/** Hash and name of each, a line each. */
export function hashLines(packages: readonly Package[]): string {
  return packages.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
}

async function builtFiles(kind: Kind, log: (line: string) => void): Promise<PackedFile[]> {
  // Edge's store takes the very bytes that the Chrome Web Store takes.
  const target: Target = kind === 'firefox' ? 'firefox' : 'chromium';
  if (!isFresh(ROOT, target)) await buildExtension(log, target);
  const folder = extensionDir(target);
  return Promise.all(
    filesOf(folder).map(async (path) => ({
      name: relative(folder, path).replaceAll('\\', '/'),
      bytes: await readFile(path),
    })),
  );
}
