import { joined } from './panel-inside';
import { crowd, KINDS } from './people';
import { NARROW_POPUP, TALLEST_POPUP } from './sizes';
import type { Scenes } from './studio';

const POPUPS = [TALLEST_POPUP, NARROW_POPUP];

/** Many at once: chosen, asked about, under way, done. */
export const MANY: Scenes = {
  selecting: async (studio) => {
    const { page, meeting } = await joined(studio, KINDS);
    meeting.leave(meeting.participants().find((one) => one.name === 'Transcriber')?.id ?? '');
    await page.panel.row('Transcriber', 'Recently left');
    await page.click('button', 'Select');
    await studio.camera.takeSizes(page, 'panel-select-none');
    await page.click('checkbox', /^Select Mallory \(/);
    await page.click('checkbox', 'Select Farah Nasser');
    await page.click('checkbox', 'Select Ann Bishop');
    await page.panel.reads('3 selected');
    await studio.camera.takeSizes(page, 'panel-select-some');
    await page.close();
  },
  raid: async (studio) => {
    const { world, camera } = studio;
    const { page, meeting } = await joined(studio, KINDS);
    for (const one of crowd(24, 'raid')) meeting.join(one);
    await page.panel.reads(`${KINDS.length + 25} here`);
    await page.click('button', 'Select');
    await page.click('checkbox', 'Select Ann Bishop');
    await page.select('Select by…', 'Joined in the last 2 minutes');
    await page.select('Select by…', 'Without a user ID');
    await page.panel.reads(/\d+ selected/);
    await camera.takeSizes(page, 'panel-select-raid');
    await page.click('button', 'Ban selected');
    const popup = await world.gavel.popup();
    await popup.answerable('Ban');
    await camera.takeSizes(popup, 'popup-raid-question', POPUPS);
    await popup.cancel();
    const home = await world.gavel.openToolbarPopup(page);
    await home.click('button', /^People/);
    await home.click('button', 'Select');
    await home.select('Select by…', 'Joined in the last 5 minutes');
    await home.reads('23 selected');
    await camera.takeSizes(home, 'popup-raid-people', POPUPS);
    await home.close();
    await page.close();
  },
  batch: async (studio) => {
    const { world, camera } = studio;
    const { page } = await joined(studio, crowd(40, 'batch'));
    world.simulator.fault({ match: { userId: 'batch|0003' }, status: 400, perform: false });
    const slow = world.simulator.fault({ match: { operation: 'BAN_USER' }, delayMs: 4000 });
    await page.click('button', 'Select');
    await page.click('checkbox', 'Select all');
    await camera.takeSizes(page, 'panel-select-all');
    await page.click('button', 'Ban selected');
    const popup = await world.gavel.popup();
    await popup.answerable('Ban');
    await camera.take(popup, 'popup-batch-question');
    await camera.takeSizes(page, 'panel-batch-waiting');
    await popup.confirm('Ban');
    await popup.reads(/[1-9]\d* of 40/);
    await camera.take(popup, 'popup-batch-running');
    await camera.takeSizes(page, 'panel-batch-running');
    slow.remove();
    await popup.find('heading', '39 banned, 1 not', { patienceMs: 60_000 });
    await camera.take(popup, 'popup-batch-result');
    await popup.close();
    await camera.takeSizes(page, 'panel-batch-done');
    const home = await world.gavel.openToolbarPopup(page);
    await home.reads(/Ban of 40 people/);
    await camera.take(home, 'popup-batch-home');
    await home.close();
    world.simulator.clearFaults();
    await page.close();
  },
  fiveHundred: async (studio) => {
    const { world, camera } = studio;
    const { page } = await joined(studio, [...KINDS, ...crowd(488)]);
    await page.panel.askForAll('Ban selected');
    const popup = await world.gavel.popup();
    await popup.answerable('Ban');
    await camera.take(popup, 'popup-batch-500');
    await popup.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await camera.take(popup, 'popup-batch-500-end');
    await popup.cancel();
    await page.close();
  },
};
