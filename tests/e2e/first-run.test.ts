import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { waitingActions } from './support/attacks';
import { nodesOf, textOf } from './support/ax-node';
import type { OptionsPage } from './support/options-page';
import { PATIENCE_MS } from './support/wait';

const STEPS = 'Set up Gavel in three steps';

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

/**
 * The page shows the key, and has had its answer to whether steps are needed: the background has
 * answered the page something that it was asked later.
 */
async function keysAreShown(): Promise<void> {
  await options.find('listitem', 'Forum');
  await waitingActions(options.page);
}

describe('the first minutes with Gavel', () => {
  it('begin on the options page, which opened by itself, with three steps', async () => {
    options = await world.gavel.openedOptions();
    expect(await steps()).toEqual([
      'Add a key Next Fill in the form below with the key of your AppID, as the JaaS console shows it.',
      'Check it Later',
      'Join a meeting Later',
    ]);
    expect(await options.all('list', 'Keys')).toEqual([]);
  });

  it('tick the steps off one by one, and leave a calm page', async () => {
    const key = world.newKey();
    const { appId, keyId, pkcs8Pem: pem } = key;
    await options.addKey({ appId, keyId, label: 'Forum', key: { pem } });
    await stepReads(0, /Add a key Done/);
    await stepReads(1, /Check it Next Press “Check key”/);
    await options.checkKey('Forum');
    await stepReads(1, /Check it Done/);
    await stepReads(2, /Join a meeting Next Open a meeting of this AppID/);
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
    expect(await options.all('region', STEPS)).toEqual([]);
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
