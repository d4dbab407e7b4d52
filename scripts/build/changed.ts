import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a test changes in the built extension: by file, from its text to another one. */
export type Changes = Readonly<Record<string, (text: string) => string>>;

/**
 * Copies a built extension and changes the copy: for what no browser offers to a test. `remove`
 * takes the copy away again.
 *
 * @throws where a change changes nothing, since the build has become another one
 */
export async function changedBuild(
  built: string,
  changes: Changes,
): Promise<{ dir: string; remove: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'gavel-changed-'));
  const remove = () => rm(dir, { recursive: true, force: true });
  try {
    await cp(built, dir, { recursive: true });
    for (const [file, change] of Object.entries(changes)) {
      const path = join(dir, file);
      const before = await readFile(path, 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`Nothing was changed in ${file}`);
      await writeFile(path, after);
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { dir, remove };
}
