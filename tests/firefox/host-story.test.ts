import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

describe('a host in trouble, in Firefox', () => {
  it('finds what waits after Firefox has stopped the background', async () => {
    const key = await world.newKeyInGavel();
    const { page } = await world.joinMeeting(key.appId, [{ name: 'Trudy', userId: 'auth0|trudy' }]);
    await page.panel.open();
    await page.panel.ban('Trudy');
    await (await world.gavel.popup()).close();
    await world.gavel.stopWorker();
    const popup = await world.gavel.openToolbarPopup(page);
    expect(await popup.question()).toBe('Ban Trudy?');
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    await world.request('KICK_PARTICIPANT');
    const asked = world.simulator.requests.map(({ operation }) => operation);
    expect(asked).toEqual(['BAN_USER', 'KICK_PARTICIPANT']);
    await popup.close();
    await page.close();
  });
});
