import { createPrivateKey } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Gavel } from './gavel';
import type { HostKey } from './host-key';
import { storedIn } from './storage';
import type { Surface } from './surface';

/** Everything that would give the key away: its private numbers and the lines of its file. */
export function needlesOf(key: HostKey): string[] {
  const jwk = createPrivateKey(key.pkcs8Pem).export({ format: 'jwk' });
  const numbers = [jwk.d, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi].map(String);
  const inHex = numbers.map((number) => Buffer.from(number, 'base64url').toString('hex'));
  const inBase64 = numbers.map((number) => Buffer.from(number, 'base64url').toString('base64'));
  const asBytes = numbers.map((number) => Buffer.from(number, 'base64url').toString('latin1'));
  const modulus = Buffer.from(String(jwk.n), 'base64url');
  // Lines of the modulus are public; a JWK may hold them letter by letter, as its bytes stand alike.
  const isPublic = (line: string) => modulus.includes(Buffer.from(line.slice(0, 48), 'base64'));
  const lines = [key.pkcs8Pem, key.pkcs1Pem].flatMap((pem) =>
    pem.split('\n').filter((line) => line.length === 64 && !isPublic(line)),
  );
  // Long pieces, so that one that is cut or joined differently is found too.
  return [...numbers, ...inHex, ...inBase64, ...asBytes, ...lines].map((it) => it.slice(0, 48));
}

/** A word that would give itself away, as it stands in text, in UTF-16 and in base64. */
export function spellings(word: string): string[] {
  return [
    word,
    Buffer.from(word, 'utf16le').toString('latin1'),
    Buffer.from(word).toString('base64').replace(/=+$/, ''),
    Buffer.from(word).toString('hex'),
  ];
}

export function found(haystack: string, needles: readonly string[]): string[] {
  return needles.filter((needle) => haystack.includes(needle));
}

interface MessageScope {
  seen: unknown[];
  readonly chrome: {
    readonly runtime: {
      readonly onMessage: { addListener(listener: (message: unknown) => void): void };
      sendMessage(...args: unknown[]): unknown;
    };
    readonly tabs: { sendMessage(...args: unknown[]): unknown };
  };
}

/** Notes every message that reaches the background or leaves it, from now on. */
export async function recordMessages(gavel: Gavel): Promise<() => Promise<string>> {
  const worker = await gavel.worker();
  await worker.evaluate(() => {
    const scope = globalThis as unknown as MessageScope;
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

/** All of Gavel's storage as one text, with what IndexedDB gives out as structured values. */
export async function storageOf(page: Page): Promise<string> {
  const areas = [await storedIn(page, 'local'), await storedIn(page, 'session')];
  return JSON.stringify([...areas, await databasesOf(page)]);
}

/**
 * Everything in IndexedDB. A key that can be exported is exported, so that what it holds is found;
 * one that cannot says so.
 */
async function databasesOf(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const all: unknown[] = [];
    // A method: around other functions with names `tsx` puts a helper, which is not in the browser.
    const made = {
      async plain(value: unknown): Promise<unknown> {
        if (value instanceof CryptoKey) {
          const jwk = await crypto.subtle.exportKey('jwk', value).catch(() => 'cannot be exported');
          return { extractable: value.extractable, usages: value.usages, jwk };
        }
        if (typeof value !== 'object' || value === null) return value;
        const entries = Object.entries(value).map(async ([name, it]) => [
          name,
          await made.plain(it),
        ]);
        return Object.fromEntries((await Promise.all(entries)) as [string, unknown][]);
      },
    };
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
        all.push(name, store, await Promise.all(read.result.map(made.plain)));
      }
      db.close();
    }
    return all;
  });
}

/** What a page shows or holds: its document, what stands in its fields, and what is read out. */
export async function shownBy(surface: Surface): Promise<string> {
  const fields = await surface.page.evaluate(() =>
    [...document.querySelectorAll('input, textarea')].map((field) =>
      (field as HTMLInputElement).type === 'file' ? '' : (field as HTMLInputElement).value,
    ),
  );
  return [await surface.page.content(), ...fields, await surface.text()].join('\n');
}

/** Every file of a browser profile, by its path in there. */
export async function namedFilesOf(folder: string): Promise<[path: string, text: string][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name));
  const read = async (path: string): Promise<[string, string]> => [
    relative(folder, path),
    await readFile(path, 'latin1'),
  ];
  return Promise.all(paths.map(read));
}

export async function filesOf(folder: string): Promise<string[]> {
  return (await namedFilesOf(folder)).map(([, text]) => text);
}
