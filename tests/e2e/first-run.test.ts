import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { waitingActions } from './support/attacks';
import { nodesOf, textOf } from './support/ax-node';
import { expectNothingSent } from './support/fence';
import type { OptionsPage } from './support/options-page';
import { certainly, PATIENCE_MS } from './support/wait';

const STEPS = 'Set up Gavel in four steps';

let profile: string;
let world: World;
let options: OptionsPage;

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'gavel-first-'));
  world = await startWorld({ userDataDir: profile });
});
afterAll(async () => {
  await world?.close();
  await rm(profile, { recursive: true, force: true });
});

/** Each step as it is read out. */
async function steps(): Promise<string[]> {
  const region = await options.find('region', STEPS);
  return nodesOf(region, 'listitem').map(textOf);
}

async function stepReads(index: number, wanted: RegExp): Promise<void> {
  await expect.poll(async () => (await steps())[index], { timeout: PATIENCE_MS }).toMatch(wanted);
}

async function hasFocus(page: OptionsPage, name: string): Promise<void> {
  const has = async () => (await page.all('textbox', name))[0]?.focused === true;
  await certainly(has, `the focus is in ${name}`);
}

/**
 * The page shows the key, and has had its answer to whether steps are needed: the background has
 * answered the page something that it was asked later.
 */
async function keysAreShown(): Promise<void> {
  await options.find('listitem', 'Forum');
  await waitingActions(options.page);
}

describe('the first minutes with Gavel', () => {
  it('begin on the options page, which opened by itself, with four steps', async () => {
    options = await world.gavel.openedOptions();
    expect(await steps()).toEqual([
      'Get a key Next Is its file here already? Drop it anywhere on this page.',
      'Add it here Later',
      'Test it with JaaS Later',
      'Join a meeting Later',
      // The way through the console.
      expect.stringContaining('Open “API Keys” in its menu.'),
      expect.stringContaining('download the private key before you close that dialog'),
      expect.stringContaining("Copy the key's ID from the list."),
    ]);
    expect(await options.all('list', 'Keys')).toEqual([]);
  });

  it('F49: lead to the console in a tab of its own, which learns nothing of Gavel', async () => {
    const link = await options.find('link', /^Open the JaaS console/);
    const element = await link.elementHandle();
    const [href, target, rel] = await Promise.all(
      ['href', 'target', 'rel'].map((name) =>
        element?.evaluate((it, of) => (it as Element).getAttribute(of), name),
      ),
    );
    expect({ href, target, rel }).toEqual({
      href: 'https://jaas.8x8.vc',
      target: '_blank',
      rel: 'noopener noreferrer',
    });
  });

  it('F49: go from a file that is dropped anywhere to “JaaS accepts this key”, and leave a calm page', async () => {
    const key = world.newKey();
    const { appId, keyId } = key;
    const file = join(profile, 'jaas.pk');
    await writeFile(file, key.pkcs8Pem);
    await options.copy(`${appId}/${keyId}`);
    await options.drop('heading', 'Gavel', file);
    await options.reads('jaas.pk');
    await stepReads(0, /Get a key Done/);
    await stepReads(1, /Add it here Next Say which key it is/);
    // Where the focus has come by itself.
    await hasFocus(options, 'AppID');
    await options.pressPaste();
    expect(await options.valueOf('Key ID')).toBe(keyId);
    await options.fill('Label', 'Forum');
    await options.click('button', 'Add key');
    // Checked without being asked.
    const added = await options.keyReads('Forum', /The key works here/);
    expect(added).toContain('Not tested with JaaS yet');
    await expectNothingSent(world);
    await stepReads(1, /Add it here Done/);
    await stepReads(2, /Test it with JaaS Next Press “Test with JaaS…”/);

    world.simulator.unregisterKey(key);
    await options.testKey('Forum', /JaaS refused the token/);
    await options.keyReads('Forum', /Does not work · JaaS refused it today at \d\d:\d\d/);
    await stepReads(2, /Test it with JaaS Next/);
    world.simulator.registerKey(key);
    await options.testKey('Forum', /JaaS accepts this key\. api-vo\.jitsi\.net answered\./);
    await options.keyReads('Forum', /Works · JaaS accepted it today at \d\d:\d\d/);
    await stepReads(2, /Test it with JaaS Done/);
    await stepReads(3, /Join a meeting Next Open a meeting of this AppID/);
    const { page } = await world.joinMeeting(appId);
    await options.gone('region', STEPS);
    await page.close();
    await options.page.reload();
    await keysAreShown();
    expect(await options.all('region', STEPS)).toEqual([]);
    expect(await options.all('alert')).toEqual([]);
  });

  it('are not repeated at the next start of the browser', async () => {
    await world.restartBrowser();
    options = await world.gavel.openOptions('keys');
    await keysAreShown();
    await options.keyReads('Forum', /Works · JaaS accepted it today/);
    expect(await options.all('region', STEPS)).toEqual([]);
  });
});

describe('from the installation to the first ban', () => {
  it('is six presses with what the console gives: a file, an ID, the meeting’s link', async () => {
    const fresh = await startWorld();
    const pressed: string[] = [];
    const folder = await mkdtemp(join(tmpdir(), 'gavel-first-'));
    try {
      const key = fresh.newKey();
      const file = join(folder, 'Key 12_1_2026.pk');
      await writeFile(file, key.pkcs8Pem);
      const page = await fresh.gavel.openedOptions();
      await page.copy(`${key.appId}/${key.keyId}`);

      await page.drop('heading', 'Gavel', file);
      pressed.push('the file is dropped');
      await hasFocus(page, 'AppID');
      await page.pressPaste();
      pressed.push('the ID is pasted');
      await page.page.keyboard.press('Enter');
      pressed.push('Enter');
      await page.keyReads(key.appId, /The key works here/);

      const { page: jitsi, meeting } = await fresh.joinMeeting(key.appId, [
        { name: 'Mallory', userId: 'auth0|mallory' },
      ]);
      await jitsi.panel.open();
      pressed.push('Open Gavel');
      await jitsi.panel.ban('Mallory');
      pressed.push('Ban');
      const popup = await fresh.gavel.popup();
      await popup.confirm('Ban');
      pressed.push('Ban and remove');
      await popup.find('heading', 'Mallory is banned and gone');
      expect(await fresh.request('BAN_USER')).toMatchObject({ userId: 'auth0|mallory' });
      expect(meeting.participants()).toHaveLength(1);
    } finally {
      await fresh.close();
      await rm(folder, { recursive: true, force: true });
    }
    expect(pressed).toEqual([
      'the file is dropped',
      'the ID is pasted',
      'Enter',
      'Open Gavel',
      'Ban',
      'Ban and remove',
    ]);
  });
});

interface DeveloperApi {
  readonly chrome: {
    readonly developerPrivate: {
      updateExtensionConfiguration(change: {
        extensionId: string;
        hostAccess: 'ON_CLICK' | 'ON_ALL_SITES' | 'ON_SPECIFIC_SITES';
      }): Promise<void>;
    };
  };
}

/** What the person sets as "Site access" in the browser's page of extensions. */
async function siteAccess(hostAccess: 'ON_CLICK' | 'ON_ALL_SITES'): Promise<void> {
  const { gavel } = world;
  const page = await gavel.browser.newPage();
  await page.goto('chrome://extensions/');
  await page.evaluate(
    (change) =>
      (globalThis as unknown as DeveloperApi).chrome.developerPrivate.updateExtensionConfiguration(
        change,
      ),
    { extensionId: gavel.extensionId, hostAccess },
  );
  await page.close();
}

describe('access to the hosts that was withdrawn', () => {
  it('is said at the top of the keys, at once, until it is given back', async () => {
    const said = 'Gavel is not allowed to contact 8x8';
    expect(await options.text()).not.toContain(said);
    await siteAccess('ON_CLICK');
    const text = await options.reads(said);
    expect(text).toContain('The browser does not allow Gavel to reach 8x8.vc, api-vo.jitsi.net.');
    await options.find('button', 'Allow access');
    await siteAccess('ON_ALL_SITES');
    await options.gone('button', 'Allow access');
    expect(await options.text()).not.toContain(said);
  });
});
