import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectNothingSent, operations } from '~/tests/e2e/support/fence';
import type { HostKey } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import type { MeetingPage } from '~/tests/e2e/support/panel';
import { certainly } from '~/tests/e2e/support/wait';
import { startWorld } from '~/tests/e2e/support/world';

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
beforeEach(() => world.simulator.clearRecords());
afterAll(() => world?.close());

interface Scope {
  readonly chrome: {
    readonly tabs: { query(what: object): Promise<object[]> };
    readonly commands: {
      readonly onCommand: { dispatch(command: string, tab: object | undefined): void };
    };
  };
}

/** What the browser does when its key is pressed over a page: a test cannot press keys of the browser itself. */
async function press(page: MeetingPage, command: string): Promise<void> {
  await page.page.bringToFront();
  const worker = await world.gavel.worker();
  await worker.evaluate(async (name) => {
    const { tabs, commands } = (globalThis as unknown as Scope).chrome;
    const [tab] = await tabs.query({ active: true, lastFocusedWindow: true });
    commands.onCommand.dispatch(name, tab);
  }, command);
}

describe('a key of the browser', () => {
  it('opens the panel of the meeting in front, and what is typed then is searched for', async () => {
    const { page } = await world.joinMeeting(key.appId, [{ name: 'Ann' }, { name: 'Mallory' }]);
    await page.panel.open();
    await page.panel.row('Mallory');
    await page.click('button', 'Close Gavel');
    await page.find('button', /^Open Gavel/);
    await press(page, 'find-participant');
    await page.find('searchbox', 'Search participants');
    const isIn = async () => (await page.all('searchbox')).some(({ focused }) => focused);
    await certainly(isIn, 'the search has the focus');
    await page.page.keyboard.type('mall');
    await certainly(async () => !(await page.panel.names()).includes('Ann'), 'Ann is not listed');
    expect(await page.panel.names()).toContain('Mallory');
    await page.close();
  });

  it('asks whether the meeting is to end, and ends nothing by itself', async () => {
    const { page, room } = await world.joinMeeting(key.appId, [{ name: 'Ann' }]);
    await page.panel.open();
    await page.panel.row('Ann');
    await press(page, 'end-meeting');
    const popup = await world.gavel.popup();
    expect(await popup.question()).toBe(`End “${room}” for everyone?`);
    await expectNothingSent(world);
    await popup.confirm('End meeting');
    await popup.outcome(/JaaS accepted the request to end the meeting/);
    expect(await operations(world)).toEqual(['DESTROY']);
    await popup.close();
    await page.close();
  });
});

describe('a letter in a row of the panel', () => {
  it('bans or removes the person whose row has the focus, after Gavel has asked', async () => {
    const mallory = { name: 'Mallory', userId: 'auth0|mallory' };
    const { page } = await world.joinMeeting(key.appId, [{ name: 'Ann' }, mallory]);
    await page.panel.open();
    await page.panel.row('Mallory');
    await page.click('searchbox', 'Search participants');
    await page.page.keyboard.type('mall');
    await page.page.keyboard.press('ArrowDown');
    await page.page.keyboard.press('b');
    const popup = await world.gavel.popup();
    expect(await popup.question()).toBe('Ban Mallory?');
    await popup.cancel();
    await popup.close();
    await page.page.bringToFront();
    await page.page.keyboard.press('k');
    const next = await world.gavel.popup();
    expect(await next.question()).toBe('Remove Mallory?');
    await expectNothingSent(world);
    await next.cancel();
    await next.close();
    await page.close();
  });
});
