import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { panelIn } from './accessible/examiner';
import { violationsOf, violationsOfPanel } from './support/axe';
import type { HostKey } from './support/host-key';
import type { OptionsPage } from './support/options-page';

/*
 * axe-core on every surface, in both colour schemes: names, roles, contrast, size of targets; and the size of
 * text. What a machine cannot judge is in the other tests and in pictures.
 */

const PEOPLE = [
  { name: 'Mallory', userId: 'google-oauth2|114025754820379595030' },
  { name: 'Mal\u200Blory', userId: 'auth0|77' },
  { name: 'Ann Kim', userId: 'auth0|ann', role: 'moderator' as const },
  { name: 'No Name', identity: false as const },
  { name: 'محمد', userId: 'auth0|m' },
  { name: '', userId: 'auth0|nameless' },
  { name: 'Dr. Weber', tokenName: 'Trudy', userId: 'auth0|trudy' },
  { name: 'Zoe', participantId: 'sip:zoe@x' },
];

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

async function inBothSchemes(page: Page, look: () => Promise<string[]>): Promise<void> {
  for (const value of ['dark', 'light']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    expect(await look(), value).toEqual([]);
  }
}

/** A key that JaaS accepted, with all that it and the page have folded away. */
async function unfoldAll(options: OptionsPage): Promise<void> {
  await options.testKey('Forum', /JaaS accepts this key/);
  await options.click('button', 'More about this key');
  await options.click('DisclosureTriangle', 'Compare with the public key in the JaaS console');
  await options.openForm();
}

describe('the options page', () => {
  it('has nothing that axe finds wrong, before and after a key was added', async () => {
    const options = await world.gavel.openOptions('keys');
    await options.find('button', 'Add key');
    await inBothSchemes(options.page, () => violationsOf(options.page));
    key = await world.newKeyInGavel('Forum');
    await options.page.reload();
    for (const tab of ['keys', 'activity', 'bans', 'settings', 'about']) {
      await options.page.goto(world.gavel.url(`options.html#${tab}`));
      await options.page.reload();
      await options.find('heading');
      if (tab === 'keys') await unfoldAll(options);
      await inBothSchemes(options.page, () => violationsOf(options.page));
    }
    await options.close();
  });
});

describe('the help', () => {
  it('has nothing that axe finds wrong, and all its pictures are to be seen', async () => {
    const page = await world.gavel.browser.newPage();
    await page.goto(world.gavel.url('help.html'));
    await inBothSchemes(page, () => violationsOf(page));
    const widths = await page.$$eval('img', (all) =>
      all.map((one) => (one as HTMLImageElement).naturalWidth),
    );
    expect(widths.length).toBeGreaterThan(5);
    expect(Math.min(...widths)).toBeGreaterThan(300);
    await page.close();
  });
});

/** In what size and font the text is drawn that has no class of its own. */
function plainText(page: Page): Promise<{ size: string; font: string }> {
  return page.evaluate(() => {
    const text = document.querySelector('main')?.appendChild(document.createElement('p'));
    if (!text) throw new Error('no main');
    const { fontSize, fontFamily } = getComputedStyle(text);
    text.remove();
    return { size: fontSize, font: fontFamily };
  });
}

describe('the text of Gavel’s own pages', () => {
  it('is in Gavel’s font and size, and not in what the browser gives extension pages', async () => {
    const options = await world.gavel.openOptions('about');
    await options.find('heading');
    const text = await plainText(options.page);
    expect(text).toEqual({ size: '14px', font: expect.stringContaining('"Segoe UI"') });
    await options.page.goto(world.gavel.url('popup.html'));
    await options.find('heading', 'No meeting in this tab');
    expect(await plainText(options.page)).toEqual(text);
    await options.close();
  });
});

describe('the panel and the popup', () => {
  it('have nothing that axe finds wrong, from the tab to the outcome', async () => {
    const { page, meeting } = await world.joinMeeting(key.appId, PEOPLE);
    meeting.moveToBreakout('sip:zoe@x', meeting.openBreakout('Workshop'), { keepId: true });
    const blank = await world.gavel.browser.newPage();
    const panel = () =>
      inBothSchemes(blank, async () => violationsOfPanel(await panelIn(page), blank));

    await page.find('button', 'Open Gavel');
    await panel();
    await page.page.bringToFront();
    await page.panel.open();
    await page.panel.row('Ann Kim');
    await page.find('list', 'In “Workshop”');
    await panel();

    await page.page.bringToFront();
    await page.click('button', 'Select');
    await page.click('checkbox', 'Select Ann Kim');
    await page.click('checkbox', 'Select No Name');
    await panel();
    await page.page.bringToFront();
    await page.click('button', 'Done');
    await page.panel.ban('Ann Kim');
    const popup = await world.gavel.popup();
    await popup.answerable('Ban');
    await inBothSchemes(popup.page, () => violationsOf(popup.page));
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    await inBothSchemes(popup.page, () => violationsOf(popup.page));
    await popup.close();
    await page.panel.row('Ann Kim', 'Recently left');
    await panel();
    expect([...meeting.banned.userIds]).toEqual(['auth0|ann']);

    const home = await world.gavel.openToolbarPopup(page);
    await home.find('button', /End meeting/);
    await inBothSchemes(home.page, () => violationsOf(home.page));
    await home.close();
    await blank.close();
    await page.close();
  });

  it('have nothing that axe finds wrong where many are chosen in the popup, and asked about in groups', async () => {
    const { page } = await world.joinMeeting(key.appId, [
      { name: 'Dr. Weber', userId: 'auth0|weber' },
      { name: 'No Name', identity: false },
      { name: '+49 30 1234567', dialIn: true },
    ]);
    const popup = await world.gavel.openToolbarPopup(page);
    const look = () => inBothSchemes(popup.page, () => violationsOf(popup.page));
    await popup.click('button', /^People/);
    await popup.click('button', 'Select');
    await popup.select('Select by…', 'Joined in the last 2 minutes');
    await popup.reads('Gavel saw nobody else join in that time.');
    await popup.click('checkbox', 'Select Dr. Weber');
    await popup.select('Select by…', 'Without a user ID');
    await popup.reads('3 selected');
    await look();
    await popup.click('button', 'Ban 3 people');
    await popup.find('list', 'Without a user ID (2)');
    await popup.answerable('Ban');
    await look();
    await popup.close();
    await page.close();
  });

  it('have nothing that axe finds wrong in the forms, where they doubt or refuse what was pasted', async () => {
    const popup = await world.gavel.openToolbarPopup();
    const look = () => inBothSchemes(popup.page, () => violationsOf(popup.page));
    await popup.choose('End a meeting by name…');
    const link = `https://8x8.vc/${key.appId}`;
    await popup.fill('Meeting name or link', `${link}/standup or ${link}/retro`);
    await popup.outcome(/more than one meeting/);
    await look();
    await popup.choose('Cancel');
    await popup.choose('Ban by user ID…');
    await popup.fill('User ID', ' f0aa9e1e');
    await popup.reads(/participant ID/);
    await look();
    await popup.close();
  });
});
