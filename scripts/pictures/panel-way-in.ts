import { newRoom } from '~/tests/e2e/support/open-world';
import { MALLORY } from './people';
import type { Scenes, Studio } from './studio';

/** Somebody who is asked and let in, unlike a moderator. */
const GUEST = { name: 'Hana Sato', role: 'participant' } as const;

type Meeting = ReturnType<Studio['world']['simulator']['meeting']>;

async function wayIn(
  { world, key, camera }: Studio,
  name: string,
  query: Readonly<Record<string, string>>,
  reads: RegExp,
  prepare: (meeting: Meeting) => void = () => {},
): Promise<void> {
  const room = newRoom();
  const meeting = world.simulator.meeting(key.appId, room);
  meeting.join(MALLORY);
  prepare(meeting);
  const page = await world.gavel.openMeeting(key.appId, room, { query });
  await page.panel.open();
  await page.panel.reads(reads);
  await camera.takeSizes(page, name);
  await page.close();
}

/** Before the host is in the meeting. */
export const WAY_IN: Scenes = {
  welcome: async ({ world, camera }) => {
    const page = await world.gavel.browser.newPage();
    await page.goto('https://8x8.vc/');
    await camera.takeSizes({ page }, 'panel-welcome');
    await page.close();
  },
  prejoin: (studio) => wayIn(studio, 'panel-prejoin', { prejoin: '1' }, /Join the meeting to see/),
  joining: (studio) => wayIn(studio, 'panel-joining', { hold: 'joining' }, /Joining the meeting/),
  password: (studio) =>
    wayIn(studio, 'panel-password', GUEST, /requires a password/, (meeting) => {
      meeting.password = 'sesame';
    }),
  lobby: (studio) =>
    wayIn(studio, 'panel-lobby', GUEST, /waiting in the lobby/, ({ lobby }) => {
      lobby.enabled = true;
    }),
  unreadable: (studio) => wayIn(studio, 'panel-unreadable', { omit: 'APP' }, /cannot (see|read)/i),
};
