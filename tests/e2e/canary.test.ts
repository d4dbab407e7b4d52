import { createPrivateKey } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConsoleMessage } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { type HostKey, newHostKey } from './support/host-key';
import type { OptionsPage } from './support/options-page';
import type { MeetingPage } from './support/panel';
import {
  filesOf,
  found,
  needlesOf,
  recordMessages,
  shownBy,
  spellings,
  storageOf,
} from './support/secrets';
import { keyIds, overwrite, storedIn } from './support/storage';
import { certainly } from './support/wait';

const PASSPHRASE = 'seven-quiet-herons';
const NEXT = 'nine-louder-herons';

let profile: string;
let world: World;
let key: HostKey;
let secrets: string[];
let options: OptionsPage;
let page: MeetingPage;
let messages: () => Promise<string>;
let logs: string[];

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'gavel-canary-'));
  world = await startWorld({ userDataDir: profile });
  key = world.newKey();
  secrets = [...needlesOf(key), ...[PASSPHRASE, NEXT].flatMap(spellings)];
  await settle();
});
afterAll(async () => {
  await world?.close();
  await rm(profile, { recursive: true, force: true });
});

/** The options page and a meeting, with everything they say written down. */
async function settle(): Promise<void> {
  logs = [];
  messages = await recordMessages(world.gavel);
  const listen = (line: ConsoleMessage) => logs.push(line.text());
  (await world.gavel.serviceWorker()).on('console', listen);
  options = await world.gavel.openOptions('keys');
  options.page.on('console', listen);
  ({ page } = await world.joinMeeting(key.appId));
  page.page.on('console', listen);
  await page.panel.open();
}

/** Bans somebody and gives back all that the popup showed on the way. */
async function ban(passphrase?: string): Promise<string> {
  const room = new URL(page.page.url()).pathname.split('/')[2] ?? '';
  guests += 1;
  const name = `Guest ${guests}`;
  world.simulator.meeting(key.appId, room).join({ name, userId: `auth0|${guests}` });
  await page.page.bringToFront();
  await page.panel.ban(name);
  const popup = await world.gavel.popup();
  popup.page.on('console', (line) => logs.push(line.text()));
  await popup.question();
  const asked = await shownBy(popup);
  if (passphrase === undefined) {
    await popup.confirm('Ban');
  } else {
    await popup.unlockAndBan(passphrase);
  }
  await popup.outcome(/JaaS accepted the ban/);
  const told = await shownBy(popup);
  await popup.close();
  return `${asked}\n${told}`;
}
let guests = 0;

/** A key that is locked leaves the list first, and its device key a moment later. */
async function noDeviceKeyIsLeft(): Promise<void> {
  const isGone = () =>
    options.page.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name = '' }) => name);
      return !names.some((name) => name.startsWith('gavel-device-'));
    });
  await certainly(isGone, 'no device key is left');
}

/** Looks everywhere but into the files; what is searched must hold what is known to be there. */
async function search(shownBefore: string | null): Promise<void> {
  if (shownBefore === null) await noDeviceKeyIsLeft();
  const stored = await storageOf(options.page);
  const sent = await messages();
  const pages = await Promise.all([options, page].map(shownBy));
  const shown = [shownBefore ?? '', ...pages, ...logs].join('\n');
  expect(stored).toContain(key.appId);
  // Where nothing was done before, the keys are locked, and no device key is left.
  expect(stored.includes('cannot be exported')).toBe(shownBefore !== null);
  expect(sent).toContain('popup.state');
  expect(shown).toContain('Forum');
  expect(found(stored, secrets)).toEqual([]);
  expect(found(sent, secrets)).toEqual([]);
  expect(found(shown, secrets)).toEqual([]);
}

/** What a thief of the computer, or of a copy of the profile, can read. */
async function searchFiles(): Promise<void> {
  await world.gavel.browser.close();
  const files = await filesOf(profile);
  expect(files.some((text) => text.includes(key.appId))).toBe(true);
  expect(files.flatMap((text) => found(text, secrets))).toEqual([]);
  await world.restartBrowser();
  await settle();
}

/** Nothing at all of keys may stand in session storage. */
async function sessionHoldsNoKey(): Promise<void> {
  const isLocked = async () => !('unlocked-keys' in (await storedIn(options.page, 'session')));
  await certainly(isLocked, 'nothing is unlocked');
  const session = await storedIn(options.page, 'session');
  const text = JSON.stringify(session);
  const ids = await keyIds(options.page);
  expect(ids).toHaveLength(1);
  expect(found(text, [...ids, ...secrets, 'jwk+json', 'eyJ'])).toEqual([]);
}

describe('the private key and the passphrase are nowhere in the clear', () => {
  it('while the key is sealed by the device', async () => {
    const { appId, keyId, pkcs8Pem } = key;
    await options.addKey({ appId, keyId, label: 'Forum', key: { paste: pkcs8Pem } });
    await options.checkKey('Forum');
    // The clipboard is the host's own; what Gavel keeps must not hold what was on it.
    await search(await ban());
    await sessionHoldsNoKey();
    await searchFiles();
  });

  it('while it is protected by a passphrase and unlocked', async () => {
    await options.protect(PASSPHRASE);
    await search(await ban());
    const { 'unlocked-keys': unlocked } = await storedIn(options.page, 'session');
    const { keys } = unlocked as { keys: Record<string, string> };
    for (const sealed of Object.values(keys)) {
      const [header = ''] = sealed.split('.');
      expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({
        alg: 'A256GCMKW',
        enc: 'A256GCM',
        typ: 'gavel-unlocked-key-1',
      });
    }
    expect(Object.keys(keys)).toHaveLength(1);
    await searchFiles();
  });

  it('while it is locked, and after a ban has unlocked it', async () => {
    await sessionHoldsNoKey();
    await search(await ban(PASSPHRASE));
    await options.lockNow();
    await search(null);
    await sessionHoldsNoKey();
    await searchFiles();
  });

  it('after the passphrase was changed', async () => {
    await options.changePassphrase(PASSPHRASE, NEXT);
    await sessionHoldsNoKey();
    await search(await ban(NEXT));
    await options.lockNow();
    await sessionHoldsNoKey();
    await searchFiles();
  });

  it('after the passphrase was removed', async () => {
    await options.removePassphrase(NEXT);
    await search(await ban());
    await sessionHoldsNoKey();
    await searchFiles();
  });
});

describe('the search', () => {
  it('finds a key that is in the clear on purpose, wherever it is', async () => {
    const decoy = newHostKey();
    const needles = needlesOf(decoy);
    const numbers = createPrivateKey(decoy.pkcs8Pem).export({ format: 'jwk' });
    await overwrite(options.page, 'items', { decoy: numbers });
    expect(found(await storageOf(options.page), needles)).not.toEqual([]);
    await options.openForm();
    await options.fill('Private key', decoy.pkcs8Pem);
    expect(found(await shownBy(options), needles)).not.toEqual([]);
    await options.page.evaluate((message) => {
      const { chrome } = globalThis as unknown as {
        chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } };
      };
      return chrome.runtime.sendMessage(message).catch(() => null);
    }, numbers);
    expect(found(await messages(), needles)).not.toEqual([]);
    await options.page.evaluate((text) => console.log(text), decoy.pkcs8Pem);
    await certainly(() => found(logs.join('\n'), needles).length > 0, 'the console shows it');
    await world.gavel.browser.close();
    const files = await filesOf(profile);
    expect(files.flatMap((text) => found(text, needles))).not.toEqual([]);
  });
});
