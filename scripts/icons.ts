import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { launch } from 'puppeteer-core';
import { ensureChromium } from './browser/ensure';

/** Draws the toolbar icons from `docs/icon.svg`. Run by hand when the drawing changes. */
const SIZES = [16, 32, 48, 128];

const svg = await readFile('docs/icon.svg', 'utf8');
const browser = await launch({
  executablePath: await ensureChromium({ log: console.log }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage();
  await mkdir('public/icon', { recursive: true });
  for (const size of SIZES) {
    await page.setViewport({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
    await writeFile(`public/icon/${size}.png`, await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
