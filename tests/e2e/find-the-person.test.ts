import type { ElementHandle } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { JoinOptions } from '~/tests/simulator/meeting/participant';
import type { HostKey } from './support/host-key';
import type { MeetingPage } from './support/panel';
import { certainly } from './support/wait';

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
afterAll(() => world?.close());

const PEOPLE: readonly JoinOptions[] = [
  { name: 'Ann', userId: 'auth0|ann' },
  { name: 'Mallory', userId: 'google-oauth2|114025754820379595030' },
  { name: 'Zoe', userId: 'auth0|zoe' },
];

const CROWD: readonly JoinOptions[] = Array.from({ length: 13 }, (_, n) => ({
  name: `Person ${String(n).padStart(2, '0')}`,
  userId: `auth0|${n}`,
}));

async function join(people: readonly JoinOptions[] = PEOPLE) {
  const joined = await world.joinMeeting(key.appId, people, {
    query: { name: 'Host', userId: 'auth0|host' },
  });
  const { page, meeting } = joined;
  await page.panel.open();
  await page.panel.reads(`${people.length + 1} here`);
  const idOf = (name: string) =>
    meeting.participants().find((one) => one.name === name)?.id ?? 'nobody';
  return { ...joined, idOf };
}

async function elementOf(page: MeetingPage, ...what: Parameters<MeetingPage['find']>) {
  const element = await (await page.find(...what)).elementHandle();
  if (element === null) throw new Error(`${what[1]} is no element`);
  return element as ElementHandle<Element>;
}

/** The box of Gavel's outline in the page; null while there is none. */
async function outline(page: MeetingPage) {
  const card = await elementOf(page, 'complementary', 'Gavel');
  return card.evaluate((element) => {
    const line = (element.getRootNode() as ShadowRoot).querySelector<HTMLElement>('.tile-outline');
    if (!line || line.hidden) return null;
    const { x, y, width, height } = line.getBoundingClientRect();
    return [x, y, width, height].map(Math.round);
  });
}

async function tileBox(page: MeetingPage, elementId: string) {
  return page.page.evaluate((id) => {
    const box = document.getElementById(id)?.getBoundingClientRect();
    return box ? [box.x, box.y, box.width, box.height].map(Math.round) : null;
  }, elementId);
}

async function pointAt(page: MeetingPage, name: string) {
  await (await elementOf(page, 'listitem', name)).hover();
}

const namesBecome = (page: MeetingPage, wanted: readonly string[]) =>
  certainly(
    async () => (await page.panel.names()).join() === wanted.join(),
    `the rows are ${wanted.join(', ')}`,
  );

// First, while no order has been chosen in this browser.
describe('fault 7: the order can be read, and is remembered', () => {
  it('is the newest first in a room of more than twelve, until the host chooses another', async () => {
    const { page, meeting } = await join(CROWD);
    const order = () => page.find('combobox', 'Sort participants');
    expect((await order()).value).toBe('Newest first');
    meeting.join({ name: 'Zacharias', userId: 'auth0|late' });
    await certainly(
      async () => (await page.panel.names())[0] === 'Zacharias',
      'the newest is first',
    );
    await page.select('Sort participants', 'By role');
    await page.page.reload();
    await page.panel.open();
    await page.panel.row('Zacharias');
    await certainly(async () => (await order()).value === 'By role', 'the order is remembered');
    await page.select('Sort participants', 'Newest first');
    await page.close();
  });
});

describe('fault 1: from the face on the screen to the row, and back', () => {
  it('the row under the pointer has an outline of Gavel’s over that person’s tile, which goes again', async () => {
    const { page, idOf } = await join();
    const before = await page.page.evaluate(() => document.getElementById('react')?.outerHTML);
    for (const [name, tile] of [
      ['Mallory', `participant_${idOf('Mallory')}`],
      ['Host', 'localVideoContainer'],
    ] as const) {
      await pointAt(page, name);
      const wanted = await tileBox(page, tile);
      await certainly(
        async () => (await outline(page))?.join() === wanted?.join(),
        `the outline is over the tile of ${name}`,
      );
    }
    await page.page.mouse.move(900, 300);
    await certainly(async () => (await outline(page)) === null, 'the outline is gone');
    expect(await page.page.evaluate(() => document.getElementById('react')?.outerHTML)).toBe(
      before,
    );
    expect(await page.page.evaluate(() => window.__sim.errors)).toEqual([]);
    await page.close();
  });

  it('the row of the tile under the pointer is marked, in the tile’s own colour', async () => {
    const { page, idOf } = await join();
    const marked = async () => {
      const card = await elementOf(page, 'complementary', 'Gavel');
      return card.evaluate((it) =>
        [...it.querySelectorAll('[data-pointed]')].map((row) => row.getAttribute('aria-label')),
      );
    };
    const [x = 0, y = 0, width = 0, height = 0] =
      (await tileBox(page, `participant_${idOf('Zoe')}`)) ?? [];
    await page.page.mouse.move(x + width - 10, y + height - 10);
    await certainly(async () => (await marked()).join() === 'Zoe', 'the row of Zoe is marked');
    const row = await elementOf(page, 'listitem', 'Zoe');
    const own = await row.evaluate((element) => {
      const circle = element.querySelector('.avatar');
      return circle ? getComputedStyle(circle).backgroundColor : null;
    });
    const theirs = await page.page.evaluate((id) => {
      const circle = document.querySelector(`#participant_${id} .avatar`);
      return circle ? getComputedStyle(circle).backgroundColor : null;
    }, idOf('Zoe'));
    expect([own, typeof own]).toEqual([theirs, 'string']);
    const head = await (await elementOf(page, 'heading', 'Participants')).boundingBox();
    await page.page.mouse.move((head?.x ?? 0) + 2, (head?.y ?? 0) + 2);
    expect(await marked()).toEqual(['Zoe']);
    await page.page.mouse.move(2, 2);
    await certainly(async () => (await marked()).length === 0, 'no row is marked any more');
    await page.close();
  });
});

describe('fault 2: who speaks, shares, or is muted', () => {
  it('is at the circle of the row, and in the order of who is active now', async () => {
    const { page, meeting, idOf } = await join();
    const circle = (words: RegExp) =>
      page.find('image', words, { within: ['list', 'Participants'] });
    await circle(/^microphone off, camera off$/);
    meeting.update(idOf('Zoe'), { audioMuted: false, videoMuted: false });
    await circle(/^microphone on, camera on$/);
    meeting.speak(idOf('Zoe'));
    await circle(/^Spoke last, microphone on, camera on$/);
    await page.select('Sort participants', 'Active now');
    await namesBecome(page, ['Zoe', 'Ann', 'Mallory', 'Host']);
    meeting.update(idOf('Mallory'), { sharing: true });
    await page.panel.rowReads('Mallory', 'Sharing a screen');
    await namesBecome(page, ['Mallory', 'Zoe', 'Ann', 'Host']);
    meeting.speak(idOf('Ann'));
    await namesBecome(page, ['Mallory', 'Ann', 'Zoe', 'Host']);
    expect(await page.panel.row('Zoe')).not.toContain('Sharing');
    await page.close();
  });

  it('moves no row under the pointer', async () => {
    const { page, meeting, idOf } = await join();
    await page.select('Sort participants', 'Active now');
    await namesBecome(page, ['Ann', 'Mallory', 'Zoe', 'Host']);
    await pointAt(page, 'Ann');
    meeting.speak(idOf('Zoe'));
    await page.find('image', /^Spoke last/, { within: ['list', 'Participants'] });
    expect(await page.panel.names()).toEqual(['Ann', 'Mallory', 'Zoe', 'Host']);
    await page.page.mouse.move(900, 300);
    await namesBecome(page, ['Zoe', 'Ann', 'Mallory', 'Host']);
    await page.close();
  });
});

describe('fault 6: by keyboard', () => {
  it('“/” goes to the search, the arrow down into the rows, and Escape back', async () => {
    const { page } = await join();
    await page.panel.row('Mallory');
    const close = await elementOf(page, 'button', 'Close Gavel');
    await close.focus();
    await page.page.keyboard.press('/');
    const focused = async () => {
      const card = await elementOf(page, 'complementary', 'Gavel');
      return card.evaluate((it) => {
        const active = (it.getRootNode() as ShadowRoot).activeElement;
        return active?.getAttribute('aria-label') ?? null;
      });
    };
    expect(await focused()).toBe('Search participants');
    await page.page.keyboard.type('zo');
    await namesBecome(page, ['Zoe']);
    await page.page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Remove Zoe');
    await page.page.keyboard.press('Escape');
    expect(await focused()).toBe('Search participants');
    expect(await page.page.evaluate(() => window.__sim.shortcuts)).toEqual([]);
    await page.close();
  });
});

describe('faults 8, 11, 18 and 22: what a row says', () => {
  it('is low, with one badge, and red only where the host points', async () => {
    const people = [
      ...PEOPLE,
      { name: 'Ann', userId: 'guest', role: 'moderator' as const },
      { name: 'Bob', userId: 'guest' },
    ];
    const { page } = await join(people);
    const row = await elementOf(page, 'listitem', 'Ann (guest)');
    const look = (element: Element) => ({
      height: element.getBoundingClientRect().height,
      badges: [...element.querySelectorAll('.badge')].map((badge) => badge.textContent),
      ban: getComputedStyle(element.querySelector('.button--danger-quiet') as Element)
        .borderTopColor,
      other: getComputedStyle(element.querySelector('.row__acts .button') as Element)
        .borderTopColor,
    });
    const resting = await row.evaluate(look);
    expect(resting.badges).toEqual(['ID shared by 2']);
    expect(resting.ban).toBe(resting.other);
    for (const words of ['Same name', 'Moderator']) {
      expect(await page.panel.row('Ann (guest)')).toContain(words);
    }
    await row.hover();
    await certainly(async () => {
      const { ban, other } = await row.evaluate(look);
      return ban !== other;
    }, 'the button is red');
    const mallory = await elementOf(page, 'listitem', 'Mallory');
    const { height } = await mallory.evaluate(look);
    expect([height >= 44, height <= 48]).toEqual([true, true]);
    await page.close();
  });

  it('has the end of a long id, and where it comes from', async () => {
    const { page } = await join();
    expect(await page.panel.row('Mallory')).toContain('google · …0379595030');
    await page.close();
  });

  it('has no Ban for who has no user ID, and says so; once for all where nobody has one', async () => {
    const { page, meeting, idOf } = await join([
      { name: 'Ann', userId: 'auth0|ann' },
      { name: 'Farah', identity: false },
    ]);
    await page.panel.rowReads('Farah', 'No user ID: remove only');
    expect(await page.all('button', 'Ban Farah')).toEqual([]);
    expect(await page.all('button', 'Remove Farah')).toHaveLength(1);
    expect(await page.text()).not.toContain('Nobody here has a user ID');
    meeting.leave(idOf('Ann'));
    await page.panel.reads('Nobody here has a user ID, so nobody can be banned.');
    expect(await page.panel.row('Farah')).not.toContain('remove only');
    await page.close();
  });

  it('says “Back, banned” in one badge', async () => {
    const { page, meeting, idOf } = await join();
    await page.panel.ban('Zoe');
    const popup = await world.gavel.popup();
    await popup.confirm('Ban');
    await page.panel.rowGone('Zoe');
    await popup.close();
    expect(idOf('Zoe')).toBe('nobody');
    meeting.join({ name: 'Zoe', userId: 'auth0|zoe', force: true });
    const row = await page.panel.rowReads('Zoe', /Back, banned \d/);
    expect(row).not.toContain('Came back');
    // Above all others, when they have stayed.
    await certainly(async () => (await page.panel.names())[0] === 'Zoe', 'Zoe is on top');
    await page.close();
  });
});

describe('fault 21: why a row is found', () => {
  const marks = async (page: MeetingPage, name: string) =>
    (await elementOf(page, 'listitem', name)).evaluate((row) =>
      [...row.querySelectorAll('mark')].map((mark) => mark.textContent),
    );

  it('the match is marked in the name, in an id that is otherwise short, and in the participant ID', async () => {
    const { page } = await join([
      ...PEOPLE.slice(0, 2),
      { name: 'José', userId: 'auth0|jose', participantId: 'c0ffee11' },
    ]);
    await page.panel.search('JOSE');
    await namesBecome(page, ['José']);
    expect(await marks(page, 'José')).toEqual(['José', 'jose']);
    await page.panel.search('140257');
    await namesBecome(page, ['Mallory']);
    expect(await marks(page, 'Mallory')).toEqual(['140257']);
    await page.panel.search('c0ffee');
    await namesBecome(page, ['José']);
    expect(await page.panel.row('José')).toContain('Participant');
    expect(await marks(page, 'José')).toEqual(['c0ffee']);
    await page.close();
  });
});
