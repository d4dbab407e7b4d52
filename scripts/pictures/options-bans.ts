import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { activityDay } from '~/tests/e2e/support/activity-day';
import { putRecords } from '~/tests/e2e/support/journal';
import { toStored } from '~/utils/journal/stored';
import { DESKTOP, LAPTOP, PHONE } from './sizes';
import type { Scenes } from './studio';

const SIZES = [LAPTOP, DESKTOP, PHONE];

/** The page of bans with a day of them and a colleague's list, opened, and mirrored. */
export const BANS: Scenes = {
  list: async ({ world, key, camera }) => {
    const day = activityDay(key.appId, Date.now());
    const options = await world.gavel.openOptions('bans');
    await putRecords(options.page, day.map(toStored));
    await options.page.reload();
    await options.find('table', 'Bans');
    const folder = await mkdtemp(join(tmpdir(), 'gavel-marks-'));
    try {
      const path = join(folder, 'colleagues.csv');
      const lines = [
        'appId,userId,name,bannedAt,note',
        `${key.appId},google-oauth2|114025754820379595030,Mallory,2026-03-03,shock pictures`,
        `${key.appId},auth0|eve,Eve,2026-03-03,`,
        `${key.appId},1.14026E+20,Bob,,`,
      ];
      await writeFile(path, lines.join('\n'));
      const chooser = options.page.waitForFileChooser();
      await options.click('button', 'Import marks');
      await (await chooser).accept([path]);
      await options.reads('2 marks were taken.');
      await camera.takeSizes(options, 'options-bans', SIZES);
      await camera.takeForced(options, 'options-bans');
      await options.click('button', /^Details of the ban of Mallory/);
      const tall = [LAPTOP, PHONE].map((size) => ({ ...size, height: 1900 }));
      await camera.takeSizes(options, 'options-bans-opened', tall);
      await options.page.evaluate(() => {
        document.documentElement.dir = 'rtl';
      });
      await camera.takeSizes(options, 'options-bans-rtl', [LAPTOP, PHONE]);
      await options.click('button', 'Remove all marks…');
      await options.click('button', 'Remove');
      await options.reads('2 marks were removed.');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const ids = day.map(({ id }) => id);
    await putRecords(options.page, [], ids);
    await options.close();
  },
};
