import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { operations } from './support/fence';
import type { OptionsPage } from './support/options-page';
import { certainly } from './support/wait';

const MALLORY = { name: 'Mallory', userId: 'google-oauth2|114025754820379595030' };
const TRUDY = { name: 'Trudy', userId: '=u-2210' };

let world: World;
let folder: string;

beforeAll(async () => {
  world = await startWorld();
  folder = await mkdtemp(join(tmpdir(), 'gavel-marks-'));
});
afterAll(async () => {
  await world?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** Imports a file as a host does, by the button and the browser's own window. */
async function importFile(options: OptionsPage, name: string, lines: readonly string[]) {
  const path = join(folder, name);
  await writeFile(path, lines.join('\r\n'));
  const chooser = options.page.waitForFileChooser();
  await options.click('button', 'Import marks');
  await (await chooser).accept([path]);
}

describe('a list of bans that a colleague made', () => {
  it('marks people in the open meeting and in the question, raises no alarm, and goes again', async () => {
    const key = await world.newKeyInGavel('Forum');
    const { page } = await world.joinMeeting(key.appId, [MALLORY, TRUDY]);
    await page.panel.open();
    await page.panel.row('Trudy');

    const options = await world.gavel.openOptions('bans');
    await options.reads('Nobody yet.');
    await importFile(options, 'colleagues.csv', [
      'appId,userId,name,bannedAt',
      `${key.appId},${MALLORY.userId},Mallory,2026-03-03T12:00:00Z`,
      `${key.appId},'${TRUDY.userId},Trudy,`,
      `${key.appId},,Nobody,`,
    ]);
    await options.reads(
      /colleagues\.csv ?: 2 marks were taken\. 2 new.*Line 4\. It has no user ID/s,
    );
    await options.reads('2 people');

    // The open panel hears of it by itself.
    await page.panel.rowReads('Mallory', /Banned by a colleague, .*2026/);
    await page.panel.rowReads('Trudy', 'Banned by a colleague');
    expect(await page.text()).not.toMatch(/is here, but was banned/);
    await world.gavel.badgeIs('');

    await page.page.bringToFront();
    await page.panel.ban('Trudy');
    const popup = await world.gavel.popup();
    await popup.reads('An imported list says that a colleague banned this user ID.');
    expect(await operations(world)).toEqual([]);
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    await popup.close();
    await page.panel.rowGone('Trudy');

    await options.page.bringToFront();
    await options.reads(/Trudy.*also by a colleague/s);
    await options.click('button', 'Details of the ban of Trudy');
    await options.reads(/no way to undo a ban: give this record to 8x8's support/);
    await options.find('button', "Copy for 8x8's support");

    await options.click('button', 'Remove all marks…');
    await options.click('button', 'Remove');
    await options.reads('2 marks were removed.');
    await options.reads('1 person');
    const isForgotten = async () => !/colleague/.test(await page.panel.row('Mallory'));
    await certainly(isForgotten, 'the panel knows nothing of the mark any more');
    await options.close();
    await page.close();
  });
});
