import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FramedMeeting, frameAt } from './support/frame';
import type { HostKey } from './support/host-key';
import { newRoom, startWorld, type World } from './support/world';

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
afterAll(() => world?.close());

/** A page of another site with a meeting in each of its frames. */
async function embed(rooms: readonly string[], query: Record<string, string> = {}) {
  const url = new URL('https://host.example/embed-test.html');
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  for (const room of rooms) {
    world.simulator.meeting(key.appId, room).join({ name: 'Mallory', userId: 'auth0|mallory' });
    url.searchParams.append('src', `/${key.appId}/${room}?name=Host&userId=host-1`);
  }
  const page = await world.gavel.browser.newPage();
  await page.goto(url.href);
  const frames = await Promise.all(rooms.map((room) => frameAt(page, `/${key.appId}/${room}`)));
  const { outputDir } = world.gavel;
  return frames.map((frame) => new FramedMeeting(frame, 'the framed meeting', outputDir));
}

describe('a meeting inside another site', () => {
  it.each<[string, Record<string, string>]>([
    ['in a frame', {}],
    ['in a sandbox with its own origin', { sandbox: 'allow-scripts allow-same-origin' }],
    ['in a sandbox without an origin', { sandbox: 'allow-scripts' }],
  ])('%s has its panel, and a removal works', async (_how, query) => {
    const room = newRoom();
    const [framed] = await embed([room], query);
    if (!framed) throw new Error('no frame');
    await framed.panel.open();
    expect(await framed.panel.row('Mallory')).toContain('auth0|mallory');
    await framed.panel.remove('Mallory');
    const popup = await world.gavel.popup();
    await popup.confirm('Remove');
    await framed.panel.rowGone('Mallory');
    await popup.close();
    await framed.close();
  });

  it.each([
    [460, 340],
    [320, 240],
  ])('in a small frame of %i×%i it fits, and everything can be reached', async (width, height) => {
    const room = newRoom();
    const [framed] = await embed([room], { width: String(width), height: String(height) });
    if (!framed) throw new Error('no frame');
    await framed.panel.open();
    await framed.panel.row('Mallory');
    const frame = await (await framed.page.$('iframe'))?.boundingBox();
    const card = await (
      await (await framed.find('complementary', 'Gavel')).elementHandle()
    )?.boundingBox();
    if (!frame || !card) throw new Error('not drawn');
    expect(card.x).toBeGreaterThanOrEqual(frame.x);
    expect(card.y).toBeGreaterThanOrEqual(frame.y);
    expect(card.x + card.width).toBeLessThanOrEqual(frame.x + width + 2);
    expect(card.y + card.height).toBeLessThanOrEqual(frame.y + height + 2);
    await framed.screenshot(`small-${width}x${height}`);
    await framed.panel.endMeeting();
    const popup = await world.gavel.popup();
    await popup.cancel();
    await popup.close();
    await framed.panel.close();
    await framed.close();
  });

  it('with a second one beside it: the popup names both, and ends the chosen one', async () => {
    const rooms = [`North-${newRoom()}`, `South-${newRoom()}`] as const;
    const [north, south] = await embed(rooms, { width: '560', height: '420' });
    if (!north || !south) throw new Error('no frames');
    await north.panel.open();
    await north.panel.row('Mallory');
    await south.panel.open();
    await south.panel.row('Mallory');
    const popup = await world.gavel.openToolbarPopup(north);
    await popup.find('heading', 'Open meetings');
    await popup.find('button', new RegExp(rooms[0]));
    await popup.click('button', new RegExp(rooms[1]));
    await popup.find('heading', rooms[1]);
    await popup.click('button', 'End meeting for everyone');
    await popup.confirm('End meeting');
    await popup.outcome(/JaaS accepted the end of the meeting/);
    const ended = rooms.map((room) => world.simulator.meeting(key.appId, room).destroyed);
    expect(ended).toEqual([false, true]);
    await popup.close();
    await north.panel.row('Mallory');
    await north.close();
  });
});
