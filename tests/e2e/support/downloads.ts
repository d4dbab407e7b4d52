import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { certainly } from './wait';

/** A file that the browser has saved. */
export interface Download {
  readonly name: string;
  /** Where it lies, under a name that is the browser's. */
  readonly path: string;
  readonly bytes: Buffer;
}

export interface Downloads {
  /** Waits until a file with such a name has been saved whole: the last one of several. */
  named(name: RegExp): Promise<Download>;
  remove(): Promise<void>;
}

/** Has the browser save what it is given into a folder of its own. */
export async function keepDownloads(browser: Browser): Promise<Downloads> {
  const folder = await mkdtemp(join(tmpdir(), 'gavel-downloads-'));
  /** Each file lies there under its `guid`. */
  const saved: { readonly guid: string; readonly name: string; isWhole: boolean }[] = [];
  const session = await browser.target().createCDPSession();
  session.on('Browser.downloadWillBegin', ({ guid, suggestedFilename: name }) => {
    saved.push({ guid, name, isWhole: false });
  });
  session.on('Browser.downloadProgress', ({ guid, state }) => {
    const file = saved.find((one) => one.guid === guid);
    if (file && state === 'completed') file.isWhole = true;
  });
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allowAndName',
    downloadPath: folder,
    eventsEnabled: true,
  });
  return {
    async named(name) {
      const isIt = (one: (typeof saved)[number]) => one.isWhole && name.test(one.name);
      const file = await certainly(() => saved.findLast(isIt), `${name} was saved`);
      const path = join(folder, file.guid);
      return { name: file.name, path, bytes: await readFile(path) };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
