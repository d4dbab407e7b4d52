import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CDPSession, Page, ScreenshotClip } from 'puppeteer-core';
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

  /** A popup as it is, in its own width: the window that it is shown in without a screen is wider. */
  async take({ page }: Pick<Surface, 'page'>, name: string): Promise<void> {
    await this.#inEachScheme(page, name, await bodyOf(page));
  }

  /** The viewport in several sizes; it is let go of afterwards. */
  async takeSizes(
    { page }: Pick<Surface, 'page'>,
    name: string,
    sizes: readonly Size[] = EVERY_SIZE,
  ): Promise<void> {
    for (const { width, height, scale = 1, touch = false } of sizes) {
      const device = { deviceScaleFactor: scale, hasTouch: touch, isMobile: touch };
      await page.setViewport({ width, height, ...device });
      await settled();
      await this.#inEachScheme(page, `${name}-${width}`);
    }
    await page.setViewport(null);
    // A click on a card that has just moved asks for nothing.
    await settled();
  }

  /** As with the system's own high contrast colours, which leave no scheme to choose. */
  async takeForced({ page }: Pick<Surface, 'page'>, name: string): Promise<void> {
    await emulate(page, { 'forced-colors': 'active', 'prefers-color-scheme': 'dark' });
    await settled();
    await this.#shoot(page, 'forced', name, await bodyOf(page));
    await emulate(page, {});
  }

  async #inEachScheme(page: Page, name: string, clip?: ScreenshotClip): Promise<void> {
    for (const scheme of this.schemes) {
      await emulate(page, { 'prefers-color-scheme': scheme });
      await this.#shoot(page, scheme, name, clip);
    }
  }

  async #shoot(page: Page, folder: string, name: string, clip?: ScreenshotClip): Promise<void> {
    const to = join(this.folder, folder);
    await mkdir(to, { recursive: true });
    const part = clip ? { clip } : {};
    await page.screenshot({ path: `${to}/${name}.png`, captureBeyondViewport: false, ...part });
  }
}

/** What a toolbar's popup has of the viewport; all of it for anything else. */
function bodyOf(page: Page): Promise<ScreenshotClip | undefined> {
  return page.evaluate(() => {
    if (document.documentElement.dataset.surface !== 'popup') return undefined;
    const { x, width } = document.body.getBoundingClientRect();
    return { x, y: 0, width, height: innerHeight };
  });
}

/** What is emulated is its session's: the same one has to take it back. */
const sessions = new WeakMap<Page, CDPSession>();

/** Puppeteer's own method knows no forced colours. */
export async function emulate(page: Page, media: Readonly<Record<string, string>>): Promise<void> {
  const session = sessions.get(page) ?? (await page.createCDPSession());
  sessions.set(page, session);
  const features = Object.entries(media).map(([name, value]) => ({ name, value }));
  await session.send('Emulation.setEmulatedMedia', { features });
}

/** For pictures only: nothing here is right or wrong by it. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, SETTLES_AFTER_MS));
}
