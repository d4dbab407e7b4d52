import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CDPSession, Page } from 'puppeteer-core';
import type { Surface } from '~/tests/e2e/support/surface';
import { EVERY_SIZE, type Size } from './sizes';

export type Scheme = 'dark' | 'light';

/** For how long Gavel and Jitsi's page move things after a viewport has changed, in milliseconds. */
const SETTLES_AFTER_MS = 450;

/** Takes each picture in each wanted scheme and size: `<folder>/<scheme>/<name>[-<width>].png`. */
export class Camera {
  constructor(
    private readonly folder: string,
    private readonly schemes: readonly Scheme[],
  ) {}

  /** The whole viewport as it is: of popups, whose size is their own. */
  async take(surface: Pick<Surface, 'page'>, name: string): Promise<void> {
    await this.#inEachScheme(surface.page, name);
  }

  /** The viewport in several sizes; it is let go of afterwards. */
  async takeSizes(
    { page }: Pick<Surface, 'page'>,
    name: string,
    sizes: readonly Size[] = EVERY_SIZE,
  ): Promise<void> {
    for (const { width, height, scale = 1 } of sizes) {
      await page.setViewport({ width, height, deviceScaleFactor: scale });
      await settled();
      await this.#inEachScheme(page, `${name}-${width}`);
    }
    await page.setViewport(null);
  }

  /** As with the system's own high contrast colours, which leave no scheme to choose. */
  async takeForced({ page }: Pick<Surface, 'page'>, name: string): Promise<void> {
    await emulate(page, { 'forced-colors': 'active', 'prefers-color-scheme': 'dark' });
    await settled();
    await this.#shoot(page, 'forced', name);
    await emulate(page, {});
  }

  async #inEachScheme(page: Page, name: string): Promise<void> {
    for (const scheme of this.schemes) {
      await emulate(page, { 'prefers-color-scheme': scheme });
      await this.#shoot(page, scheme, name);
    }
  }

  async #shoot(page: Page, folder: string, name: string): Promise<void> {
    const to = join(this.folder, folder);
    await mkdir(to, { recursive: true });
    await page.screenshot({ path: `${to}/${name}.png`, captureBeyondViewport: false });
  }
}

/** What is emulated is its session's: the same one has to take it back. */
const sessions = new WeakMap<Page, CDPSession>();

/** Puppeteer's own method knows no forced colours. */
async function emulate(page: Page, media: Readonly<Record<string, string>>): Promise<void> {
  const session = sessions.get(page) ?? (await page.createCDPSession());
  sessions.set(page, session);
  const features = Object.entries(media).map(([name, value]) => ({ name, value }));
  await session.send('Emulation.setEmulatedMedia', { features });
}

/** For pictures only: nothing here is right or wrong by it. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, SETTLES_AFTER_MS));
}
