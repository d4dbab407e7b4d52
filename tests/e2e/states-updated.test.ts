import { expect, it } from 'vitest';
import { simulated } from './support/simulated';
import { startWorld } from './support/world';

it('a meeting outlives Gavel: the old panel steps aside, says to reload, and Jitsi goes on', async () => {
  // A browser of its own for each try, since the extension in it is taken down.
  const world = await startWorld();
  try {
    const key = await world.newKeyInGavel('Forum');
    const mallory = { name: 'Mallory', userId: 'auth0|mallory' };
    const { page, meeting } = await world.joinMeeting(key.appId, [mallory]);
    await page.panel.open();
    await page.panel.row('Mallory');
    const worker = await world.gavel.worker();
    await worker.evaluate(() => {
      setTimeout(() => (globalThis as unknown as RuntimeApi).chrome.runtime.reload(), 0);
    });
    // In a quiet meeting too, and without a click.
    await page.panel.reads('Gavel was updated');
    await page.gone('complementary', 'Gavel');
    meeting.join({ name: 'Ann', userId: 'auth0|ann' });
    await page.reads('Ann');
    expect((await simulated(page.page)).errors).toEqual([]);
    await page.click('button', 'Close Gavel');
    await page.gone('button', 'Close Gavel');
  } finally {
    await world.close();
  }
});

interface RuntimeApi {
  readonly chrome: { readonly runtime: { reload(): void } };
}
