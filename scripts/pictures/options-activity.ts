import { copyFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { activityDay } from '~/tests/e2e/support/activity-day';
import { keepDownloads } from '~/tests/e2e/support/downloads';
import { putRecords } from '~/tests/e2e/support/journal';
import { toStored } from '~/utils/journal/stored';
import { DESKTOP, LAPTOP, PHONE } from './sizes';
import type { Scenes } from './studio';

const SIZES = [LAPTOP, DESKTOP, PHONE];
/** As much of a report as can be looked at. */
const WHOLE = [
  { width: 1280, height: 2200 },
  { width: 360, height: 1900 },
];

/** The activity with one day of everything, opened, filtered, and empty. */
export const ACTIVITY: Scenes = {
  empty: async ({ world, camera }) => {
    const options = await world.gavel.openOptions('activity');
    // What other scenes have done is in it by now.
    if (!(await options.reads(/Nothing yet\.|\d actions?/)).includes('Nothing yet.')) {
      await options.click('link', 'Settings');
      await options.click('button', 'Clear activity');
      await options.click('button', 'Delete');
      await options.click('link', 'Activity');
    }
    await options.reads('Nothing yet.');
    await camera.takeSizes(options, 'options-activity-empty', SIZES);
    await options.close();
  },
  day: async ({ world, key, camera }) => {
    const day = activityDay(key.appId, Date.now());
    const before = await world.gavel.openOptions('activity');
    await putRecords(before.page, day.map(toStored));
    await before.close();
    const options = await world.gavel.openOptions('activity');
    await options.find('table', 'Activity');
    await camera.takeSizes(options, 'options-activity-day', SIZES);
    await camera.takeForced(options, 'options-activity-day');
    await options.click('button', /^Details of Ban: Trudy/);
    await options.click('button', 'Details of Ban of 12 people');
    await camera.takeSizes(options, 'options-activity-opened', [
      { width: 1280, height: 1300 },
      { width: 1920, height: 1300 },
      { width: 360, height: 1900 },
    ]);
    await options.click('button', 'Everything about user ID google-oauth2|114025754820379595030');
    await options.page.setViewport({ ...PHONE });
    await options.click('button', 'Filters and export');
    await options.page.setViewport(null);
    await camera.takeSizes(options, 'options-activity-found', SIZES);
    await options.page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    await camera.takeSizes(options, 'options-activity-day-rtl', [LAPTOP, PHONE]);
    const ids = day.map(({ id }) => id);
    await putRecords(options.page, [], ids);
    await options.close();
  },
  report: async ({ world, key, camera }) => {
    const day = activityDay(key.appId, Date.now());
    const before = await world.gavel.openOptions('activity');
    await putRecords(before.page, day.map(toStored));
    await before.close();
    const options = await world.gavel.openOptions('activity');
    await options.click('checkbox', 'Choose rows');
    await options.click('checkbox', 'Into the report: Ban, Mallory');
    await camera.takeSizes(options, 'options-activity-choosing', SIZES);
    await options.click('checkbox', 'Choose rows');
    const downloads = await keepDownloads(world.gavel.browser);
    await options.click('button', 'Save report');
    await options.reads(/SHA-256 of its contents/);
    await camera.takeSizes(options, 'options-activity-saved', [LAPTOP]);
    const { path } = await downloads.named(/\.html$/);
    await copyFile(path, `${path}.html`);
    const page = await world.gavel.browser.newPage();
    await page.goto(pathToFileURL(`${path}.html`).href);
    await camera.takeSizes({ page }, 'report', WHOLE);
    await page.$eval('section:last-of-type', (requests) => requests.scrollIntoView());
    await camera.takeSizes({ page }, 'report-requests', [{ width: 1280, height: 1400 }]);
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
      scrollTo(0, 0);
    });
    await camera.takeSizes({ page }, 'report-rtl', [{ width: 1280, height: 1400 }, PHONE]);
    await page.close();
    await downloads.remove();
    await putRecords(
      options.page,
      [],
      day.map(({ id }) => id),
    );
    await options.close();
  },
};
