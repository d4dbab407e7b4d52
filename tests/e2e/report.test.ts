import { createHash } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HostKey } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { reportSchema } from '~/utils/journal/report';
import { type Download, type Downloads, keepDownloads } from './support/downloads';
import type { OptionsPage } from './support/options-page';
import { found, needlesOf } from './support/secrets';
import { Surface } from './support/surface';

const MALLORY = {
  name: '"><img src=x onerror=document.title=1>',
  userId: 'google-oauth2|114025754820379595030',
};
const NOTE = 'shared a <b>shock</b> picture';

let world: World;
let downloads: Downloads;
let key: HostKey;
let activity: OptionsPage;

beforeAll(async () => {
  world = await startWorld();
  downloads = await keepDownloads(world.gavel.browser);
  key = await world.newKeyInGavel();
  const { page } = await world.joinMeeting(key.appId, [
    MALLORY,
    { name: 'Trudy', userId: 'u-2210' },
  ]);
  await page.panel.open();
  await page.panel.ban(MALLORY.name);
  const popup = await world.gavel.popup();
  await popup.note(NOTE);
  await popup.confirm('Ban');
  await popup.outcome(/Left the meeting/s);
  await popup.close();
  await page.panel.remove('Trudy');
  const second = await world.gavel.popup();
  await second.confirm('Remove');
  await second.outcome(/Left the meeting/s);
  await second.close();
  await page.close();
  activity = await world.gavel.openOptions('activity');
  await activity.reads('2 actions');
});
afterAll(async () => {
  await world?.close();
  await downloads?.remove();
});

const hashOf = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** Opens a saved report as somebody does who got it by mail. */
async function opened({ path }: Download): Promise<{ page: Page; asked: string[] }> {
  await copyFile(path, `${path}.html`);
  const page = await world.gavel.browser.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(`${path}.html`).href);
  return { page, asked };
}

const readsOf = (page: Page, selector: string) =>
  page.$$eval(selector, (all) => all.map((it) => (it as HTMLElement).innerText.trim()));

describe('the host who saves a report', () => {
  it('hands somebody a page that tells what was done, without Gavel', async () => {
    await activity.click('button', 'Save report');
    const file = await downloads.named(/^gavel-report-\d{4}-\d\d-\d\d-[0-9a-f]{8}\.html$/);
    const { page, asked } = await opened(file);
    const whose = await readsOf(page, 'table:not(article table) tbody td:nth-child(2)');
    const told = await readsOf(page, 'table:not(article table) tbody td:nth-child(3)');
    const lines = told.map((text, at) => `${whose[at]} | ${text.replace(/\s+/g, ' ')}`);
    expect(lines.slice(0, 2)).toEqual([
      'Gavel | Requested: Ban',
      `Host | Confirmed: Ban Note: ${NOTE}`,
    ]);
    expect(lines.slice(2, 7).toSorted()).toEqual([
      'Gavel | Sent to 8x8.vc: removal',
      'Gavel | Sent to api-vo.jitsi.net: ban',
      'JaaS | JaaS accepted the ban HTTP status 200',
      'JaaS | JaaS accepted the removal HTTP status 200',
      'Page, a claim | Seen leaving the meeting',
    ]);
    expect(lines).toHaveLength(12);
    const [whom] = await readsOf(page, 'tbody td:nth-child(4)');
    expect(whom).toContain(MALLORY.userId);
    const all = await page.evaluate(() => document.body.innerText);
    for (const part of [MALLORY.name, key.appId, key.keyId, NOTE]) expect(all).toContain(part);

    // The name is text, and nothing in the page runs or asks anybody for anything.
    expect(await page.title()).toMatch(/^Gavel report, /);
    expect(await page.$$('script, img, link, b')).toEqual([]);
    expect(asked).toHaveLength(1);
    await page.emulateMediaType('print');
    const width = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    expect(width).toBe(true);
    await new Surface(page, 'the report', world.gavel.outputDir).screenshot('in-print');
    await page.close();
  });

  it('prints the hash by which the records can be checked with any tool', async () => {
    await activity.click('button', 'Save report');
    const html = await downloads.named(/\.html$/);
    await activity.click('button', 'Save report as JSON');
    const json = await downloads.named(/^gavel-report-.*\.json$/);
    expect(json.name.replace(/json$/, 'html')).toBe(html.name);
    const text = json.bytes.toString('utf8');
    const report = reportSchema.parse(JSON.parse(text));
    expect(report.records).toMatchObject([
      { kind: 'ban', note: NOTE, about: { source: 'page', ...MALLORY }, keyId: key.keyId },
      { kind: 'remove', about: { source: 'page', name: 'Trudy' } },
    ]);
    const hash = hashOf(text.split('\n')[1] ?? '');
    expect(report.sha256).toBe(hash);
    const { page } = await opened(html);
    expect(await readsOf(page, '.hash')).toEqual([hash]);
    await page.close();
    await activity.reads(`SHA-256 of its contents, ${hash}`);
    expect(found(text + html.bytes.toString('utf8'), needlesOf(key))).toEqual([]);
  });

  it('chooses by the keyboard what goes into it', async () => {
    await activity.click('checkbox', 'Choose rows');
    const tick = await activity.element('checkbox', 'Into the report: Removal, Trudy');
    await tick.focus();
    await activity.page.keyboard.press('Space');
    await activity.reads('The report will hold 1 record, of the rows that you tick.');
    await activity.click('button', 'Save report as JSON');
    await activity.reads(/Saved \S+ with 1 record\./);
    const name = /Saved (\S+) with 1 record/.exec(await activity.text())?.[1] ?? '';
    const file = await downloads.named(new RegExp(`^${name}$`));
    const { records } = reportSchema.parse(JSON.parse(file.bytes.toString('utf8')));
    expect(records.map(({ about }) => about?.name)).toEqual(['Trudy']);
    await activity.click('checkbox', 'Choose rows');
    await activity.close();
  });
});
