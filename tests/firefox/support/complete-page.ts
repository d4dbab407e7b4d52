import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { build } from 'vite';
import { ROOT } from '~/scripts/build/extension';
import type { AxNode } from '~/tests/e2e/support/ax-node';
import { certainly } from '~/tests/e2e/support/wait';
import { HOST_TAG } from '~/utils/meeting/snapshot';
import type { BiDi } from './bidi';

/** A world beside the page's own, in which its tree is read. */
const SANDBOX = 'accessibility';

/** What Puppeteer has and does not declare; its version is pinned. */
interface Inside {
  mainFrame(): {
    readonly _id: string;
    mainRealm(): { createHandle(node: unknown): ElementHandle };
  };
}

/** The code that reads a tree, as one script: it leaves `accessibility` behind. */
let source: Promise<string> | null = null;

async function sourceOfTree(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { conditions: ['import'] },
    build: {
      write: false,
      minify: false,
      lib: {
        entry: join(ROOT, 'tests/firefox/support/accessibility.ts'),
        formats: ['iife'],
        name: 'accessibility',
      },
    },
  });
  const [{ output = [] } = {}] = Array.isArray(built) ? built : [built as never];
  const [chunk] = output as { code: string }[];
  if (!chunk) throw new Error('The script that reads trees was not built.');
  return chunk.code;
}

/**
 * Gives a page of Firefox what Puppeteer has for pages of Chromium only, by BiDi itself: the tree of accessibility,
 * closed shadow roots among it; texts that are put into a field at once; and, for Gavel's own pages, of whose loading
 * Firefox tells nobody, how to go to one and to load it again.
 */
export function completePage(page: Page, bidi: BiDi): Page {
  const { _id: context } = (page as unknown as Inside).mainFrame();
  const tree = treeOf(page, context, bidi);
  Object.defineProperty(page, 'accessibility', { value: { snapshot: tree } });
  page.keyboard.sendCharacter = async (text) => {
    await page.evaluate((all) => void document.execCommand('insertText', false, all), text);
  };
  page.goto = async (url) => {
    await goTo(page, context, bidi, url);
    return null;
  };
  page.reload = async () => {
    const before = await page.evaluate(() => performance.timeOrigin);
    await bidi.send('browsingContext.reload', { context, wait: 'none' });
    await isLoaded(page, before);
    return null;
  };
  return page;
}

async function goTo(page: Page, context: string, bidi: BiDi, url: string): Promise<void> {
  const before = await page.evaluate(() => performance.timeOrigin);
  const same = page.url().split('#', 1)[0] === url.split('#', 1)[0];
  await bidi.navigate(context, url);
  // Another fragment alone is no other document.
  if (!same) await isLoaded(page, before);
  bidi.tellWhere(context, url);
}

/** Waits for another document than the one that began then. */
async function isLoaded(page: Page, before: number): Promise<void> {
  const isNew = () =>
    page.evaluate(
      (then) => performance.timeOrigin !== then && document.readyState !== 'loading',
      before,
    );
  await certainly(isNew, 'the page is loaded');
}

function treeOf(page: Page, context: string, bidi: BiDi): () => Promise<AxNode | null> {
  const target = { context, sandbox: SANDBOX };
  const call = (functionDeclaration: string, args: object[]) =>
    bidi.callIn(target, functionDeclaration, args);
  async function look(): Promise<string> {
    const hosts = await bidi.locate(context, { type: 'css', value: HOST_TAG });
    const args = hosts.flatMap(({ sharedId, shadowRoot }) =>
      shadowRoot ? [{ sharedId }, { sharedId: shadowRoot.sharedId }] : [],
    );
    const read = () => call('(...hosts) => globalThis.accessibility?.readTree(...hosts)', args);
    const { value } = await read();
    if (value !== undefined) return String(value);
    source ??= sourceOfTree();
    await bidi.run(target, `${await source}; globalThis.accessibility = accessibility;`);
    return String((await read()).value);
  }
  const { createHandle } = (page as unknown as Inside).mainFrame().mainRealm();
  const realm = (page as unknown as Inside).mainFrame().mainRealm();
  function withHandles(node: AxNode & { element?: number }): AxNode {
    const { element } = node;
    node.elementHandle = async () =>
      element === undefined
        ? null
        : createHandle.call(
            realm,
            await call('(at) => globalThis.accessibility.elementOf(at)', [
              { type: 'number', value: element },
            ]),
          );
    for (const child of node.children ?? []) withHandles(child);
    return node;
  }
  return async () => {
    const tree = JSON.parse(await look()) as AxNode | null;
    return tree && withHandles(tree);
  };
}
