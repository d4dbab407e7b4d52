import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { type Downloads, keepDownloads } from './support/downloads';
import type { OptionsPage } from './support/options-page';
import { certainly, PATIENCE_MS } from './support/wait';

const MALLORY = { name: '=Mallory', userId: 'google-oauth2|114025754820379595030' };
const NOTE = '=1+1, shared a shock picture';

let world: World;
let downloads: Downloads;

beforeAll(async () => {
  world = await startWorld();
  downloads = await keepDownloads(world.gavel.browser);
});
afterAll(async () => {
  await world?.close();
  await downloads?.remove();
});

/** Waits until an export of this kind has been saved; returns its bytes. */
async function downloaded(kind: string): Promise<Buffer> {
  const { bytes } = await downloads.named(
    new RegExp(`^gavel-activity-\\d{4}-\\d\\d-\\d\\d\\.${kind}$`),
  );
  return bytes;
}

const rowCount = async (activity: OptionsPage) =>
  (await activity.all('button', /^Details of /)).length;

describe('the host afterwards', () => {
  it('finds the ban with its note, sees all of it, exports it and clears it', async () => {
    const key = await world.newKeyInGavel();
    const { page, meeting } = await world.joinMeeting(key.appId, [
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
    await second.outcome(/JaaS accepted the removal/);
    await second.close();

    const activity = await world.gavel.openOptions('activity');
    await activity.find('table', 'Activity');
    await activity.reads('2 actions');
    await activity.reads(NOTE);
    await activity.reads(/Banned and gone · \d\d:\d\d/);

    await activity.fill('Search activity', 'shock mallory', 'searchbox');
    await activity.reads('1 of 2 actions');
    await activity.openDetails(`Details of Ban: ${MALLORY.name}`);
    await activity.reads(/JaaS accepted the ban.*JaaS accepted the removal.*Seen leaving/s);
    await activity.reads(key.appId);
    await activity.reads(key.keyId);
    await activity.reads(/User ID google-oauth2\|114025754820379595030/);
    await activity.reads(/Address 8x8\.vc/);
    await activity.screenshot('details');

    await activity.fill('Search activity', ' ', 'searchbox');
    await activity.reads('2 actions');
    await activity.select('What', 'Removal');
    await activity.reads('1 of 2 actions');
    await activity.find('button', 'Details of Removal: Trudy');
    await expect.poll(() => rowCount(activity), { timeout: PATIENCE_MS }).toBe(1);

    await activity.click('button', 'Export CSV (all 2)');
    const csv = await downloaded('csv');
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = csv.toString('utf8').trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain(`,'${MALLORY.name},${MALLORY.userId},`);
    expect(lines[2]).toContain(`"'${NOTE}"`);
    expect(lines[2]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z,/);

    await activity.click('button', 'Export JSON (all 2)');
    const json = JSON.parse((await downloaded('json')).toString('utf8'));
    expect(json).toMatchObject({
      format: 'gavel-activity',
      version: 1,
      damaged: [],
      actions: [
        { kind: 'remove', state: 'done', target: { name: 'Trudy' } },
        { kind: 'ban', state: 'done', keyId: key.keyId, note: NOTE, target: MALLORY },
      ],
    });
    const secret = key.pkcs8Pem.split('\n')[2] ?? 'no key';
    expect(JSON.stringify(json) + csv.toString('utf8')).not.toContain(secret);

    meeting.join({ ...MALLORY, force: true });
    await page.reads(/=Mallory is back\. Banned /);
    await activity.click('link', /Settings\.$/);
    await activity.click('button', 'Clear activity');
    await activity.reads('Clear the whole activity?');
    await activity.click('button', 'Cancel');
    await activity.click('link', 'Activity');
    await expect.poll(() => rowCount(activity), { timeout: PATIENCE_MS }).toBe(2);
    await activity.click('link', 'Settings');
    await activity.click('button', 'Clear activity');
    await activity.click('button', 'Delete');
    await activity.reads('2 records were deleted.');
    await activity.click('link', 'Activity');
    await activity.reads('Nothing yet.');
    // Neither does the panel of the open meeting know of it any more.
    const isForgotten = async () => !/Banned|is back/.test(await page.text());
    await certainly(isForgotten, 'the panel knows nothing of it any more');
    await activity.page.reload();
    await activity.reads('Nothing yet.');
    await activity.close();
    await page.close();
  });
});
