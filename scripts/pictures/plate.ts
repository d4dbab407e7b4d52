import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Name, Role } from '~/tests/e2e/support/ax-node';
import type { Surface } from '~/tests/e2e/support/surface';
import { emulate, settled } from './camera';
import type { Size } from './sizes';

/** A file of a picture that is part of the repository. */
export type PlateFile = `${string}.webp` | `${string}.png`;

/** How good a picture for reading is, of 100: words stay sharp, and a page of them small. */
const QUALITY = 82;

/** Takes the simulator's own name out of a meeting's page: it is no part of the product. */
export async function hideName({ page }: Pick<Surface, 'page'>): Promise<void> {
  await page.addStyleTag({ content: '.logo { visibility: hidden }' });
}

/** The page, dark as a meeting is, in this size; the viewport is let go of afterwards. */
export async function takePlate(
  { page }: Pick<Surface, 'page'>,
  path: PlateFile,
  { width, height, scale = 1 }: Size,
): Promise<void> {
  await inSize(page, { width, height, scale }, () => shoot(page, path));
}

/** A toolbar's popup, as high as it has become, twice as sharp. */
export async function takePopup(
  surface: Pick<Surface, 'page'>,
  path: PlateFile,
  scale = 2,
): Promise<void> {
  const { page } = surface;
  const height = await page.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
  await takePlate(surface, path, { width: 380, height: Math.min(height, 600), scale });
}

/** One part of a page, with some of what is around it. */
export async function takePart(
  surface: Surface,
  path: PlateFile,
  [role, name]: readonly [Role, Name?],
  { width, height }: Size,
): Promise<void> {
  await inSize(surface.page, { width, height, scale: 2 }, async () => {
    const box = await (await surface.element(role, name)).boundingBox();
    if (box === null) throw new Error(`${role} ${String(name)} is not to be seen`);
    const around = { x: box.x - 8, y: box.y - 8, width: box.width + 16, height: box.height + 16 };
    await shoot(surface.page, path, around);
  });
}

async function inSize(page: Page, size: Required<Omit<Size, 'touch'>>, take: () => Promise<void>) {
  const { width, height, scale: deviceScaleFactor } = size;
  await emulate(page, { 'prefers-color-scheme': 'dark' });
  await page.setViewport({ width, height, deviceScaleFactor });
  await settled();
  await take();
  await page.setViewport(null);
  // A click on a card that has just moved asks for nothing.
  await settled();
}

async function shoot(
  page: Page,
  path: PlateFile,
  clip?: { x: number; y: number; width: number; height: number },
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const part = clip ? { clip } : {};
  const kind = path.endsWith('.webp') ? { type: 'webp' as const, quality: QUALITY } : {};
  await page.screenshot({ path, captureBeyondViewport: false, ...part, ...kind });
}
