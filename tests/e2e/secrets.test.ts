import { createPrivateKey } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostKey, newMeetingToken } from './support/host-key';
import { startWorld, type World } from './support/world';

let world: World;
let profile: string;

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'gavel-secrets-'));
  world = await startWorld({ userDataDir: profile });
});
afterAll(async () => {
  await world?.close();
  await rm(profile, { recursive: true, force: true });
});

/** Everything that would give the key away: its private numbers and the lines of its file. */
function needlesOf(key: HostKey): string[] {
  const jwk = createPrivateKey(key.pkcs8Pem).export({ format: 'jwk' });
  const numbers = [jwk.d, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi].map(String);
  const inHex = numbers.map((number) => Buffer.from(number, 'base64url').toString('hex'));
  const inBase64 = numbers.map((number) => Buffer.from(number, 'base64url').toString('base64'));
  const lines = [key.pkcs8Pem, key.pkcs1Pem].flatMap((pem) =>
    pem.split('\n').filter((line) => line.length === 64),
  );
  // Long pieces, so that one that is cut or joined differently is found too.
  return [...numbers, ...inHex, ...inBase64, ...lines].map((needle) => needle.slice(0, 48));
}

function found(haystack: string, needles: readonly string[]): string[] {
  return needles.filter((needle) => haystack.includes(needle));
}

/** Notes every message that reaches the background or leaves it, from now on. */
async function recordMessages(): Promise<() => Promise<string>> {
  const worker = await world.gavel.worker();
  await worker.evaluate(() => {
    const scope = globalThis as unknown as { seen: unknown[]; chrome: ChromeApi };
    scope.seen = [];
    scope.chrome.runtime.onMessage.addListener((message) => {
      scope.seen.push(message);
    });
    const { tabs, runtime } = scope.chrome;
    for (const api of [tabs, runtime]) {
      const send = api.sendMessage.bind(api);
      api.sendMessage = (...args: unknown[]) => {
        scope.seen.push(args);
        return send(...args);
      };
    }
  });
  return async () => worker.evaluate(() => JSON.stringify((globalThis as { seen?: unknown }).seen));
}

interface ChromeApi {
  readonly runtime: {
    readonly onMessage: { addListener(listener: (message: unknown) => void): void };
    sendMessage(...args: unknown[]): unknown;
  };
  readonly tabs: { sendMessage(...args: unknown[]): unknown };
}

/** All of Gavel's storage as one text, with the keys of IndexedDB as structured values. */
async function storageOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: { storage: Record<'local' | 'session', { get(all: null): Promise<unknown> }> };
    };
    const all: unknown[] = [await chrome.storage.local.get(null)];
    all.push(await chrome.storage.session.get(null));
    for (const { name = '' } of await indexedDB.databases()) {
      const open = indexedDB.open(name);
      const db = await new Promise<IDBDatabase>((resolve) => {
        open.onsuccess = () => resolve(open.result);
      });
      for (const store of db.objectStoreNames) {
        const read = db.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => {
          read.onsuccess = resolve;
        });
        all.push(name, store, read.result);
      }
      db.close();
    }
    return JSON.stringify(all);
  });
}

describe('the private key', () => {
  it('is in no storage, message, page, console or file of the profile after a host’s whole story', async () => {
    const { gavel, simulator } = world;
    const logs: string[] = [];
    const messages = await recordMessages();
    const key = world.newKey();
    const needles = needlesOf(key);
    const options = await gavel.openOptions('keys');
    options.page.on('console', (line) => logs.push(line.text()));
    const { appId, keyId, pkcs8Pem } = key;
    await options.addKey({ appId, keyId, key: { pem: pkcs8Pem }, label: 'Forum' });
    await options.checkKey('Forum');

    const people = [{ name: 'Mallory', userId: 'auth0|mallory' }];
    const { page } = await world.joinMeeting(appId, people);
    page.page.on('console', (line) => logs.push(line.text()));
    await page.panel.open();
    await page.panel.ban('Mallory');
    const popup = await gavel.popup();
    popup.page.on('console', (line) => logs.push(line.text()));
    await popup.confirm('Ban');
    await popup.outcome(/Left the meeting/);
    await popup.close();

    const victim = newMeetingToken(key, { id: 'u-2210', name: 'Trudy' });
    const tokenPopup = await gavel.openToolbarPopup(page);
    await tokenPopup.choose('Ban a token…');
    await tokenPopup.fill('Token', victim);
    await tokenPopup.choose('Next');
    await tokenPopup.confirm('Ban');
    await tokenPopup.outcome(/JaaS accepted the ban of the token/);

    const signed = simulator.requests.map(({ headers }) => String(headers.authorization));
    expect(signed).toHaveLength(3);
    const tokens = signed.map((header) => header.replace(/^Bearer /, ''));
    const signatures = tokens.map((token) => token.split('.')[2] ?? '');

    const pages = [options.page, page.page, tokenPopup.page];
    const html = (await Promise.all(pages.map((each) => each.content()))).join('\n');
    const trees = await Promise.all([options.text(), page.text(), tokenPopup.text()]);
    const shown = [html, ...trees, logs.join('\n')].join('\n');
    const stored = await storageOf(options.page);
    const sent = await messages();
    // What is searched must hold what is known to be there, or the search proves nothing.
    expect(stored).toContain(appId);
    expect(stored).toContain('auth0|mallory');
    expect(sent).toContain('token.ban');
    expect(sent).toContain('panel.ask');
    expect(shown).toContain('Forum');

    const secrets = [...needles, ...signatures];
    expect(found(stored, secrets)).toEqual([]);
    expect(found(sent, secrets)).toEqual([]);
    expect(found(shown, secrets)).toEqual([]);
    // The token to ban is a secret too; only the popup's own message may carry it.
    const victimSignature = victim.split('.')[2] ?? '';
    expect(found(stored, [victimSignature])).toEqual([]);
    expect(found(shown, [victimSignature])).toEqual([]);

    await gavel.browser.close();
    const files = await filesOf(profile);
    const everything = files.map((bytes) => bytes.toString('latin1'));
    expect(everything.some((text) => text.includes(appId))).toBe(true);
    const wanted = [...secrets, victimSignature].flatMap((needle) => [
      needle,
      Buffer.from(needle, 'utf16le').toString('latin1'),
    ]);
    expect(everything.flatMap((text) => found(text, wanted))).toEqual([]);
  });
});

async function filesOf(folder: string): Promise<Buffer[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map((file) => readFile(join(file.parentPath, file.name))));
}
