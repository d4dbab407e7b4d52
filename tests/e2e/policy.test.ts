import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type HostKey, newMeetingToken } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import { certainly } from '~/tests/e2e/support/wait';
import { startWorld } from '~/tests/e2e/support/world';
import { MALLORY } from './support/attacked-world';
import { asContentScript, waitingActions } from './support/attacks';
import { expectNothingSent } from './support/fence';
import { type ManagedBrowser, manageBrowser, whyNotManaged } from './support/managed';
import type { OptionsPage } from './support/options-page';

const whyNot = whyNotManaged();
const title = 'an organisation’s policy in Chromium';

/** What the panel says of a key that is not there, or may not be used. */
const NO_KEY = 'Gavel has no key for this AppID';

let managed: ManagedBrowser;
let world: World;
let key: HostKey;
let options: OptionsPage;

/** Sets the policy, or takes it away. Chromium looks every few seconds, so what comes of it is waited for. */
const decide = (policy: object | null) => managed.decide(world.gavel.extensionId, policy);

/** Waits until a setting shows this, and whether it can be changed. */
async function settingIs(name: string, value: string, fixed: boolean): Promise<void> {
  const isSo = async () => {
    const [setting] = await options.all('combobox', name);
    if (setting?.value !== value || Boolean(setting.disabled) !== fixed) return false;
    return (setting.description ?? '').includes('Set by your organisation') === fixed;
  };
  await certainly(isSo, `${name} is ${value}, ${fixed ? 'fixed' : 'for the host to choose'}`);
}

async function show(tab: 'keys' | 'settings'): Promise<void> {
  await options.click('link', tab === 'keys' ? 'Keys' : 'Settings');
}

/** Sends as one of Gavel's own pages. */
function send(type: string, payload: object): Promise<Answer> {
  return options.page.evaluate(
    (message) => {
      const { chrome } = globalThis as unknown as PageChrome;
      return chrome.runtime.sendMessage(message);
    },
    { type, payload },
  );
}

interface PageChrome {
  readonly chrome: { readonly runtime: { sendMessage(message: unknown): Promise<Answer> } };
}

describe.skipIf(whyNot !== null)(whyNot === null ? title : `${title} (skipped: ${whyNot})`, () => {
  beforeAll(async () => {
    managed = await manageBrowser(inject('chromePath'));
    world = await startWorld({ executablePath: managed.executablePath });
    key = await world.newKeyInGavel('Forum');
    options = await world.gavel.openOptions('settings');
  });
  afterAll(async () => {
    await world?.close();
    await managed?.remove();
  });

  it('fixes what it sets as soon as it comes, changes that, and gives all back when it goes', async () => {
    await options.select('How many at the same time', '6');
    await options.reads('Saved. It applies from the next confirmation.');
    await decide({ peopleAtOnce: 2, keepActivityDays: 45 });
    await settingIs('How many at the same time', '2', true);
    await settingIs('Keep the activity for', '45 days', true);
    await decide({ peopleAtOnce: 3 });
    await settingIs('How many at the same time', '3', true);
    await settingIs('Keep the activity for', '1 year', false);
    await decide(null);
    await settingIs('How many at the same time', '6', false);
    expect(await options.text()).not.toContain('Set by your organisation');
  });

  it('that is wrong in part counts for the rest, and Settings name each part and what is wrong with it', async () => {
    const service = { appId: key.appId, url: 'https://app.example.com/gavel/token' };
    const { publicKeyPem, pkcs8Pem } = key;
    await decide({
      ownKeys: 'sometimes',
      peopleAtOnce: 5,
      tokenServices: [
        { ...service, publicKeyPem: pkcs8Pem, lable: 'Example' },
        { ...service, publicKeyPem, label: 'Example' },
      ],
    });
    await settingIs('How many at the same time', '5', true);
    const text = await options.reads('Gavel ignores these parts');
    expect(text).toContain('app.example.com for Example');
    expect(text).toContain('tokenServices[0].lable Gavel does not know this field.');
    expect(text).toContain('tokenServices[0].publicKeyPem This is a private key.');
    expect(text).toContain('ownKeys This must be “allowed” or “forbidden”.');
  });

  it('is not read by a content script', async () => {
    await decide({ peopleAtOnce: 4 });
    await settingIs('How many at the same time', '4 (usual)', true);
    const { page } = await world.joinMeeting(key.appId);
    const run = await asContentScript(world, page.page);
    expect(await run('return await chrome.storage.managed.get()')).toMatch(/^refused: /);
    await page.close();
  });

  it('that wants a passphrase keeps a key without one from signing until it has one', async () => {
    await decide({ requirePassphrase: true });
    await show('keys');
    await options.keyReads('Forum', /Not used until it has a passphrase/);
    const { page } = await world.joinMeeting(key.appId, [MALLORY]);
    await page.panel.open();
    await page.panel.reads(NO_KEY);
    await options.page.bringToFront();
    await options.protect('correct horse battery staple');
    await page.panel.reads('Key ready');
    expect(await options.all('button', 'Remove passphrase')).toEqual([]);
    await decide(null);
    await options.removePassphrase('correct horse battery staple');
    await page.close();
  });

  it('that forbids private keys has nothing signed, whatever a page of Gavel’s own asks for, and lets them be removed', async () => {
    const { page } = await world.joinMeeting(key.appId, [MALLORY]);
    await page.panel.open();
    await page.panel.ban('Mallory');
    await (await world.gavel.popup()).close();
    const [asked] = await waitingActions(options.page);
    await decide({ ownKeys: 'forbidden' });
    await options.reads('Your organisation does not allow private keys in Gavel.');
    await page.panel.reads(NO_KEY);
    expect(await options.all('textbox')).toEqual([]);
    expect(await options.all('button', /Add|Test|Check|Protect/)).toEqual([]);

    // The test of a key names the key: it is written down, and then comes to nothing for want of one.
    expect(await askForEverything(asked?.id ?? '')).toEqual([
      'no-key',
      'no-key',
      'no-key',
      'no-key',
      'written down',
    ]);
    await expectNothingSent(world);

    await options.page.bringToFront();
    await options.click('button', 'Remove key');
    await options.click('button', 'Remove');
    await options.gone('listitem', 'Forum');
    await decide(null);
    await options.find('textbox', 'AppID');
    await page.close();
  });
});

interface Answer {
  readonly value: {
    readonly ok?: boolean;
    readonly code?: string;
    readonly id?: string;
    readonly records?: readonly Asked[];
  };
}

interface Asked {
  readonly id: string;
  readonly kind: string;
  readonly target: { participantId: string | null; userId: string | null; name: string | null };
}

/** What confirms this request, as if all of it had been on the screen. */
async function confirmation(id: string): Promise<object> {
  const { value } = await send('request.records', { id });
  const seen = (value.records ?? []).map(({ id, kind, target }) => {
    const { participantId, userId, name } = target;
    return { id, kind, participantId, userId, name };
  });
  expect(seen).toHaveLength(1);
  return { id, alsoRemove: true, note: '', seen };
}

/** Confirms whatever the key could be made to sign for; returns why not. */
async function askForEverything(request: string): Promise<(string | undefined)[]> {
  const { appId, keyId } = key;
  const id = () => crypto.randomUUID();
  const token = newMeetingToken(key, { id: 'auth0|trudy', name: 'Trudy' });
  const facts = { userId: 'auth0|trudy', userName: 'Trudy', room: '*', expiresAt: null };
  const ban = { appId, token, facts, note: '', base: null, id: id() };
  const answers = [
    await send('request.confirm', await confirmation(request)),
    await send('request.stage', { kind: 'ban', appId, userId: 'auth0|trudy' }),
    await send('request.stage', { kind: 'end-by-name', meeting: { appId, room: 'Standup' } }),
    await send('token.ban', ban),
    await send('key.test', { id: id(), appId, keyId }),
  ];
  return answers.map(({ value }) => (value.ok ? 'written down' : value.code));
}
