import { activityDay } from '~/tests/e2e/support/activity-day';
import { putRecords } from '~/tests/e2e/support/journal';
import { toStored } from '~/utils/journal/stored';
import { DESKTOP, LAPTOP, PHONE } from './sizes';
import type { Scenes } from './studio';

const SIZES = [LAPTOP, DESKTOP, PHONE];

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
};
