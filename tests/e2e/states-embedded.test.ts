import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRoom, type World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { FramedMeeting, frameAt } from './support/frame';
import type { HostKey } from './support/host-key';
import { PATIENCE_MS } from './support/wait';

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
    const { fullName } = world.simulator.meeting(key.appId, room);
    const [framed] = await embed([room], query);
    if (!framed) throw new Error('no frame');
    await framed.panel.open();
    await framed.panel.rowReads('Mallory', 'auth0|mallory');
    await framed.panel.remove('Mallory');
    const popup = await world.gavel.popup();
    await popup.confirm('Remove');
    await framed.panel.rowGone('Mallory');
    const asked = await world.request(
      'KICK_PARTICIPANT',
      (it) => it.conferenceFullName === fullName,
    );
    expect(asked.performed).toBe(true);
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
    /** By how much the card stands out of the frame: left, top, right, bottom. */
    const standsOut = async () => {
      const frame = await (await framed.page.$('iframe'))?.boundingBox();
      const element = await (await framed.find('complementary', 'Gavel')).elementHandle();
      const card = await element?.boundingBox();
      if (!frame || !card) return null;
      return [
        frame.x - card.x,
        frame.y - card.y,
        card.x + card.width - (frame.x + width + 2),
        card.y + card.height - (frame.y + height + 2),
      ].map((by) => Math.max(0, by));
    };
    await expect.poll(standsOut, { timeout: PATIENCE_MS }).toEqual([0, 0, 0, 0]);
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
    await popup.find('heading', /^South /);
    await popup.reads(rooms[1]);
    await popup.click('button', 'End meeting for everyone');
    await popup.confirm('End meeting');
    await popup.outcome(/JaaS accepted the request to end the meeting/);
    const ended = rooms.map((room) => world.simulator.meeting(key.appId, room).destroyed);
    expect(ended).toEqual([false, true]);
    await popup.close();
    await north.panel.row('Mallory');
    await north.close();
  });
});
