import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRoom, type World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { HostKey } from './support/host-key';
import type { MeetingPage } from './support/panel';
import { certainly } from './support/wait';

let world: World;
let key: HostKey;
/** Opened first and looked at last: Gavel waits ten seconds for Jitsi before it gives up. */
let unreadable: Unreadable | null = null;

type Unreadable = {
  readonly page: MeetingPage;
  readonly meeting: ReturnType<World['simulator']['meeting']>;
};

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
  unreadable = await openUnreadable();
});
afterAll(() => world?.close());

const mallory = { name: 'Mallory', userId: 'auth0|mallory' };

interface SimulatorGlobal {
  readonly __sim: { readonly audioMuted: boolean; readonly errors: readonly unknown[] };
}

async function openUnreadable(): Promise<Unreadable> {
  const room = newRoom();
  const meeting = world.simulator.meeting(key.appId, room);
  meeting.join(mallory);
  return {
    meeting,
    page: await world.gavel.openMeeting(key.appId, room, { query: { omit: 'APP' } }),
  };
}

describe('before the meeting', () => {
  it('the panel says that it sees nobody yet, and fills when the host joins', async () => {
    const room = newRoom();
    world.simulator.meeting(key.appId, room).join(mallory);
    const page = await world.gavel.openMeeting(key.appId, room, { query: { prejoin: '1' } });
    await page.panel.open();
    await page.panel.reads(/join the meeting/i);
    expect(await page.all('button', 'Ban Mallory')).toEqual([]);
    await page.click('button', /^Join/);
    expect(await page.panel.row('Mallory')).toContain(mallory.userId);
    await page.close();
  });

  it('a host who waits in the lobby reads that', async () => {
    const room = newRoom();
    const meeting = world.simulator.meeting(key.appId, room);
    meeting.join(mallory);
    meeting.lobby.enabled = true;
    const query = { name: 'Host', role: 'participant' };
    const page = await world.gavel.openMeeting(key.appId, room, { query });
    await page.panel.open();
    await page.panel.reads(/lobby/i);
    expect(await page.all('button', 'Ban Mallory')).toEqual([]);
    await page.close();
  });
});

describe('people of every kind', () => {
  it.each(['getter', 'field', 'members', 'store'])(
    'are known by their user id where the page has it by way of %s',
    async (identity) => {
      const { page } = await world.joinMeeting(key.appId, [mallory], { query: { identity } });
      await page.panel.open();
      expect(await page.panel.rowReads('Mallory', 'auth0|mallory')).not.toContain('No user ID');
      await page.close();
    },
  );

  it('who record are left out, who have no user id can be removed and not banned', async () => {
    const people = [
      { name: 'Recorder', hidden: true },
      { name: 'No Name', identity: false as const },
      mallory,
    ];
    const { page } = await world.joinMeeting(key.appId, people);
    await page.panel.open();
    await page.panel.row('Mallory');
    expect((await page.panel.names()).join()).not.toContain('Recorder');
    expect(await page.panel.row('No Name')).toContain('No user ID: remove only');
    expect(await page.all('button', 'Ban No Name')).toEqual([]);
    expect((await page.find('button', 'Remove No Name')).disabled).toBeFalsy();
    await page.close();
  });

  it('who join, leave and change their name are followed', async () => {
    const { page, meeting } = await world.joinMeeting(key.appId, [mallory]);
    await page.panel.open();
    const ann = meeting.join({ name: 'Ann', userId: 'auth0|ann' });
    await page.panel.row('Ann');
    meeting.rename(ann, 'Ann Kim');
    await page.panel.row('Ann Kim');
    meeting.leave(ann);
    await page.panel.rowGone('Ann Kim');
    expect(await page.panel.row('Ann Kim', 'Recently left')).toContain('auth0|ann');
    await page.close();
  });
});

describe('the page’s own life', () => {
  it('goes on: typing in the panel is no shortcut of Jitsi, and no error reaches it', async () => {
    const { page } = await world.joinMeeting(key.appId, [mallory]);
    const errors: unknown[] = [];
    page.page.on('pageerror', (error) => errors.push(error));
    await page.panel.open();
    const muted = () =>
      page.page.evaluate(() => (globalThis as unknown as SimulatorGlobal).__sim.audioMuted);
    const before = await muted();
    await page.click('searchbox', 'Search participants');
    await page.page.keyboard.type('mmm');
    expect(await muted()).toBe(before);
    await page.click('button', 'Close Gavel');
    await page.page.mouse.click(640, 300);
    await page.page.keyboard.press('m');
    await certainly(async () => (await muted()) !== before, 'the key is a shortcut again');
    expect(errors).toEqual([]);
    expect(
      await page.page.evaluate(() => (globalThis as unknown as SimulatorGlobal).__sim.errors),
    ).toEqual([]);
    await page.close();
  });
});

describe('a meeting in a window without a toolbar', () => {
  it('is asked about in a small window of Gavel’s own', async () => {
    const room = newRoom();
    const meeting = world.simulator.meeting(key.appId, room);
    meeting.join(mallory);
    const worker = await world.gavel.worker();
    const url = `https://8x8.vc/${key.appId}/${room}`;
    await worker.evaluate((address) => {
      const { chrome } = globalThis as unknown as WindowsApi;
      return chrome.windows.create({ url: address, type: 'popup', focused: true });
    }, url);
    const page = await world.gavel.openedMeeting(url);
    await page.panel.open();
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    expect(popup.page.url()).toContain('window=1');
    expect(await popup.question()).toBe('Ban Mallory?');
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    await popup.close();
    await page.close();
  });
});

describe('a page that Gavel cannot read', () => {
  it('is said to be so, and the meeting can still be ended', async () => {
    const { page, meeting } = unreadable ?? (await openUnreadable());
    unreadable = null;
    await page.page.bringToFront();
    await page.panel.open();
    await page.panel.reads(/cannot (see|read)/i);
    await world.endFromPanel(page);
    expect(meeting.destroyed).toBe(true);
    await page.close();
  });
});

interface WindowsApi {
  readonly chrome: { readonly windows: { create(options: object): Promise<void> } };
}
