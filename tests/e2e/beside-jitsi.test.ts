import type { KeyInput } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { HostKey } from './support/host-key';
import type { MeetingPage } from './support/panel';
import { certainly } from './support/wait';

let world: World;
let key: HostKey;
let page: MeetingPage;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
afterAll(() => world?.close());

const people = ['Ann', 'Mallory'].map((name) => ({ name, userId: `auth0|${name}` }));

beforeEach(async () => {
  const joined = await world.joinMeeting(key.appId, people);
  page = joined.page;
  return () => page.close();
});

interface Jitsi {
  readonly shortcuts: readonly string[];
  readonly audioMuted: boolean;
  readonly pushToTalk: boolean;
}

const jitsi = () =>
  page.page.evaluate(() => (globalThis as unknown as { readonly __sim: Jitsi }).__sim);
const hear = async (wanted: Partial<Jitsi>) => expect(await jitsi()).toMatchObject(wanted);

/** The name of the element that has the focus, as Jitsi sees it. */
const focused = () => page.page.evaluate(() => document.activeElement?.localName);
/** The name of the element that has the focus, as the host sees it. */
const isFocused = (role: 'button' | 'checkbox' | 'searchbox', name: string) =>
  certainly(
    async () => (await page.all(role, name)).some((node) => node.focused),
    `${name} has the focus`,
  );

const press = (name: KeyInput) => page.page.keyboard.press(name);

/** Jitsi's keys do all that they do when Gavel is not there. */
async function jitsiHasItsKeys(): Promise<void> {
  const before = await jitsi();
  await press('m');
  await hear({ audioMuted: !before.audioMuted });
  if (before.audioMuted) await press('m');
  await page.page.keyboard.down('Space');
  await hear({ audioMuted: false, pushToTalk: true });
  await page.page.keyboard.up('Space');
  await hear({ audioMuted: true, pushToTalk: false });
}

/** Goes by Tab to a button of Gavel's. */
async function tabTo(name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await page.all('button', name)).some((node) => node.focused)) return;
    await press('Tab');
  }
  throw new Error(`Tab does not come to ${name}`);
}

const card = () => page.all('complementary', 'Gavel');

describe('with a mouse, Jitsi’s keys mute and talk', () => {
  it('once Gavel is open', async () => {
    await page.panel.open();
    expect(await focused()).toBe('body');
    await jitsiHasItsKeys();
  });

  it('after Gavel was closed, which stays closed', async () => {
    await page.panel.open();
    await page.click('searchbox', 'Search participants');
    await page.page.keyboard.type('mal');
    await page.panel.close();
    expect(await focused()).toBe('body');
    await jitsiHasItsKeys();
    expect(await card()).toEqual([]);
  });

  it('after Escape closed Gavel from a field that was clicked', async () => {
    await page.panel.open();
    await page.click('searchbox', 'Search participants');
    await press('Escape');
    await page.gone('complementary', 'Gavel');
    expect(await focused()).toBe('body');
    await jitsiHasItsKeys();
    expect(await card()).toEqual([]);
  });

  it.each(['Move Gavel', 'Select'])('after a click on a button: %s', async (name) => {
    await page.panel.open();
    await page.click('searchbox', 'Search participants');
    await page.click('button', name);
    expect(await focused()).toBe('body');
    await jitsiHasItsKeys();
    expect(await card()).toHaveLength(1);
  });

  it('after people were picked by their boxes, and after the click on a button that goes away', async () => {
    await page.panel.open();
    await page.click('button', 'Select');
    await page.click('checkbox', 'Select Mallory');
    await page.reads('1 selected');
    expect(await focused()).toBe('body');
    await jitsiHasItsKeys();
    await page.reads('1 selected');
    await page.click('button', 'Done');
    expect(await focused()).toBe('body');
    await jitsiHasItsKeys();
  });

  it('and what is being written in Jitsi’s chat is gone on with', async () => {
    await page.click('button', 'Chat');
    await certainly(async () => (await focused()) === 'textarea', 'the chat has the focus');
    await page.panel.open();
    await page.page.keyboard.type('we ');
    await page.click('button', 'Select');
    await page.page.keyboard.type('wait ');
    await page.click('heading', undefined, { within: ['complementary', 'Gavel'] });
    await page.page.keyboard.type('right ');
    await page.click('searchbox', 'Search participants');
    await press('Escape');
    await press('Escape');
    await page.gone('complementary', 'Gavel');
    await page.page.keyboard.type('here');
    expect(await page.valueOf('Message')).toBe('we wait right here');
    await hear({ shortcuts: [] });
  });

  it('and a talk that began before a click into a field ends when Space is let go', async () => {
    await page.panel.open();
    await page.page.keyboard.down('Space');
    await hear({ pushToTalk: true });
    await page.click('searchbox', 'Search participants');
    // Held on, it comes again.
    await page.page.keyboard.down('Space');
    await page.page.keyboard.up('Space');
    await hear({ audioMuted: true, pushToTalk: false });
    await page.page.keyboard.type('mal');
    await page.find('button', 'Ban Mallory');
    await page.gone('button', 'Ban Ann');
  });
});

describe('with the keyboard', () => {
  // Gavel opens as it was left, and has something to search in once it has seen the people.
  beforeEach(async () => {
    await page.panel.open();
    await page.panel.row('Mallory');
    await page.panel.close();
  });

  it('a button is pressed by Space and Enter, which Jitsi does not hear; it hears m', async () => {
    await tabTo('Open Gavel');
    await press('Space');
    await isFocused('searchbox', 'Search participants');
    await tabTo('Select');
    await press('Space');
    await page.find('button', 'Done');
    await press('Enter');
    await page.find('button', 'Ban Mallory');
    await hear({ shortcuts: [], audioMuted: false });
    await press('m');
    await hear({ shortcuts: ['m'], audioMuted: true });
  });

  it('the focus comes back to the tab when Gavel is closed', async () => {
    await tabTo('Open Gavel');
    await press('Enter');
    await isFocused('searchbox', 'Search participants');
    await press('Escape');
    await isFocused('button', 'Open Gavel');
    await press('Enter');
    await tabTo('Close Gavel');
    await press('Space');
    await isFocused('button', 'Open Gavel');
    await hear({ shortcuts: [], audioMuted: false });
  });

  it('nothing of a press comes to Jitsi whose button lost the focus before it was let go', async () => {
    await tabTo('Open Gavel');
    await press('Enter');
    await tabTo('Select');
    await page.page.keyboard.down('Space');
    await page.page.mouse.click(700, 300);
    await page.page.keyboard.down('Space');
    await page.page.keyboard.up('Space');
    await hear({ shortcuts: [], audioMuted: false, pushToTalk: false });
    await jitsiHasItsKeys();
  });
});

describe('Gavel takes the focus by itself', () => {
  it('neither when Jitsi’s chat leaves it no room nor when it comes back', async () => {
    await page.panel.open();
    await page.panel.row('Mallory');
    await page.panel.close();
    await tabTo('Open Gavel');
    await press('Enter');
    await isFocused('searchbox', 'Search participants');
    await page.page.mouse.click(640, 300);
    await page.page.setViewport({ width: 390, height: 844 });
    await press('c');
    await page.gone('complementary', 'Gavel');
    expect(await focused()).toBe('textarea');
    await page.page.keyboard.type('mm');
    expect(await page.valueOf('Message')).toBe('mm');
    await press('Escape');
    await press('c');
    await page.find('complementary', 'Gavel');
    expect(await focused()).toBe('body');
    await jitsiHasItsKeys();
  });
});
