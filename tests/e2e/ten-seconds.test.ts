import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { certainly } from './support/wait';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

/** Of whoever speaks: the first Mallory of the room. */
const USER_ID = 'auth0|7';

/** A room of 80 in which three go by one name, as in a raid. */
const ROOM = Array.from({ length: 79 }, (_, n) => ({
  name: n % 30 === 7 ? 'Mallory' : `Person ${String(n).padStart(2, '0')}`,
  userId: `auth0|${n}`,
}));

describe('the one who speaks, in a room of 80 with three of that name', () => {
  it('is found, banned and removed by three clicks and no key: the panel, their Ban, the answer', async () => {
    const key = await world.newKeyInGavel('Forum');
    const { page, meeting } = await world.joinMeeting(key.appId, ROOM);
    const speaker = meeting.participants().find(({ name }) => name === 'Mallory');
    if (speaker === undefined) throw new Error('nobody speaks');
    meeting.speak(speaker.id);

    await page.panel.open();
    await page.panel.reads('80 here');
    // The host looks at the tile of whoever speaks, with the pointer on it; that is no click.
    const tile = await page.page.waitForSelector(`#participant_${speaker.id}`);
    const box = await tile?.boundingBox();
    await page.page.mouse.move((box?.x ?? 0) + 8, (box?.y ?? 0) + 8);
    const isMarked = async () => (await markedRow()) === speaker.id;
    const markedRow = async () => {
      const card = await (await page.find('complementary', 'Gavel')).elementHandle();
      return card?.evaluate(
        (element) => element.querySelector('[data-pointed]')?.getAttribute('data-id') ?? null,
      );
    };
    await certainly(isMarked, 'the row of whoever speaks is marked');
    const full = await marked();
    await page.panel.ban(full);
    const popup = await world.gavel.popup();
    expect(await popup.question()).toBe(`Ban Mallory (${USER_ID})?`);
    await popup.reads(USER_ID);
    await popup.confirm('Ban');
    await popup.find('heading', /^Mallory .*is banned and gone$/);
    expect(await world.request('BAN_USER')).toMatchObject({ userId: USER_ID });
    expect(meeting.participants().map(({ id }) => id)).not.toContain(speaker.id);
    await popup.close();
    await page.close();

    /** How the marked row calls its person: namesakes have an id behind the name. */
    async function marked(): Promise<string> {
      const card = await (await page.find('complementary', 'Gavel')).elementHandle();
      const label = await card?.evaluate(
        (element) => element.querySelector('[data-pointed]')?.getAttribute('aria-label') ?? null,
      );
      return label ?? 'nobody';
    }
  });
});
