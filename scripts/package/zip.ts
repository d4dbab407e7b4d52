import { type Zippable, zipSync } from 'fflate';

/** One file of a package. */
export interface PackedFile {
  /** With slashes, from the package's top. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * A ZIP of these files that depends on their names and bytes alone, not on their order, times and rights, nor on the
 * machine: the compression is JavaScript, since that of Node's zlib differs from version to version.
 */
export function zipOf(files: readonly PackedFile[]): Uint8Array<ArrayBuffer> {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const entries: Zippable = Object.fromEntries(sorted.map(({ name, bytes }) => [name, bytes]));
  // ZIP has no time zone: of a time that is read where the ZIP is made, the same is written everywhere.
  return zipSync(entries, { level: 9, mtime: new Date(1980, 0, 1, 12) });
}
