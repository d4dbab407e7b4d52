import { type Browser, launch, type Page } from 'puppeteer-core';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  it,
  vi,
} from 'vitest';
import { type Simulator, startSimulator } from '~/tests/simulator/index';
import type { Meeting } from '~/tests/simulator/meeting/meeting';
import { AUDIO_LEVEL_EVERY_MS } from '../simulator/page/audio-level';
import { PATIENCE_MS } from './support/wait';

const APP_ID = 'vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3';

let sim: Simulator;
let browser: Browser;
let page: Page;
let meeting: Meeting;
let room: string;
let rooms = 0;

beforeAll(async () => {
  sim = await startSimulator();
  browser = await launch({
    executablePath: inject('chromePath'),
    headless: true,
    pipe: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      ...sim.chromiumArgs,
    ],
  });
});
afterAll(async () => {
  await browser.close();
  await sim.stop();
});

beforeEach(async () => {
  rooms += 1;
  room = `Room-${rooms}`;
  meeting = sim.meeting(APP_ID, room);
  page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 720 });
});
afterEach(() => page.close());

/** Waits until all of this holds. */
const eventually = (holds: () => unknown) =>
  vi.waitFor(holds, { timeout: PATIENCE_MS, interval: 40 });

const open = (query = '') => page.goto(`https://8x8.vc/${APP_ID}/${room}${query}`);
const joined = () =>
  page.waitForFunction(() => window.APP?.store?.getState()['features/base/conference'].conference);
const openJoined = async (query = '') => {
  await open(query);
  await joined();
};
/** What matters of the page's state, as plain data. */
const look = () =>
  page.evaluate(() => {
    const state = window.APP?.store?.getState();
    const conference = state?.['features/base/conference'];
    const room = window.APP?.conference._room;
    return {
      // `null`, since what is undefined does not come out of the page.
      room: conference?.room ?? null,
      conference: conference?.conference !== undefined,
      sameConference: conference?.conference === room,
      joining: conference?.joining !== undefined,
      membersOnly: conference?.membersOnly !== undefined,
      passwordRequired: conference?.passwordRequired !== undefined,
      error: conference?.error?.name ?? null,
      hasRoom: room !== undefined,
      isJoined: room?.isJoined(),
      roomJid: room?.room?.roomjid,
      ownId: room?.myUserId(),
      localId: state?.['features/base/participants'].local.id,
      remote: [...(state?.['features/base/participants'].remote.values() ?? [])].map(
        (each) => each.name,
      ),
      names: room?.getParticipants().map((each) => each.getDisplayName()),
      errors: window.__sim.errors,
    };
  });
/** Records, from before the page's scripts, each event of each conference and the state then. */
const recordEvents = () =>
  page.evaluateOnNewDocument(() => {
    const log: string[] = [];
    Object.assign(window, { log });
    const seen = new WeakSet<object>();
    const watch = () => {
      const conference = window.APP?.conference._room;
      if (conference === undefined || seen.has(conference)) return;
      seen.add(conference);
      const names = Object.values(window.JitsiMeetJS.events.conference);
      for (const name of names) {
        conference.on(name, (...values: unknown[]) => {
          const left = conference.room === null ? ' (room is null)' : '';
          log.push(`${name} ${typeof values[0] === 'string' ? values[0] : ''}${left}`);
        });
      }
    };
    setInterval(watch, 1);
  });
const log = () => page.evaluate(() => (window as unknown as { log: string[] }).log);

describe('joining', () => {
  it('waits on the prejoin page until the button is pressed', async () => {
    await open('?prejoin=1&name=Hanna');
    await page.waitForFunction(() => window.APP?.store);
    expect(await look()).toMatchObject({
      room,
      conference: false,
      joining: false,
      hasRoom: false,
      localId: 'local',
    });
    expect(meeting.participants()).toEqual([]);
    await page.click('.premeeting-screen button');
    await joined();
    expect(meeting.participants()).toMatchObject([
      { name: 'Hanna', role: 'moderator', page: true },
    ]);
  });

  it('has APP before its store, and its store before the conference', async () => {
    // Each of the two is looked at in a page that stays there.
    await open('?storeDelay=1000000');
    expect(await page.evaluate(() => [typeof window.APP, typeof window.APP?.store])).toEqual([
      'object',
      'undefined',
    ]);
    await open('?joinDelay=1000000');
    await page.waitForFunction(
      () => window.APP?.store?.getState()['features/base/conference'].joining,
    );
    expect(await look()).toMatchObject({ hasRoom: true, isJoined: false, conference: false });
    await openJoined('?x=1');
    expect(await look()).toMatchObject({
      sameConference: true,
      isJoined: true,
      joining: false,
      roomJid: `${room.toLowerCase()}@conference.${APP_ID}.8x8.vc`,
      ownId: expect.stringMatching(/^[0-9a-f]{8}$/),
      errors: [],
    });
  });

  it('is told of the people present before it is told of its own join', async () => {
    meeting.joinMany(3);
    await recordEvents();
    await openJoined('?joinDelay=100');
    const order = (await log()).map((each) => each.split(' ')[0]);
    expect(order.filter((each) => each === 'conference.userJoined')).toHaveLength(3);
    expect(order.indexOf('conference.joined')).toBeGreaterThan(
      order.lastIndexOf('conference.userJoined'),
    );
  });

  it('takes its user from an unsigned token, and the token out of its address', async () => {
    const user = { id: 'auth0|ü', name: 'Ünal', email: 'u@n.al', moderator: 'true' };
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const jwt = `${part({ alg: 'none' })}.${part({ context: { user } })}.`;
    await openJoined(`?jwt=${jwt}`);
    expect(meeting.participants()).toMatchObject([
      { name: 'Ünal', role: 'moderator', token: jwt, user: { id: 'auth0|ü' } },
    ]);
    expect(page.url()).toBe(`https://8x8.vc/${APP_ID}/${room}`);
    const held = await page.evaluate(() => {
      const state = window.APP?.store?.getState();
      return [
        state?.['features/base/jwt'].jwt,
        state?.['features/base/connection'].locationURL?.search,
      ];
    });
    expect(held).toEqual([jwt, `?jwt=${jwt}`]);
    await page.reload();
    await joined();
    await eventually(() => expect(meeting.participants()).toMatchObject([{ name: 'Ünal' }]));
  });

  it('is kept out when its user id or token is banned', async () => {
    meeting.banned.userIds.add('banned-one');
    await open('?userId=banned-one');
    await page.waitForFunction(() =>
      document.querySelector('.overlay')?.textContent?.includes('not allowed'),
    );
    expect(meeting.participants()).toEqual([]);
  });

  it('waits in the lobby until somebody lets it in', async () => {
    meeting.lobby.enabled = true;
    await open('?role=participant&name=Waiting');
    await eventually(() => expect(meeting.lobby.waiting()).toMatchObject([{ name: 'Waiting' }]));
    await page.waitForFunction(
      () => window.APP?.store?.getState()['features/base/conference'].membersOnly,
    );
    expect(await look()).toMatchObject({ hasRoom: true, isJoined: false, conference: false });
    meeting.lobby.admit(meeting.lobby.waiting()[0]?.id ?? '');
    await joined();
    expect(await look()).toMatchObject({ membersOnly: false, sameConference: true });
  });

  it('asks for the password', async () => {
    meeting.password = 'secret';
    await open();
    await page.waitForSelector('input[type=password]', { visible: true });
    expect(await look()).toMatchObject({ passwordRequired: true, conference: false });
    await page.type('input[type=password]', 'secret');
    await page.keyboard.press('Enter');
    await joined();
    expect(await look()).toMatchObject({ passwordRequired: false });
  });
});

describe('following', () => {
  it('sees people join, leave, change and come back under a new id', async () => {
    await recordEvents();
    await openJoined();
    const sameMap = await page.evaluateHandle(
      () => window.APP?.store?.getState()['features/base/participants'].remote,
    );
    const ann = meeting.join({ name: 'Ann', userId: 'a' });
    await eventually(async () => expect(await look()).toMatchObject({ remote: ['Ann'] }));
    meeting.rename(ann, 'Anna');
    meeting.role(ann, 'moderator');
    await eventually(async () => expect(await look()).toMatchObject({ names: ['Anna'] }));
    const again = meeting.rejoin(ann);
    await eventually(async () =>
      expect((await log()).filter((one) => /user(?:Left|Joined)/.test(one)).slice(-2)).toEqual([
        `conference.userLeft ${ann}`,
        `conference.userJoined ${again}`,
      ]),
    );
    const same = await page.evaluate(
      (before) => before === window.APP?.store?.getState()['features/base/participants'].remote,
      sameMap,
    );
    expect(same).toBe(true);
    expect(await log()).toEqual(
      expect.arrayContaining([
        `conference.displayNameChanged ${ann}`,
        `conference.roleChanged ${ann}`,
      ]),
    );
  });

  it.each([
    ['getter', { getter: 'u1', field: 'u1', members: 'u1', store: 'u1' }],
    ['field', { field: 'u1', members: 'u1' }],
    ['members', { members: 'u1' }],
    ['store', { store: 'u1' }],
    ['none', {}],
  ])('has the user id where Jitsi of the age "%s" has it', async (mode, expected) => {
    meeting.join({ name: 'Ann', userId: 'u1' });
    await openJoined(`?identity=${mode}`);
    const found = await page.evaluate(() => {
      const conference = window.APP?.conference._room;
      const [ann] = conference?.getParticipants() ?? [];
      const getter = (ann as { getIdentity?: () => { user?: { id?: string } } }).getIdentity?.();
      const { remote } = window.APP?.store?.getState()['features/base/participants'] ?? {};
      return {
        getter: getter?.user?.id,
        field: ann?._identity?.user.id,
        members: conference?.room?.members[ann?.getJid() ?? '']?.identity?.user.id,
        store: remote?.get(ann?.getId() ?? '')?.userContext?.id,
      };
    });
    expect(JSON.parse(JSON.stringify(found))).toEqual(expected);
  });

  it('knows recorders, callers and bots', async () => {
    meeting.join({ name: 'Recorder', hidden: true });
    meeting.join({ name: '+4012', dialIn: true });
    meeting.join({ name: 'Bot', botType: 'poltergeist' });
    await openJoined('?shared=1');
    expect(await look()).toMatchObject({
      names: ['Recorder', '+4012', 'Bot'],
      remote: ['SharedVideo', 'Whiteboard', 'RemoteScreenShare', '+4012', 'Bot'],
    });
    const marks = await page.evaluate(() =>
      window.APP?.conference._room
        ?.getParticipants()
        .map((each) => [each.isHidden(), each.getProperty('features_jigasi'), each.getBotType()]),
    );
    expect(marks).toEqual([
      [true, null, null],
      [false, true, null],
      [false, null, 'poltergeist'],
    ]);
  });

  it('fires its store again and again while unmuted, and not while muted', async () => {
    await openJoined();
    const count = () => page.evaluate(() => window.__sim.storeCallbacks);
    const atLeast = (n: number) =>
      eventually(async () => expect(await count()).toBeGreaterThanOrEqual(n));
    await atLeast((await count()) + 5);
    await page.keyboard.press('m');
    await page.waitForFunction(() => window.__sim.audioMuted);
    // What the mute itself brings about may still come. Timers of one page end in the order in which they are
    // due, so two turns later a page that goes on has gone on.
    const afterTwoTurns = async () => {
      await page.evaluate(
        (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
        2 * AUDIO_LEVEL_EVERY_MS,
      );
      return count();
    };
    let muted = await count();
    await eventually(async () => {
      const before = muted;
      muted = await afterTwoTurns();
      expect(muted).toBe(before);
    });
    await page.keyboard.press('m');
    await atLeast(muted + 5);
  });

  it('lets an exception in a listener out, and loses what was to follow', async () => {
    await openJoined();
    const thrown: string[] = [];
    page.on('pageerror', (error) => thrown.push(String(error)));
    await page.evaluate(() => {
      window.APP?.conference._room?.on('conference.userJoined', () => {
        throw new Error('from a listener');
      });
    });
    meeting.join({ name: 'First' });
    meeting.join({ name: 'Lost' });
    await eventually(() => expect(thrown).toEqual([expect.stringContaining('from a listener')]));
    expect((await look()).errors).toHaveLength(1);
    expect(await look()).toMatchObject({ remote: ['First'] });
  });

  it('takes 500 people, each with an event of their own', async () => {
    await recordEvents();
    await openJoined();
    meeting.joinMany(500);
    await page.waitForFunction(
      () => window.APP?.store?.getState()['features/base/participants'].remote.size === 500,
    );
    const events = (await log()).filter((each) => each.startsWith('conference.userJoined'));
    expect(new Set(events).size).toBe(500);
    expect((await look()).errors).toEqual([]);
  });

  it('agrees with a second tab', async () => {
    await openJoined('?name=One');
    const other = await browser.newPage();
    await other.goto(`https://8x8.vc/${APP_ID}/${room}?name=Two`);
    await eventually(async () => expect(await look()).toMatchObject({ remote: ['Two'] }));
    await other.close();
    await eventually(async () => expect(await look()).toMatchObject({ remote: [] }));
  });

  it('goes into a breakout room and back, under new ids', async () => {
    const ann = meeting.join({ name: 'Ann' });
    await openJoined();
    const before = await look();
    const breakout = meeting.openBreakout();
    meeting.moveToBreakout(before.ownId ?? '', breakout);
    const jid = `${breakout}@breakout.${APP_ID}.8x8.vc`;
    await eventually(async () =>
      expect(await look()).toMatchObject({ roomJid: jid, sameConference: true, remote: [] }),
    );
    const there = await look();
    expect(there).toMatchObject({ room, conference: true });
    expect(there.ownId).not.toBe(before.ownId);
    const main = await page.evaluate(() => {
      const rooms = window.APP?.conference._room?.getBreakoutRooms();
      return [
        rooms?.isBreakoutRoom(),
        rooms?.getMainRoomJid(),
        String(window.APP?.conference.roomName),
      ];
    });
    expect(main).toEqual([true, meeting.fullName, breakout]);
    meeting.moveToBreakout(ann, breakout);
    await eventually(async () => expect(await look()).toMatchObject({ remote: ['Ann'] }));
    meeting.closeBreakout(breakout);
    await eventually(async () =>
      expect(await look()).toMatchObject({
        roomJid: meeting.fullName,
        sameConference: true,
        remote: ['Ann'],
        errors: [],
      }),
    );
  });

  it('remembers in 2026, and not before, whom it saw that is in another room now', async () => {
    const rooms = () =>
      page.evaluate(() => {
        const { rooms } = window.APP?.store?.getState()['features/breakout-rooms'] ?? {};
        return Object.values(rooms ?? {}).flatMap((each) => Object.entries(each.participants));
      });
    const side = meeting.openBreakout('Side');
    const ann = meeting.join({ name: 'Ann', userId: 'a', participantId: 'sip:ann@x/1' });
    const address = `${side}@breakout.${APP_ID}.8x8.vc/${ann}`;
    for (const [query, context] of [
      ['', { userContext: { id: 'a', name: 'Ann' } }],
      ['?identity=field', {}],
    ] as const) {
      meeting.moveToMain(ann, { keepId: true });
      await openJoined(query);
      await eventually(async () => expect(await look()).toMatchObject({ names: ['Ann'] }));
      meeting.moveToBreakout(ann, side, { keepId: true });
      await eventually(async () =>
        expect(Object.keys(Object.fromEntries(await rooms()))).toContain(address),
      );
      const listed = Object.fromEntries(await rooms())[address];
      expect(listed).toEqual({
        jid: expect.stringMatching(/@8x8\.vc\/web$/),
        role: 'participant',
        displayName: 'Ann',
        ...context,
      });
      await eventually(async () => expect(await look()).toMatchObject({ names: [], errors: [] }));
    }
  });

  it('is not told names that the room hides, but ids', async () => {
    meeting.hideDisplayName = 'GUEST';
    meeting.join({ name: 'Ann', userId: 'a' });
    const ids = () =>
      page.evaluate(() => {
        const people = window.APP?.conference._room?.getParticipants() ?? [];
        return people.map((each) => [each.getDisplayName() ?? null, each._identity?.user]);
      });
    await openJoined('?role=participant&name=Guest');
    expect(await ids()).toEqual([[null, { id: 'a' }]]);
    expect(await page.evaluate(() => document.body.innerText)).toContain('Fellow Jitster');
    await openJoined('?role=moderator&name=Host');
    await eventually(async () => expect(await ids()).toEqual([['Ann', { id: 'a', name: 'Ann' }]]));
  });

  it('goes by another name than its token’s', async () => {
    await openJoined('?name=Weber&tokenName=Mallory&userId=m');
    expect(meeting.participants()).toMatchObject([{ name: 'Weber', user: { name: 'Mallory' } }]);
    const own = await page.evaluate(() => {
      const state = window.APP?.store?.getState();
      return [state?.['features/base/jwt'].user, state?.['features/base/participants'].local.name];
    });
    expect(own).toMatchObject([{ id: 'm', name: 'Mallory' }, 'Weber']);
  });

  it('is told as a moderator who knocks', async () => {
    await openJoined();
    const id = meeting.lobby.knock({ name: 'Kim', userId: 'k' });
    const knocking = () =>
      page.evaluate(() => {
        const members = window.APP?.conference._room?.room?.getLobby().lobbyRoom.members;
        return [
          window.APP?.store?.getState()['features/lobby'].knockingParticipants,
          Object.values(members ?? {}).map((each) => each.identity?.user.id),
        ];
      });
    await eventually(async () => expect(await knocking()).toEqual([[{ id, name: 'Kim' }], ['k']]));
    meeting.lobby.deny(id);
    await eventually(async () => expect(await knocking()).toEqual([[], []]));
  });
});

describe('leaving', () => {
  it('has no room first, then "loses" everybody, then has left', async () => {
    meeting.joinMany(3);
    await recordEvents();
    await openJoined('?close=stay');
    const before = (await log()).length;
    await page.click('[aria-label="Leave the meeting"]');
    await page.waitForFunction(() => window.APP?.conference._room === undefined);
    const order = (await log()).slice(before).map((each) => each.replace(/ [0-9a-f]{8}/, ''));
    const left = 'conference.userLeft (room is null)';
    expect(order).toEqual([left, left, left, 'conference.left  (room is null)']);
    expect(await look()).toMatchObject({ room, conference: false, remote: [], localId: 'local' });
    await eventually(() => expect(meeting.participants()).toHaveLength(3));
  });

  it('goes to the start page after hanging up', async () => {
    await openJoined();
    await page.click('[aria-label="Leave the meeting"]');
    await page.waitForFunction(() => location.pathname === '/');
    await page.waitForFunction(() => window.APP?.store);
    expect(await look()).toMatchObject({ room: null, hasRoom: false });
  });

  it('leaves when kicked, and others see it go', async () => {
    await recordEvents();
    await openJoined('?close=stay');
    meeting.kick((await look()).ownId ?? '');
    // Until the host closes the dialog that says so.
    await page.waitForFunction(() => {
      const { conference, connection } = {
        conference: window.APP?.store?.getState()['features/base/conference'],
        connection: window.APP?.store?.getState()['features/base/connection'].connection,
      };
      const room = window.APP?.conference._room;
      const isLeaving = room !== undefined && conference?.leaving === room;
      return isLeaving && room.room === null && !conference.conference && !connection;
    });
    expect((await log()).map((each) => each.trim())).toContain('conference.kicked');
    expect((await page.evaluate(() => window.__sim)).opened).toEqual(['kicked']);
    expect(meeting.participants()).toEqual([]);
  });

  it('leaves when the meeting is destroyed', async () => {
    meeting.joinMany(2);
    await recordEvents();
    await openJoined('?close=stay');
    meeting.destroy();
    await page.waitForFunction(() => window.APP?.conference._room === undefined);
    expect(await log()).toContain('conference.failed conference.destroyed');
    expect(await look()).toMatchObject({ conference: false, error: 'conference.destroyed' });
  });

  it('keeps its room object when the network is lost, and joins again under a new id', async () => {
    meeting.joinMany(2);
    await openJoined();
    const before = await look();
    meeting.pages.setPhase('network-lost');
    await eventually(async () =>
      expect(await look()).toMatchObject({
        conference: false,
        hasRoom: true,
        remote: [],
        error: 'connection.droppedError',
      }),
    );
    await eventually(() => expect(meeting.participants()).toHaveLength(2));
    meeting.pages.setPhase('network-back');
    await joined();
    const after = await look();
    expect(after).toMatchObject({ sameConference: true, error: null });
    expect(after.remote).toHaveLength(2);
    expect(after.ownId).not.toBe(before.ownId);
  });

  it('loads itself anew when the network is back, as the app of 2026 does', async () => {
    await openJoined('?name=Host');
    meeting.pages.setPhase('network-lost');
    await eventually(async () => expect(await look()).toMatchObject({ conference: false }));
    const anew = page.waitForNavigation();
    meeting.pages.setPhase('reload');
    await anew;
    await joined();
    expect(await look()).toMatchObject({ sameConference: true, error: null });
    await eventually(() => expect(meeting.participants()).toMatchObject([{ name: 'Host' }]));
  });

  it('becomes a visitor and is promoted again', async () => {
    meeting.joinMany(1);
    await openJoined();
    meeting.pages.setPhase('visitor');
    await eventually(async () => expect((await look()).roomJid).toMatch(/@conference\..*v1\.meet/));
    await joined();
    await eventually(() => expect(meeting.visitors).toBe(1));
    await eventually(() => expect(meeting.participants()).toHaveLength(1));
    meeting.pages.setPhase('promote');
    await eventually(async () =>
      expect(await look()).toMatchObject({ roomJid: meeting.fullName, sameConference: true }),
    );
    expect(meeting.visitors).toBe(0);
  });
});

describe('looking like Jitsi', () => {
  it('has toolbar, pane and chat where Jitsi has them at 1280×720', async () => {
    meeting.joinMany(5);
    await openJoined();
    const box = (selector: string) =>
      page.$eval(selector, (element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return [left, top, right, bottom].map(Math.round);
      });
    const isAt = (selector: string, wanted: readonly number[]) =>
      eventually(async () => expect(await box(selector)).toEqual(wanted));
    await isAt('.toolbox-content', [358, 614, 922, 674]);
    await page.keyboard.press('p');
    await isAt('.toolbox-content', [201, 614, 765, 674]);
    await isAt('.participants_pane', [965, 0, 1280, 720]);
    await page.keyboard.press('c');
    await isAt('.chat', [0, 0, 315, 720]);
    await isAt('#videoconference_page', [315, 0, 965, 720]);
  });

  it.each([
    [1280, 720, [0, 0, 396, 720]],
    [390, 844, [0, 562, 390, 844]],
  ])(
    'has the form before the meeting, with its toolbar in it, at %i×%i',
    async (width, height, wanted) => {
      await page.setViewport({ width, height });
      await open('?prejoin=1');
      const form = await page.waitForSelector('.premeeting-screen > div');
      await eventually(async () => {
        const box = await form?.evaluate((element) => {
          const { left, top, right, bottom } = element.getBoundingClientRect();
          return [left, top, right, bottom].map(Math.round);
        });
        expect(box).toEqual(wanted);
      });
      const toolbars = () =>
        page.$$eval('#new-toolbox', (all) =>
          all.map((each) => each.closest('form, div:not([class])') !== null),
        );
      expect(await toolbars()).toEqual([true]);
      await page.click('.premeeting-screen button');
      await page.waitForSelector('#videoconference_page > #new-toolbox');
      expect(await toolbars()).toHaveLength(1);
    },
  );

  it.each([
    [1280, 720, [965, 0, 1280, 720], '0'],
    [390, 844, [0, 0, 390, 844], '301'],
  ])('has the custom panel at %i×%i', async (width, height, wanted, layer) => {
    await page.setViewport({ width, height });
    await openJoined('?custom=1');
    const panel = await page.waitForSelector('#custom-panel', { visible: true });
    const found = await panel?.evaluate((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return [[left, top, right, bottom].map(Math.round), getComputedStyle(element).zIndex];
    });
    expect(found).toEqual([wanted, layer]);
  });

  it('has shortcuts, except where the document sees a field in focus', async () => {
    await openJoined();
    await page.keyboard.press('m');
    await page.keyboard.press('c');
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await page.keyboard.type('mvp');
    const used = await page.evaluate(() => window.__sim);
    expect(used).toMatchObject({ shortcuts: ['m', 'c'], audioMuted: true, videoMuted: false });
    await page.keyboard.press('Escape');
    await page.keyboard.down('Space');
    expect(await page.evaluate(() => window.__sim)).toMatchObject({
      audioMuted: false,
      pushToTalk: true,
    });
    await page.keyboard.up('Space');
    expect((await page.evaluate(() => window.__sim)).audioMuted).toBe(true);
  });

  it('keeps its shortcuts after a click on the toolbar, and mutes whenever Space is let go', async () => {
    await openJoined();
    await page.click('[aria-label="Tile view"]');
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('body');
    await page.evaluate(() =>
      document.body.dispatchEvent(new KeyboardEvent('keyup', { key: ' ', bubbles: true })),
    );
    expect((await page.evaluate(() => window.__sim)).audioMuted).toBe(true);
    await page.evaluate(() => {
      const own = document.body.appendChild(document.createElement('div'));
      own.setAttribute('role', 'switch');
      own.tabIndex = 0;
      own.focus();
    });
    await page.keyboard.press('m');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('body');
    await page.keyboard.press('m');
    expect(await page.evaluate(() => window.__sim)).toMatchObject({
      shortcuts: ['m'],
      audioMuted: false,
    });
  });

  it('takes what is typed in a closed shadow root for shortcuts', async () => {
    await openJoined();
    await page.evaluate(() => {
      const host = document.body.appendChild(document.createElement('div'));
      const input = document.createElement('input');
      host.attachShadow({ mode: 'closed' }).append(input);
      input.focus();
    });
    await page.keyboard.press('m');
    expect((await page.evaluate(() => window.__sim)).shortcuts).toEqual(['m']);
  });
});

describe('other pages', () => {
  it.each(['', '&sandbox=allow-scripts', '&sandbox=allow-scripts%20allow-same-origin'])(
    'a meeting joins inside another site%s',
    async (sandbox) => {
      const src = `/${APP_ID}/${room}?name=Framed`;
      await page.goto(
        `https://host.example/embed-test.html?src=${encodeURIComponent(src)}${sandbox}`,
      );
      await eventually(() => expect(meeting.participants()).toMatchObject([{ name: 'Framed' }]));
    },
  );

  it('a request whose connection breaks is not repeated by the browser', async () => {
    await page.goto('https://host.example/embed-test.html');
    const address = `https://api-vo.jitsi.net/jaccess/v1/access-management/${APP_ID}/ban/user/x`;
    const send = () =>
      page.evaluate(
        (url) =>
          fetch(url, { method: 'POST', mode: 'no-cors' }).then(
            () => 'answered',
            () => 'failed',
          ),
        address,
      );
    expect(await send()).toBe('answered');
    sim.fault({ drop: 'after-read', times: 5 });
    expect(await send()).toBe('failed');
    expect(sim.requests.map((each) => each.status)).toEqual([401, 'dropped']);
    sim.setClassicReachable(false);
    expect(await send()).toBe('failed');
    expect(sim.requests).toHaveLength(2);
    expect(sim.refusedConnections.get('api-vo.jitsi.net')).toBeGreaterThan(0);
    sim.setClassicReachable(true);
    sim.clearRecords();
  });

  it('works under a strict content security policy', async () => {
    await openJoined('?csp=strict');
    expect((await look()).errors).toEqual([]);
  });

  it.each([
    ['APP', () => window.APP === undefined],
    ['store', () => window.APP?.store === undefined],
    ['getParticipants', () => window.APP?.conference._room?.getParticipants === undefined],
    ['members', () => window.APP?.conference._room?.room?.members === undefined],
    ['_room', () => window.APP?.conference._room === undefined],
  ])('can be without %s', async (name, missing) => {
    await open(`?omit=${name}`);
    await eventually(() => expect(meeting.participants()).toHaveLength(1));
    // Whoever comes now is told to a page that has joined.
    meeting.join({ name: 'Late Lu' });
    await page.waitForFunction(() => document.body.innerText.includes('Late Lu'));
    expect(await page.evaluate(missing)).toBe(true);
    expect((await page.evaluate(() => window.__sim)).errors).toEqual([]);
  });
});
