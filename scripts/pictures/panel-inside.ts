import type { JoinOptions } from '~/tests/simulator/meeting/participant';
import { crowd, HOST_QUERY, KINDS, MALLORY, NAMELESS, RENAMED, TWO } from './people';
import { EVERY_SIZE, LAPTOP, PHONE, SMALL, TALL_PHONE, WIDE_PHONE } from './sizes';
import type { Scenes, Studio } from './studio';

export type Joined = Awaited<ReturnType<Studio['world']['joinMeeting']>>;

/** A meeting of the host and these people, with the card open. */
export async function joined(
  { world, key }: Studio,
  people: readonly JoinOptions[],
  query: Readonly<Record<string, string>> = {},
  appId = key.appId,
): Promise<Joined> {
  const all = await world.joinMeeting(appId, people, { query: { ...HOST_QUERY, ...query } });
  await all.page.panel.open();
  await all.page.panel.reads(`${people.length + 1} here`);
  return all;
}

/** The participant id of somebody in the meeting. */
export function idOf({ meeting }: Pick<Joined, 'meeting'>, name: string): string {
  return meeting.participants().find((one) => one.name === name)?.id ?? '';
}

/** A scene of a meeting that something happens in. */
function inside(
  name: string,
  people: readonly JoinOptions[],
  happens: (all: Joined) => unknown = () => {},
  { query = {}, sizes = EVERY_SIZE as readonly (typeof LAPTOP)[] } = {},
): Scenes[string] {
  return async (studio) => {
    const all = await joined(studio, people, query);
    await happens(all);
    await studio.camera.takeSizes(all.page, `panel-${name}`, sizes);
    await all.page.close();
  };
}

/** In the meeting, in every way. */
export const INSIDE: Scenes = {
  alone: inside('alone', []),
  three: inside('3', TWO),
  kinds: inside('kinds', KINDS, async ({ meeting, page }) => {
    meeting.raiseHand(idOf({ meeting }, 'Ann Kim'));
    await page.panel.reads('Hand raised');
  }),
  nameless: inside('nameless', NAMELESS, ({ page }) => page.click('button', /^Participant /)),
  renamed: inside('renamed', RENAMED),
  otherRooms: inside('other-rooms', crowd(9), async ({ meeting, page }) => {
    const long = `Arbeitsgruppe-${'Donaudampfschifffahrt'.repeat(3)}`;
    const rooms = ['محادثة هادئة', long].map((name) => meeting.openBreakout(name));
    const [first = '', second = ''] = rooms;
    for (const name of ['Bruno Keller', 'Cleo Keller', 'Farah Keller']) {
      meeting.moveToBreakout(idOf({ meeting }, name), first, { keepId: name !== 'Farah Keller' });
    }
    meeting.moveToBreakout(idOf({ meeting }, 'Dan Keller'), second);
    await page.panel.reads('4 in other rooms');
  }),
  small: inside('small', crowd(12), () => {}, { sizes: [...SMALL, TALL_PHONE, WIDE_PHONE] }),
  smallFew: inside('small-few', TWO, () => {}, { sizes: [TALL_PHONE] }),
  smallSelecting: inside(
    'small-selecting',
    crowd(12),
    async ({ page }) => {
      await page.click('button', 'Select');
      await page.click('checkbox', 'Select Bruno Keller');
    },
    { sizes: [...SMALL, TALL_PHONE, WIDE_PHONE] },
  ),
  eighty: inside('80', crowd(79)),
  fiveHundred: inside('500', crowd(499)),
  active: inside('active', [...KINDS, ...crowd(4)], async ({ meeting, page }) => {
    const on = { audioMuted: false, videoMuted: false };
    meeting.update(idOf({ meeting }, 'Bruno Keller'), { ...on, sharing: true });
    meeting.update(idOf({ meeting }, 'Cleo Keller'), on);
    meeting.speak(idOf({ meeting }, 'Cleo Keller'));
    await page.select('Sort participants', 'Active now');
    await page.find('image', /^Spoke last/);
  }),
  found: inside('found', crowd(79), ({ page }) => page.panel.search('farah')),
  nobodyFound: inside('nobody-found', TWO, ({ page }) => page.panel.search('Zebedee')),
  wholeIds: inside('whole-ids', TWO, ({ page }) => page.click('button', /^User ID google/)),
  left: inside('recently-left', crowd(5), async ({ meeting, page }) => {
    meeting.lobby.enabled = true;
    meeting.lobby.knock({ name: 'Noor Waits', userId: 'auth0|noor' });
    meeting.leave(idOf({ meeting }, 'Cleo Keller'));
    await page.panel.row('Cleo Keller', 'Recently left');
    await page.panel.row('Noor Waits', 'Waiting in the lobby');
  }),
  breakout: inside('breakout', crowd(5), async ({ meeting, page }) => {
    const room = meeting.openBreakout();
    meeting.moveToBreakout(idOf({ meeting }, HOST_QUERY.name), room);
    await page.panel.reads(/ends the main room/);
  }),
  visitor: inside('visitor', crowd(5), async ({ meeting, page }) => {
    meeting.visitors = 40;
    meeting.pages.setPhase('visitor');
    await page.panel.reads('You are here as a visitor.');
  }),
  half: inside('half-blind', crowd(5), () => {}, { query: { identity: 'none' } }),
  lost: inside('connection-lost', TWO, async ({ meeting, page }) => {
    meeting.pages.setPhase('network-lost');
    await page.panel.reads(/connection was lost/);
  }),
  hungUp: inside(
    'left',
    TWO,
    ({ meeting, page }) => {
      meeting.pages.setPhase('hangup');
      return page.panel.reads(/You left the meeting/);
    },
    { query: { close: 'stay' } },
  ),
  kicked: inside(
    'kicked',
    TWO,
    ({ meeting, page }) => {
      meeting.kick(idOf({ meeting }, HOST_QUERY.name));
      return page.panel.reads(/You were removed from/);
    },
    { query: { close: 'stay' } },
  ),
  destroyed: inside(
    'destroyed',
    TWO,
    ({ meeting, page }) => {
      meeting.destroy();
      return page.panel.reads(/The meeting was ended/);
    },
    { query: { close: 'stay' } },
  ),
  chat: inside('chat', crowd(30), () => {}, { query: { chat: '1' } }),
  pane: inside('pane', crowd(30), () => {}, { query: { pane: '1' } }),
  closed: inside('closed', crowd(30), ({ page }) => page.panel.close(), { sizes: [LAPTOP, PHONE] }),
  notification: async (studio) => {
    const all = await joined(studio, crowd(30));
    const narrow = { width: 400, height: 640 };
    await all.page.page.setViewport(narrow);
    all.meeting.join(MALLORY);
    await all.page.reads('Mallory joined');
    await studio.camera.takeSizes(all.page, 'panel-notification', [narrow, LAPTOP]);
    await all.page.close();
  },
  noKey: async (studio) => {
    const other = studio.world.newKey();
    const { page } = await joined(studio, TWO, {}, other.appId);
    await page.panel.reads(/no key for this AppID/i);
    await studio.camera.takeSizes(page, 'panel-no-key');
    await page.close();
  },
};
