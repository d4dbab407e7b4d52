import { COVERING } from '~/tests/e2e/attacks/pages';
import { setEnd } from '~/tests/e2e/support/schedule';
import { idOf, joined } from './panel-inside';
import { crowd, KINDS, MALLORY, TWO } from './people';
import type { Scenes } from './studio';

const MINUTE = 60_000;

/** What the panel, and the popup beside it, show of what is asked and done. */
export const ACTING: Scenes = {
  ban: async (studio) => {
    const { world, camera } = studio;
    const banned = { ...MALLORY, userId: 'google-oauth2|103358164473920561187' };
    const { page, meeting } = await joined(studio, [banned, ...crowd(6)]);
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.answerable('Ban');
    await camera.take(popup, 'popup-ban-question');
    await camera.takeSizes(page, 'panel-waiting');
    await popup.confirm('Ban');
    await popup.find('heading', 'Mallory is banned and gone');
    await camera.take(popup, 'popup-ban-result');
    await popup.close();
    await camera.takeSizes(page, 'panel-outcome');
    meeting.join({ ...banned, force: true });
    await page.panel.reads(/is back/);
    await camera.takeSizes(page, 'panel-banned-before');
    await page.close();
  },
  cautions: async (studio) => {
    const { world, camera } = studio;
    const { page, meeting } = await joined(studio, KINDS);
    await page.panel.ban('Ann Kim');
    const popup = await world.gavel.popup();
    await popup.answerable('Ban');
    await camera.take(popup, 'popup-ban-shared');
    meeting.rename(idOf({ meeting }, 'Ann Kim'), 'Anna Kimura');
    await page.panel.row('Anna Kimura');
    await popup.confirm('Ban');
    await popup.reads(/Something has changed/);
    await camera.take(popup, 'popup-ban-changed');
    await popup.cancel();
    await page.panel.remove('Farah Nasser');
    const removal = await world.gavel.popup();
    await removal.answerable('Remove');
    await camera.take(removal, 'popup-remove-question');
    await removal.cancel();
    await page.close();
  },
  moved: async (studio) => {
    const { world, camera } = studio;
    const weber = { ...MALLORY, name: 'Dr. Weber (Host)', tokenName: 'Mallory' };
    const all = await joined(studio, [weber, ...crowd(4)]);
    const { page, meeting } = all;
    await page.panel.ban('Dr. Weber (Host)');
    const popup = await world.gavel.popup();
    await popup.answerable('Ban');
    await camera.take(popup, 'popup-ban-token-name');
    const room = meeting.openBreakout('Table 1');
    meeting.moveToBreakout(idOf(all, 'Dr. Weber (Host)'), room, { keepId: true });
    await page.panel.reads('1 in another room');
    await popup.confirm('Ban');
    await popup.reads(/in another room of this meeting/);
    await camera.take(popup, 'popup-ban-moved');
    await popup.cancel();
    await page.close();
  },
  refused: async (studio) => {
    const { world, camera } = studio;
    const { page } = await joined(studio, crowd(5, 'refused'));
    const fault = world.simulator.fault({ match: { operation: 'BAN_USER' }, status: 401 });
    await page.panel.ban('Cleo Keller');
    const popup = await world.gavel.popup();
    await popup.confirm('Ban');
    await popup.outcome(/refused/);
    await camera.take(popup, 'popup-refused');
    await popup.close();
    await camera.takeSizes(page, 'panel-refused');
    fault.remove();
    await page.close();
  },
  verdicts: async (studio) => {
    const { world, camera } = studio;
    const { page } = await joined(studio, crowd(5, 'verdicts'));
    const { simulator } = world;
    const ban = async (picture: string, heading: RegExp) => {
      await page.panel.ban('Cleo Keller');
      const popup = await world.gavel.popup();
      await popup.confirm('Ban');
      await popup.find('heading', heading);
      await camera.take(popup, picture);
      await popup.close();
    };
    simulator.fault({ match: {}, status: 401 });
    await ban('popup-result-still-here', /is still here$/);
    simulator.clearFaults();
    simulator.fault({ match: {}, drop: 'after-read' });
    await ban('popup-result-unknown', /^Nobody knows/);
    simulator.clearFaults();
    simulator.fault({ match: { operation: 'KICK_PARTICIPANT' }, status: 200, perform: false });
    await ban('popup-result-waiting', /Waiting to see them leave/);
    simulator.clearFaults();
    await page.close();
  },
  end: async (studio) => {
    const { world, camera } = studio;
    const { page, meeting } = await joined(studio, crowd(20));
    const home = await world.gavel.openToolbarPopup(page);
    await home.reads('21 participants');
    await camera.take(home, 'popup-home');
    await setEnd(home, meeting.room, Date.now() + 20 * MINUTE);
    await home.reads(/Ends for everyone at/);
    await camera.take(home, 'popup-home-end-at');
    await home.close();
    await page.panel.reads(/You scheduled this meeting to end/);
    await camera.takeSizes(page, 'panel-end-at');
    const again = await world.gavel.openToolbarPopup(page);
    await setEnd(again, meeting.room, Date.now() + 4 * MINUTE);
    await page.panel.reads(/This meeting ends for everyone at/);
    await camera.takeSizes(page, 'panel-end-soon');
    await again.choose('End meeting for everyone');
    await again.answerable('End meeting');
    await camera.take(again, 'popup-end-question');
    await again.confirm('End meeting');
    await again.outcome(/JaaS accepted the request to end/);
    await camera.take(again, 'popup-end-result');
    await again.close();
    await page.close();
  },
  tampered: async (studio) => {
    const { world, camera } = studio;
    const { page } = await joined(studio, TWO);
    const [, code = ''] = Object.entries(COVERING)[0] ?? [];
    await page.page.evaluate(
      'globalThis.host = () => document.querySelector("gavel-panel") ?? document.documentElement.lastElementChild',
    );
    await page.page.evaluate(`(() => { ${code} })()`);
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.reads(/covers, fades or distorts/);
    await camera.take(popup, 'popup-tampered');
    await popup.close();
    await page.close();
  },
};
