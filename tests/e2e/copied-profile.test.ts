import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { HostKey } from './support/host-key';
import type { OptionsPage } from './support/options-page';
import { filesOf, namedFilesOf } from './support/secrets';
import { storedIn } from './support/storage';
import { waitFor } from './support/wait';

const PASSPHRASE = 'lemon bicycle teapot';

let profile: string;
let world: World;
let key: HostKey;
let options: OptionsPage;
let made: string[];

beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'gavel-copied-'));
  world = await startWorld({ userDataDir: profile });
  made = [];
  await openOptions();
});
afterEach(async () => {
  await world?.close();
  await rm(profile, { recursive: true, force: true });
});

/** The options page, of which each device key that it makes is learned as bytes. */
async function openOptions(): Promise<void> {
  options = await world.gavel.openOptions('keys');
  const { page } = options;
  await page.exposeFunction('learn', (bytes: number[]) => {
    made.push(Buffer.from(bytes).toString('latin1'));
  });
  await page.evaluateOnNewDocument(learnDeviceKeys);
  await page.reload();
  await options.find('button', /^Add (another )?key$/);
}

function learnDeviceKeys(): void {
  const { subtle } = crypto;
  const { learn } = globalThis as unknown as { learn(bytes: number[]): Promise<void> };
  const generate = subtle.generateKey.bind(subtle) as SubtleCrypto['generateKey'];
  subtle.generateKey = (async (algorithm: AesKeyGenParams, isOpen: boolean, usages: KeyUsage[]) => {
    const key = await generate(algorithm, true, usages);
    const bytes = await subtle.exportKey('raw', key);
    await learn([...new Uint8Array(bytes)]);
    return subtle.importKey('raw', bytes, algorithm.name, isOpen, usages);
  }) as SubtleCrypto['generateKey'];
}

async function addKey(passphrase?: string): Promise<void> {
  key = world.newKey();
  const { appId, keyId, pkcs8Pem: pem } = key;
  await options.fillKey({ appId, keyId, label: 'Forum', key: { pem } });
  if (passphrase !== undefined) {
    await options.click('checkbox', 'Protect it with a passphrase');
    await options.fill('New passphrase', passphrase);
    await options.fill('Repeat new passphrase', passphrase);
  }
  await options.click('button', 'Add key');
  await options.find('listitem', 'Forum', { within: ['list', 'Keys'] });
}

async function removeKey(): Promise<void> {
  await options.click('button', 'More about this key', { within: ['listitem', 'Forum'] });
  await options.click('button', 'Remove key', { within: ['listitem', 'Forum'] });
  await options.click('button', 'Remove');
  await options.gone('listitem', 'Forum');
}

/** What is looked for, or pieces of it, of which each will do. */
type Needle = string | readonly string[];

/** Looks until each of these stands in the profile's files, as whoever copies them sees. */
async function inFiles(...needles: Needle[]): Promise<void> {
  await untilFound(needles.length, 'all are to be in the files', needles);
}

/** Looks until none of these does. */
async function notInFiles(...needles: Needle[]): Promise<void> {
  await untilFound(0, 'none is to be in the files', needles);
}

async function untilFound(count: number, what: string, needles: readonly Needle[]): Promise<void> {
  const isSo = await waitFor(async () => {
    const files = await filesOf(profile);
    const stands = (piece: string) => files.some((text) => text.includes(piece));
    return needles.filter((needle) => [needle].flat().some(stands)).length === count;
  });
  expect(isSo, isSo ? what : `${what}\n${await whatIsThere(needles)}`).toBe(true);
}

/** Where each of these stands, what LevelDB says that it did, and which databases there are. */
async function whatIsThere(needles: readonly Needle[]): Promise<string> {
  const files = await namedFilesOf(profile);
  const places = needles.map((needle, at) => {
    const has = ([, text]: [string, string]) => [needle].flat().some((it) => text.includes(it));
    return `${at} stands in: ${files.filter(has).map(([path]) => path)}`;
  });
  const logs = files.filter(([path]) => /indexeddb\.leveldb.LOG$/.test(path)).flat();
  const names = await options.page
    .evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
    .catch(String);
  return [...places, `databases: ${names}`, ...logs].join('\n');
}

/**
 * The sealed key as it is stored, from inside, in pieces: where some of its letters stood just before,
 * LevelDB's tables point there instead of holding them again, and so break that piece.
 */
async function sealed(page: Page): Promise<string[]> {
  const record = Object.values(await storedIn(page, 'items')).find(
    (item) => (item as { appId?: string }).appId === key.appId,
  );
  return (record as { sealed: string }).sealed.slice(-600).match(/.{60}/g) ?? [];
}

/** Begins what the removal of a key does, and is killed before its end. */
async function killWhileRemoving(): Promise<void> {
  await options.page.evaluate(async () => {
    const done = (request: IDBOpenDBRequest) =>
      new Promise<void>((resolve, reject) => {
        request.onsuccess = () => {
          request.result?.close();
          resolve();
        };
        request.onerror = () => reject(request.error);
      });
    const names = (await indexedDB.databases()).map(({ name = '' }) => name);
    await done(indexedDB.open('gavel-device-none'));
    for (const name of names.filter((it) => it.startsWith('gavel-device-'))) {
      await done(indexedDB.deleteDatabase(name));
    }
  });
  await world.killBrowser();
}

describe('whoever copies the browser’s profile', () => {
  it('finds the device key of a key without a passphrase, and none of one that was removed', async () => {
    await addKey();
    expect(made).toHaveLength(1);
    await inFiles(...made, await sealed(options.page));
    await removeKey();
    await notInFiles(...made);
  });

  it('finds none of one that was removed by a browser that was killed meanwhile', async () => {
    await addKey();
    await inFiles(...made);
    await killWhileRemoving();
    await notInFiles(...made);
  });

  it('finds none of a key that got a passphrase later', async () => {
    await addKey();
    await options.protect(PASSPHRASE);
    await options.lockNow();
    expect(made, 'and one for what was unlocked').toHaveLength(2);
    await notInFiles(...made);
  });

  it('finds none of a key that had a passphrase from the start, and no seal without it', async () => {
    await addKey(PASSPHRASE);
    await options.lockNow();
    expect(made, 'for what is unlocked').toHaveLength(1);
    await inFiles(await sealed(options.page));
    await notInFiles(...made);
  });
});
