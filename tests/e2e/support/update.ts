import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { World } from './open-world';

/** The built extension in a folder of its own, so that the browser can find a newer one there. */
export interface Updatable {
  readonly extensionDir: string;
  /** Has the browser take up the same extension as this version, as an update does. */
  update(world: World, version: string): Promise<void>;
  remove(): Promise<void>;
}

export async function updatableExtension(): Promise<Updatable> {
  const extensionDir = await mkdtemp(join(tmpdir(), 'gavel-update-'));
  await cp(inject('extensionDir'), extensionDir, { recursive: true });
  return {
    extensionDir,
    async update({ gavel }, version) {
      const path = join(extensionDir, 'manifest.json');
      const manifest = JSON.parse(await readFile(path, 'utf8'));
      await writeFile(path, JSON.stringify({ ...manifest, version }));
      const id = await gavel.browser.installExtension(extensionDir);
      if (id !== gavel.extensionId) throw new Error(`The update came as another extension, ${id}.`);
    },
    remove: () => rm(extensionDir, { recursive: true, force: true }),
  };
}
