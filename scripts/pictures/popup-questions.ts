import type { Popup, Yes } from '~/tests/e2e/support/popup';
import { idOf, joined } from './panel-inside';
import { crowd, KINDS, MALLORY } from './people';
import { NARROW_POPUP, TALLEST_POPUP } from './sizes';
import type { Scenes, Studio } from './studio';

const SIZES = [TALLEST_POPUP, NARROW_POPUP];

const take = ({ camera }: Studio, popup: Popup, name: string) =>
  camera.takeSizes(popup, `question-${name}`, SIZES);

/** Every question as it is asked, at the popup's own size. */
export const QUESTIONS: Scenes = {
  one: async (studio) => {
    const { world } = studio;
    const moderator = {
      name: 'Priya Natarajan',
      userId: 'auth0|priya',
      role: 'moderator' as const,
    };
    const all = await joined(studio, [MALLORY, moderator, ...KINDS.slice(1), ...crowd(6)]);
    const { page, meeting } = all;
    let asked = 0;
    const ask = async (button: string | RegExp, name: string, yes: Yes = 'Ban') => {
      await page.click('button', button);
      asked += 1;
      // After three questions that led to nothing Gavel's window opens no more by itself.
      const popup =
        asked > 3 ? await world.gavel.openToolbarPopup(page) : await world.gavel.popup();
      await popup.answerable(yes);
      await take(studio, popup, name);
      return popup;
    };
    await (await ask('Ban Priya Natarajan', 'moderator')).cancel();
    await (await ask(/^Ban Mallory \(auth0/, 'namesakes')).cancel();
    await (await ask('Remove Farah Nasser', 'remove', 'Remove')).cancel();
    const many = await ask('Ban Ann Bishop', 'ban');
    await many.click('button', 'Add a note');
    await many.click('button', 'Details');
    await take(studio, many, 'ban-open');
    await many.cancel();
    const shared = await ask('Ban Ann Kim', 'shared');
    meeting.rename(idOf(all, 'Ann Kim'), 'Anna Kimura');
    await page.panel.row('Anna Kimura');
    await shared.confirm('Ban');
    await shared.reads(/is now called/);
    await shared.answerable('Ban');
    await take(studio, shared, 'changed');
    await shared.cancel();
    await (await ask('End meeting', 'end', 'End meeting')).cancel();
    const home = await world.gavel.openToolbarPopup(page);
    await home.choose('Schedule the end…');
    await home.find('button', 'In 15 min');
    await take(studio, home, 'end-at');
    await home.click('button', 'In 15 min');
    await home.find('button', /^End at/);
    await take(studio, home, 'end-at-asked');
    await home.close();
    await page.close();
  },
  many: async (studio) => {
    const { world } = studio;
    for (const [count, odd] of [
      [3, []],
      [29, KINDS],
      [488, KINDS],
    ] as const) {
      const { page } = await joined(studio, [...odd, ...crowd(count, `many${count}`)]);
      await page.panel.askForAll('Ban selected');
      const popup = await world.gavel.popup();
      await popup.find('button', /^Ban \d+ people/);
      await popup.find('list', 'People');
      await take(studio, popup, `batch-${count + odd.length}`);
      await popup.cancel();
      await page.close();
    }
  },
};
