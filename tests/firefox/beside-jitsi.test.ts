import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certainly } from '~/tests/e2e/support/wait';
import type { FirefoxPage, Step } from './support/page';
import { FirefoxWorld } from './support/world';

let world: FirefoxWorld;
let page: FirefoxPage;

beforeAll(async () => {
  world = await FirefoxWorld.open();
  const key = await world.newKeyInGavel();
  world.simulator.meeting(key.appId, 'standup').join({ name: 'Mallory', userId: 'auth0|m' });
  page = await world.openMeeting(key.appId, 'standup');
  await page.openPanel();
  await page.find('button', 'Ban Mallory');
});
afterAll(() => world?.stop());

interface Jitsi {
  readonly shortcuts: readonly string[];
  readonly audioMuted: boolean;
  readonly pushToTalk: boolean;
}

const jitsi = () => page.evaluate(() => (globalThis as unknown as { readonly __sim: Jitsi }).__sim);
const hear = async (wanted: Partial<Jitsi>) => expect(await jitsi()).toMatchObject(wanted);
const focused = () => page.evaluate(() => document.activeElement?.localName);

const SPACE = ' ';
const ENTER = '\uE007';
const ESCAPE = '\uE00C';
const down = (value: string): Step => ({ type: 'keyDown', value });
const up = (value: string): Step => ({ type: 'keyUp', value });
const press = (value: string) => page.press([down(value), up(value)]);

/** Jitsi's keys do all that they do when Gavel is not there. */
async function jitsiHasItsKeys(): Promise<void> {
  const { audioMuted } = await jitsi();
  await press('m');
  await hear({ audioMuted: !audioMuted });
  await page.press([down(SPACE)]);
  await hear({ audioMuted: false, pushToTalk: true });
  await page.press([up(SPACE)]);
  await hear({ audioMuted: true, pushToTalk: false });
}

const isClosed = () =>
  certainly(async () => !(await page.has('button', 'Close Gavel')), 'Gavel is closed');

describe('beside Jitsi, in Firefox', () => {
  it('a click on a button and a box leaves Jitsi’s keys with Jitsi', async () => {
    await page.click('button', 'Select');
    await page.click('checkbox', 'Select Mallory');
    await page.reads(/1 selected/);
    expect(await focused()).toBe('body');
    await jitsiHasItsKeys();
    await page.reads(/1 selected/);
    await page.click('button', 'Done');
    expect(await focused()).toBe('body');
  });

  it('closing Gavel gives the focus back, by mouse and by Escape', async () => {
    await page.click('button', 'Close Gavel');
    await isClosed();
    await jitsiHasItsKeys();
    await page.openPanel();
    await page.click('searchbox', 'Search participants');
    expect(await focused()).toBe('gavel-panel');
    const before = await jitsi();
    await press('m');
    await press(SPACE);
    expect(await jitsi()).toEqual(before);
    await press(ESCAPE);
    await press(ESCAPE);
    await isClosed();
    expect(await focused()).toBe('body');
    await jitsiHasItsKeys();
    expect(await page.has('button', 'Close Gavel')).toBe(false);
  });

  it('a button of Gavel’s is pressed by Space and Enter, and Jitsi hears only m', async () => {
    await page.focus(await page.find('button', 'Open Gavel'));
    const { shortcuts } = await jitsi();
    await press(ENTER);
    await page.find('button', 'Close Gavel');
    await page.focus(await page.find('button', 'Select'));
    await press(SPACE);
    await page.find('button', 'Done');
    await hear({ shortcuts });
    await press('m');
    await hear({ shortcuts: [...shortcuts, 'm'] });
    await press(ESCAPE);
    await press(ESCAPE);
    await isClosed();
    expect(await focused()).toBe('gavel-panel');
    await press(SPACE);
    await page.find('button', 'Close Gavel');
    await hear({ shortcuts: [...shortcuts, 'm'] });
  });

  it('a dialog of Jitsi’s stays open while the host searches in Gavel, which keeps the focus', async () => {
    const opened = () => page.evaluate(() => window.__sim.opened);
    await page.evaluate(() => window.__sim.open('settings'));
    await certainly(async () => (await opened()).includes('settings'), 'the dialog is open');
    const dialogFrom = () =>
      page.evaluate(() => document.querySelector('[role=dialog]')?.getBoundingClientRect().left);
    await certainly(async () => {
      const middle = await page.placeOf(await page.find('complementary', 'Gavel'));
      // It begins at 12, so it ends at 12 less than twice its middle.
      return 2 * middle.x - 12 <= ((await dialogFrom()) ?? 0);
    }, 'the card lies beside the dialog');
    await page.click('searchbox', 'Search participants');
    const { shortcuts, audioMuted } = await jitsi();
    await press('m');
    await press('v');
    expect(await focused()).toBe('gavel-panel');
    await hear({ shortcuts, audioMuted });
    await press(ESCAPE);
    expect(await opened()).toEqual(['settings']);
    await page.click('button', 'Close Gavel');
    await isClosed();
    expect(await opened()).toEqual(['settings']);
    await press(ESCAPE);
    await certainly(async () => (await opened()).length === 0, 'the dialog is closed');
  });
});
