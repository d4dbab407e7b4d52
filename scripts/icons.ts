import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Browser, launch } from 'puppeteer-core';
import { ensureChromium } from './browser/ensure';

/** One picture of the drawing. */
interface Icon {
  readonly file: string;
  /** In pixels. */
  readonly size: number;
  /** Where the part of the drawing that is shown begins, in its units (0 to 128); before 0 the margin is empty. */
  readonly from: number;
}

/**
 * Toolbars and lists draw a margin of their own, so there the drawing fills the picture. The Chrome Web Store shows
 * the largest one and wants its square to be 96 pixels of 128. addons.mozilla.org wants 32 and 64.
 */
const ICONS: readonly Icon[] = [
  ...[16, 32, 48, 64].map((size) => ({ file: `public/icon/${size}.png`, size, from: 0 })),
  { file: 'public/icon/128.png', size: 128, from: -16 },
];

/** Draws every icon from `docs/icon.svg`. Run by hand when the drawing changes. */
async function draw(svg: string, browser: Browser): Promise<void> {
  const page = await browser.newPage();
  for (const { file, size, from } of ICONS) {
    const side = 128 - 2 * from;
    const part = svg.replace('viewBox="0 0 128 128"', `viewBox="${from} ${from} ${side} ${side}"`);
    await page.setViewport({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${part}`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, await page.screenshot({ omitBackground: true }));
  }
}

const browser = await launch({
  executablePath: await ensureChromium({ log: console.log }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  await draw(await readFile('docs/icon.svg', 'utf8'), browser);
} finally {
  await browser.close();
}
