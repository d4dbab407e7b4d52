import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newRoom, type World } from '~/tests/e2e/support/open-world';
import { type MessageType, messages } from '~/utils/messages/protocol';
import { type AttackedWorld, startAttackedWorld } from './support/attacked-world';
import { waitingActions } from './support/attacks';
import type { HostKey } from './support/host-key';
import type { OptionsPage } from './support/options-page';
import { certainly, waitFor } from './support/wait';

let attacked: AttackedWorld;
let world: World;
let key: HostKey;
let options: OptionsPage;
const types = Object.keys(messages) as MessageType[];

beforeAll(async () => {
  attacked = await startAttackedWorld();
  ({ world, key, options } = attacked);
});
// Whatever any page of this file did: nobody confirmed, so nothing was sent.
afterAll(() => attacked?.end());

/** Another site's page with a meeting in it. */
async function embedded(size = { width: 960, height: 600 }) {
  const room = newRoom();
  const meeting = world.simulator.meeting(key.appId, room);
  meeting.join({ name: 'Mallory', userId: 'auth0|mallory' });
  const page = await world.gavel.browser.newPage();
  const src = encodeURIComponent(`/${key.appId}/${room}?name=Host&userId=host-1`);
  const { width, height } = size;
  await page.goto(
    `https://host.example/embed-test.html?src=${src}&width=${width}&height=${height}`,
  );
  if (!(await waitFor(() => meeting.participants().some((it) => it.page)))) {
    throw new Error('Nobody joined the embedded meeting.');
  }
  const isFrame = (url: string) => url.startsWith('https://8x8.vc/') && url.includes(room);
  const target = await world.gavel.browser.waitForTarget((it) => isFrame(it.url()));
  return { page, session: await target.createCDPSession() };
}

interface DomNode {
  readonly nodeId: number;
  readonly backendNodeId: number;
  readonly attributes?: string[];
  readonly children?: DomNode[];
  readonly shadowRoots?: DomNode[];
}

/** Clicks where a button of the panel is, in a frame that nobody sees. */
async function clickBlindly(page: Page, session: CDPSession, label: string): Promise<void> {
  const quad = await waitFor(async () => {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const node = find(root as unknown as DomNode, label);
    if (!node) return null;
    const { backendNodeId } = node;
    const { quads } = await session.send('DOM.getContentQuads', { backendNodeId });
    return quads[0] ?? null;
  });
  if (!quad) throw new Error(`The frame has no ${label}`);
  const frame = await page.evaluate(() => {
    const { left, top } =
      document.querySelector('iframe')?.getBoundingClientRect() ?? new DOMRect();
    return { left, top };
  });
  const [x1 = 0, y1 = 0, , , x2 = 0, y2 = 0] = quad;
  await page.bringToFront();
  await page.mouse.click(frame.left + (x1 + x2) / 2, frame.top + (y1 + y2) / 2);
}

function find(node: DomNode, label: string): DomNode | null {
  const attributes = node.attributes ?? [];
  const at = attributes.indexOf('aria-label');
  if (at !== -1 && attributes[at + 1] === label) return node;
  for (const child of [...(node.shadowRoots ?? []), ...(node.children ?? [])]) {
    const found = find(child, label);
    if (found) return found;
  }
  return null;
}

describe('a site that embeds the meeting where nobody sees it', () => {
  it('gains nothing by a stolen click, and Gavel’s window says that the panel was covered', async () => {
    const { page, session } = await embedded();
    await page.evaluate(() => {
      const frame = document.querySelector('iframe');
      if (frame) frame.style.opacity = '0';
    });
    const before = await world.gavel.openToolbarPopup({ page });
    await before.reads(/covers, fades or distorts Gavel's panel/);
    await before.close();
    await clickBlindly(page, session, 'Open Gavel');
    await clickBlindly(page, session, 'Ban Mallory');
    expect(world.gavel.isPopupOpen()).toBe(false);
    // As below: whatever was asked for would be there by then.
    const popup = await world.gavel.openToolbarPopup({ page });
    await popup.reads(/covers, fades or distorts Gavel's panel/);
    expect(await waitingActions(options.page)).toEqual([]);
    await popup.close();
    await page.close();
  });

  it('in one pixel gets nothing, and breaks nothing', async () => {
    const { page } = await embedded({ width: 1, height: 1 });
    const box = await page.$('iframe').then((frame) => frame?.boundingBox());
    for (let i = 0; i < 10; i++) await page.mouse.click((box?.x ?? 0) + 0.5, (box?.y ?? 0) + 0.5);
    expect(world.gavel.isPopupOpen()).toBe(false);
    // For the popup Gavel looks at the panel, whose answer comes after whatever it asked for before.
    const popup = await world.gavel.openToolbarPopup({ page });
    await popup.find('button', 'End meeting for everyone');
    expect(await waitingActions(options.page)).toEqual([]);
    await popup.close();
    await page.close();
  });
});

describe('a site that looks for Gavel', () => {
  it('loads none of its files, frames and opens none of its pages, and cannot send it a message', async () => {
    const files = (await readdir(inject('extensionDir'), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) =>
        join(parentPath, name).slice(inject('extensionDir').length + 1),
      );
    expect(files.length).toBeGreaterThan(8);
    const page = await world.gavel.browser.newPage();
    for (const url of [
      'https://host.example/embed-test.html',
      `https://8x8.vc/${key.appId}/${newRoom()}`,
    ]) {
      await page.goto(url);
      const urls = files.map((file) => world.gavel.url(file));
      const loaded = await page.evaluate(async (all) => {
        const byFetch = all.map((file) =>
          fetch(file, { mode: 'no-cors' }).then(
            () => file,
            () => null,
          ),
        );
        const byTag = all.flatMap((file) =>
          (['img', 'script', 'link'] as const).map(
            (tag) =>
              new Promise<string | null>((done) => {
                const element = document.createElement(tag) as HTMLElement;
                element.onload = () => done(`${tag} ${file}`);
                element.onerror = () => done(null);
                if (tag === 'link') (element as HTMLLinkElement).rel = 'stylesheet';
                element.setAttribute({ img: 'src', script: 'src', link: 'href' }[tag], file);
                document.body.append(element);
              }),
          ),
        );
        return (await Promise.all([...byFetch, ...byTag])).filter(Boolean);
      }, urls);
      expect(loaded).toEqual([]);
      const pages = files
        .filter((file) => file.endsWith('.html'))
        .map((file) => world.gavel.url(file));
      await page.evaluate((all) => {
        for (const src of all) {
          const frame = document.createElement('iframe');
          frame.src = src;
          document.body.append(frame);
          window.open(src);
        }
      }, pages);
      // What stands under such an address is the browser's own page that says that it is blocked.
      const opened = await certainly(() => {
        const targets = world.gavel.browser.targets().filter((it) => pages.includes(it.url()));
        return targets.length >= pages.length && targets;
      }, 'each window shows something');
      const origins = opened.map(async (target) => (await target.asPage()).evaluate('origin'));
      expect(new Set(await Promise.all(origins))).toEqual(new Set(['null']));
      const blocked = () => page.frames().filter((it) => it.url().startsWith('chrome-error:'));
      await certainly(() => blocked().length === pages.length, 'each frame is blocked');
      expect(page.frames().filter((frame) => pages.includes(frame.url()))).toEqual([]);
      const api = await page.evaluate(
        'typeof globalThis.chrome?.runtime?.sendMessage + typeof globalThis.chrome?.runtime?.connect + typeof globalThis.browser',
      );
      expect(api).toBe('undefinedundefinedundefined');
    }
    for (const extra of await world.gavel.browser.pages()) {
      if (extra !== options.page) await extra.close();
    }
  });
});

describe('another extension', () => {
  it(`gets no answer to any of the ${types.length} messages, and no port`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gavel-other-'));
    try {
      const manifest = {
        manifest_version: 3,
        name: 'Other',
        version: '1',
        background: { service_worker: 'background.js' },
        content_scripts: [{ matches: ['https://8x8.vc/*'], js: ['page.js'] }],
      };
      await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
      await writeFile(
        join(folder, 'background.js'),
        'chrome.runtime.onInstalled.addListener(() => {});',
      );
      await writeFile(join(folder, 'page.js'), '');
      const id = await world.gavel.browser.installExtension(folder);
      const target = await world.gavel.browser.waitForTarget(
        (it) => it.type() === 'service_worker' && it.url().includes(id),
      );
      const worker = await target.worker();
      const answers = await worker?.evaluate(
        async (gavel, all) => {
          const { chrome } = globalThis as unknown as { chrome: OtherChrome };
          const said = all.map((type) =>
            chrome.runtime
              .sendMessage(gavel, { type, payload: {} })
              .catch((error) => String(error)),
          );
          const port = new Promise((done) => {
            chrome.runtime.connect(gavel).onDisconnect.addListener(() => done('closed'));
          });
          return Promise.all([...said, port]);
        },
        world.gavel.extensionId,
        types,
      );
      expect(answers).toHaveLength(types.length + 1);
      expect(answers?.pop()).toBe('closed');
      for (const answer of answers ?? []) expect(answer).toMatch(/Could not establish connection/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

interface OtherChrome {
  readonly runtime: {
    sendMessage(id: string, message: unknown): Promise<unknown>;
    connect(id: string): { onDisconnect: { addListener(listener: () => void): void } };
  };
}
