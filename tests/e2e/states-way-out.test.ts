import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRoom, type World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { HostKey } from './support/host-key';
import { certainly } from './support/wait';

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
afterAll(() => world?.close());

const people = [
  { name: 'Mallory', userId: 'auth0|mallory' },
  { name: 'Ann', userId: 'auth0|ann' },
];

async function join(query: Record<string, string> = {}) {
  const joined = await world.joinMeeting(key.appId, people, { query: { name: 'Host', ...query } });
  await joined.page.panel.open();
  await joined.page.panel.row('Mallory');
  const own = joined.meeting.participants().find((one) => one.page)?.id ?? '';
  return { ...joined, own };
}
type Joined = Awaited<ReturnType<typeof join>>;

describe('out of the meeting, on a page that stays', () => {
  it.each<[string, string, (joined: Joined) => unknown]>([
    ['hung up', 'You left the meeting.', ({ meeting }) => meeting.pages.setPhase('hangup')],
    [
      'removed by somebody',
      'You were removed from the meeting.',
      ({ meeting, own }) => meeting.kick(own),
    ],
    ['the meeting was ended', 'The meeting was ended.', ({ meeting }) => meeting.destroy()],
  ])('17: %s: said so, and nobody is taken to have left', async (how, words, leave) => {
    const joined = await join({ close: 'stay' });
    leave(joined);
    await joined.page.panel.reads(words);
    const isEnded = how === 'the meeting was ended';
    expect(await joined.page.all('button', 'End meeting')).toHaveLength(isEnded ? 0 : 1);
    expect(await joined.page.all('button', /^(Ban|Remove) /)).toEqual([]);
    expect(await joined.page.all('list', 'Recently left')).toEqual([]);
    await joined.page.close();
  });
});

describe('out of the meeting, on a page that goes', () => {
  it.each<[string, (joined: Joined) => unknown]>([
    ['hung up', ({ meeting }) => meeting.pages.setPhase('hangup')],
    ['removed by somebody', ({ meeting, own }) => meeting.kick(own)],
    ['the meeting was ended', ({ meeting }) => meeting.destroy()],
  ])('%s: the panel goes with it, and the popup knows', async (_how, leave) => {
    const joined = await join();
    leave(joined);
    await joined.page.gone('complementary', 'Gavel');
    const isGone = () => new URL(joined.page.page.url()).pathname === '/';
    await certainly(isGone, 'the start page is shown');
    const popup = await world.gavel.openToolbarPopup(joined.page);
    await popup.reads('No meeting in this tab');
    expect(await joined.page.all('complementary', 'Gavel')).toEqual([]);
    await popup.close();
    await joined.page.close();
  });
});

describe('the connection is lost', () => {
  it('is said; the list is there again when Jitsi has loaded its page anew, and nobody has left', async () => {
    const { page, meeting } = await join();
    meeting.pages.setPhase('network-lost');
    await page.panel.reads(/connection was lost/);
    const anew = page.page.waitForNavigation();
    meeting.pages.setPhase('reload');
    await anew;
    await page.panel.rowReads('Mallory', 'auth0|mallory');
    expect(await page.all('list', 'Recently left')).toEqual([]);
    await page.close();
  });
});

describe('one tab after the other meeting', () => {
  it('another room in the same tab is another list, and its end is asked about by its name', async () => {
    const { page, meeting } = await join();
    const room = newRoom();
    const next = world.simulator.meeting(key.appId, room);
    next.join({ name: 'Zoe', userId: 'auth0|zoe' });
    await page.page.goto(`https://8x8.vc/${key.appId}/${room}`);
    await page.panel.row('Zoe');
    expect(await page.panel.names()).not.toContain('Mallory');
    expect(await page.all('list', 'Recently left')).toEqual([]);
    await page.panel.endMeeting();
    const popup = await world.gavel.popup();
    expect(await popup.question()).toBe(`End “${room}” for everyone?`);
    await popup.confirm('End meeting');
    await popup.outcome(/JaaS accepted the request to end the meeting/);
    expect([meeting.destroyed, next.destroyed]).toEqual([false, true]);
    await popup.close();
    await page.close();
  });

  it('back to the meeting by the browser’s button', async () => {
    const { page } = await join();
    await page.page.goto('https://8x8.vc/');
    await page.gone('complementary', 'Gavel');
    await page.page.goBack();
    await page.panel.open();
    expect(await page.panel.row('Mallory')).toContain('auth0|mallory');
    await page.close();
  });

  it('a tab that the browser had put away', async () => {
    const { page, meeting } = await join();
    const url = page.page.url().split(/[?#]/, 1)[0] ?? '';
    const other = await world.gavel.openOptions('about');
    const worker = await world.gavel.worker();
    await worker.evaluate(async (address) => {
      const { chrome } = globalThis as unknown as TabsApi;
      const [tab] = await chrome.tabs.query({ url: `${address}*` });
      await chrome.tabs.discard(tab?.id ?? -1);
    }, url);
    const isAway = () => meeting.participants().every((one) => !one.page);
    await certainly(isAway, 'the page is gone');
    await worker.evaluate(async (address) => {
      const { chrome } = globalThis as unknown as TabsApi;
      const [tab] = await chrome.tabs.query({ url: `${address}*` });
      await chrome.tabs.update(tab?.id ?? -1, { active: true });
    }, url);
    const restored = await world.gavel.openedMeeting(url);
    await restored.panel.open();
    expect(await restored.panel.row('Mallory')).toContain('auth0|mallory');
    await restored.close();
    await other.close();
  });
});

describe('two meetings', () => {
  it('in two tabs are two lists, and a request stays with its own', async () => {
    const first = await join();
    const room = newRoom();
    const second = await world.joinMeeting(key.appId, [{ name: 'Zoe', userId: 'auth0|zoe' }], {
      room,
      query: { name: 'Host' },
    });
    await second.page.panel.open();
    await second.page.panel.rowReads('Zoe', 'auth0|zoe');
    expect(await second.page.panel.names()).not.toContain('Mallory');
    await first.page.page.bringToFront();
    await first.page.panel.remove('Mallory');
    const popup = await world.gavel.popup();
    await popup.confirm('Remove');
    await first.page.panel.rowGone('Mallory');
    await popup.close();
    await second.page.page.bringToFront();
    await second.page.panel.row('Zoe');
    expect(await second.page.text()).not.toContain('Mallory');
    await first.page.close();
    await second.page.close();
  });
});

interface TabsApi {
  readonly chrome: {
    readonly tabs: {
      query(options: object): Promise<{ readonly id?: number }[]>;
      discard(id: number): Promise<unknown>;
      update(id: number, change: object): Promise<unknown>;
    };
  };
}
