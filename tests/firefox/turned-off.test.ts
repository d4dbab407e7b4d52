import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certainly } from '~/tests/e2e/support/wait';
import { HOST_TAG } from '~/utils/meeting/snapshot';
import type { OwnFirefox } from './support/own-firefox';
import { FirefoxWorld } from './support/world';

let world: FirefoxWorld;
let own: OwnFirefox;

beforeAll(async () => {
  world = await FirefoxWorld.open();
  ({ own } = world);
});
afterAll(() => world?.stop());

describe('Gavel in Firefox, where people see it', () => {
  it('has its button in the toolbar, where the badge is seen', async () => {
    expect(await own.placeOfIcon()).toBe('nav-bar');
  });
});

describe('Gavel that is turned off in an open meeting, in Firefox', () => {
  it('leaves no panel with buttons that do nothing; turned on again it is there, and suspects nobody', async () => {
    const key = await world.newKeyInGavel();
    const mallory = { name: 'Mallory', userId: 'auth0|mallory' };
    const { page, meeting } = await world.joinMeeting(key.appId, [mallory]);
    const panels = () => page.evaluate((tag) => document.querySelectorAll(tag).length, HOST_TAG);
    expect(await panels()).toBe(1);
    await own.manage('disable');
    await certainly(async () => (await panels()) === 0, 'the panel is gone');
    await own.manage('enable');
    await certainly(async () => (await panels()) === 1, 'the panel is there again');
    await page.openPanel();
    await page.find('button', 'Ban Mallory');
    // Who comes now is told of by the new reader; the old one would be heard before it.
    meeting.join({ name: 'Trudy', userId: 'auth0|trudy' });
    await page.find('button', 'Ban Trudy');
    expect(await page.text()).not.toContain('interfering');
    await world.close(page);
  });
});

describe('an update of Gavel in an open meeting, in Firefox', () => {
  it('however often it comes, lets the panel go on, which suspects nobody of interfering', async () => {
    const key = await world.newKeyInGavel();
    const { page, meeting } = await world.joinMeeting(key.appId, []);
    for (const name of ['Ann', 'Mallory', 'Trudy']) {
      // Updates are further apart than a reader and its panel may begin from each other (`utils/meeting/receive.ts`).
      const before = await page.evaluate(() => performance.now());
      const isApart = async () => (await page.evaluate(() => performance.now())) > before + 2000;
      await certainly(isApart, 'the reader is older than its panel may be');
      await own.manage('reload');
      meeting.join({ name, userId: `auth0|${name}` });
      await certainly(async () => {
        await page.openPanel();
        return page.has('button', `Ban ${name}`);
      }, `the panel lists ${name}`);
      expect(await page.text()).not.toContain('interfering');
    }
    await world.close(page);
  });
});

describe('access to 8x8 that is taken back in Firefox', () => {
  it('is said in the panel and in the question, with the way to give it, and all works once it is given', async () => {
    const key = await world.newKeyInGavel();
    const ann = { name: 'Ann', userId: 'auth0|ann' };
    const { page } = await world.joinMeeting(key.appId, [ann]);
    const hosts = ['https://8x8.vc/*', 'https://api-vo.jitsi.net/*'];
    await own.setAccess(hosts, false);
    await page.reads(/The browser keeps 8x8 from Gavel, so nothing can be sent/);
    await page.click('button', 'Ban Ann');
    const popup = await world.openGavel('popup.html');
    await popup.reads(/Allow access first, or nothing will be sent/);
    expect(world.simulator.requests).toEqual([]);
    await popup.click('button', 'Allow access');
    await own.allow();
    await certainly(
      async () => !(await popup.text()).includes('keeps 8x8 from Gavel'),
      'the question says so no longer',
    );
    await popup.click('button', 'Ban and remove');
    await popup.reads(/JaaS accepted the ban/);
    expect((await world.request('BAN_USER')).performed).toBe(true);
    await certainly(
      async () => !(await page.text()).includes('keeps 8x8 from Gavel'),
      'the panel says so no longer',
    );
    await world.close(popup);
    await world.close(page);
  });
});
