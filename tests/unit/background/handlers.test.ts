// @vitest-environment node
import { panelOrder, panelPlace } from '~/utils/storage/settings';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createRequests } from '~/utils/actions/requests';
import { createScheduledEnds } from '~/utils/actions/scheduled-end';
import { planSteps } from '~/utils/actions/steps';
import { openBannedHere } from '~/utils/background/banned-present';
import { openDismissed } from '~/utils/background/dismissed';
import { createHandlers } from '~/utils/background/handlers';
import { openLeaves } from '~/utils/background/leaves';
import { openMeetings } from '~/utils/background/meetings';
import { openUnacknowledged } from '~/utils/background/scheduled-ends';
import { createTokenSource } from '~/utils/background/token-source';
import { openMarks } from '~/utils/bans/marks';
import { phoneNumberSchema, rawRoomSchema } from '~/utils/borders/schemas';
import { outcomeOf } from '~/utils/jaas/outcome';
import type { Frame, Step } from '~/utils/journal/action';
import { STILL_AFTER_MS } from '~/utils/journal/evidence';
import { openJournal } from '~/utils/journal/journal';
import type { PopupState } from '~/utils/messages/protocol';
import type { PanelSender, Sender } from '~/utils/messages/router';
import { createRouter } from '~/utils/messages/router';

import { APP_ID, FRAME, ID, KEY_ID, look, ROOM, staged, target } from '../actions/samples';
import { mark, OTHER_APP } from '../bans/samples';
import { until } from '../until';

const panel: PanelSender = {
  role: 'panel',
  frame: FRAME,
  windowId: 3,
  meeting: { appId: APP_ID, room: ROOM },
};
const page: Sender = { role: 'page' };

function setUp() {
  const journal = openJournal();
  const meetings = openMeetings();
  const seen = {
    shown: [] as (number | null)[],
    asked: null as string | null,
    run: [] as [string, string | null][],
    stopped: [] as string[],
    tidied: [] as (Frame | null)[],
    followed: [] as string[],
    opened: [] as Frame[],
    expected: [] as string[],
    letOpen: [] as string[],
    roomChanges: 0,
    toldOfBans: [] as Frame[],
  };
  const world = {
    now: 1_000_000,
    open: true as boolean | Promise<boolean>,
    /** What is to run later than at once. */
    timers: [] as (() => void)[],
  };
  const requests = createRequests({
    journal,
    now: () => world.now,
    newId: () => crypto.randomUUID(),
    keyFor: async () => ({ state: 'ready', keyId: KEY_ID }),
    look: async () => look(),
  });
  const handlers = createHandlers({
    requests,
    journal,
    marks: openMarks(),
    meetings,
    tellBans: (frame) => void seen.toldOfBans.push(frame),
    now: () => world.now,
    keyState: async () => ({ state: 'ready', label: 'Forum' }),
    keys: async () => [{ appId: APP_ID, label: 'Forum', state: 'ready' }],
    tokens: createTokenSource({
      services: async () => [],
      webAuth: { redirectUri: () => '', run: async () => ({ ok: false, why: 'no-permission' }) },
      now: () => world.now,
      elapsed: () => world.now,
    }),
    keepAwake: (task) => task(),
    showRequest: async () => undefined,
    tellEverybody: async () => undefined,
    goAhead: async () => undefined,
    changed: () => undefined,
    roomChanged: () => {
      seen.roomChanges += 1;
    },
    tidy: (frame) => void seen.tidied.push(frame),
    showConfirmation: ({ windowId }, request) => {
      seen.shown.push(windowId);
      seen.asked = request;
    },
    askedRequest: async () => seen.asked,
    report: () => undefined,
    later: (run, ms) => (ms === 0 ? queueMicrotask(run) : void world.timers.push(run)),
    isQuiet: async () => false,
    isWithheld: async () => false,
    place: panelPlace(fakeBrowser.storage.local),
    order: panelOrder(fakeBrowser.storage.local),
    openOptions: async () => undefined,
    ownUserIds: async () => ['auth0|host'],
    jobs: {
      run: (request, token) => void seen.run.push([request, token]),
      depart: ([confirmed]) => void seen.run.push([confirmed?.request ?? '', null]),
      stop: async (request) => void seen.stopped.push(request),
      isRunning: () => false,
    },
    lookAt: async () => ((await world.open) ? look() : 'absent'),
    openPanel: async (frame) => {
      seen.opened.push(frame);
      return true;
    },
    dismissed: openDismissed(fakeBrowser.storage.local),
    ends: {
      scheduledEnds: createScheduledEnds({
        journal,
        now: () => world.now,
        keyFor: async () => ({ state: 'ready', keyId: KEY_ID }),
        look: async () => look(),
      }),
      unacknowledged: openUnacknowledged(fakeBrowser.storage.local, async () => true),
      locksAt: async () => null,
      changed: () => undefined,
      follow: (action) => void seen.followed.push(action.id),
    },
    closures: {
      runDue: async () => undefined,
      follow: async () => undefined,
      of: async () => null,
      all: async () => [],
      expect: async (id) => void seen.expected.push(id),
      stop: async (id) => void seen.letOpen.push(id),
      stopOf: async ({ room }) => void seen.letOpen.push(room ?? ''),
      goOn: async () => undefined,
    },
    bans: {
      bannedHere: openBannedHere(() => world.now),
      questions: { admits: async () => true },
      leaves: openLeaves(() => world.now),
      mayNotify: async () => false,
      notify: async () => undefined,
    },
  });
  const route = createRouter(handlers, (error) => {
    throw error;
  });
  const send = async (type: string, payload: unknown, sender: Sender): Promise<unknown> => {
    const reply = await route({ type, payload }, sender);
    return reply.ok ? reply.value : reply;
  };
  return { journal, seen, world, send };
}

const END = { kind: 'end-meeting', frame: FRAME, meeting: { appId: APP_ID, room: ROOM } };
const report = { phase: 'joined', count: 3, joinedAt: 900_000 };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('a click in the panel', () => {
  it('opens Gavel’s own window and sends nothing', async () => {
    const { send, seen } = setUp();
    expect(await send('panel.ask', { kind: 'ban', targets: [target()] }, panel)).toMatchObject({
      ok: true,
    });
    expect(seen).toMatchObject({ shown: [3], run: [] });
  });

  it('has what nobody confirmed before it looked through, and one that is refused has not', async () => {
    const { send, seen } = setUp();
    await send('panel.ask', { kind: 'remove', targets: [target({ participantId: null })] }, panel);
    expect(seen.tidied).toEqual([]);
    await send('panel.ask', { kind: 'end-meeting' }, panel);
    expect(seen.tidied).toEqual([FRAME]);
  });

  it('is about the meeting of its own address, whatever the panel says', async () => {
    const { send, journal } = setUp();
    const lie = {
      kind: 'ban',
      targets: [target()],
      meeting: { appId: 'vpaas-magic-cookie-0', room: 'x' },
    };
    await send('panel.ask', lie, panel);
    expect((await journal.newest(1))[0]?.meeting).toEqual({ appId: APP_ID, room: ROOM });
  });

  it('that is refused opens nothing', async () => {
    const { send, seen } = setUp();
    const nobody = target({ userId: null });
    expect(await send('panel.ask', { kind: 'ban', targets: [nobody] }, panel)).toEqual({
      ok: false,
      code: 'no-user-id',
    });
    expect(seen.shown).toEqual([]);
  });

  it('can be shown again while it waits, and not afterwards', async () => {
    const { send, seen, world } = setUp();
    await send('panel.ask', { kind: 'end-meeting' }, panel);
    await send('panel.show-request', {}, panel);
    expect(seen.shown).toHaveLength(2);
    world.now += 60_000;
    await send('panel.show-request', {}, panel);
    expect(seen.shown).toHaveLength(2);
  });
});

describe('a panel', () => {
  it('sees the actions of its own meeting and no other', async () => {
    const { send, journal } = setUp();
    await journal.add(staged());
    await journal.add(staged({ id: crypto.randomUUID(), frame: { tabId: 8, frameId: 0 } }));
    await journal.add(staged({ id: crypto.randomUUID(), frame: null }));
    const state = await send('panel.report', report, panel);
    expect(state).toMatchObject({ key: { state: 'ready' }, actions: [{ id: ID }] });
  });

  it('finds its card where the host left it, in the next meeting too', async () => {
    const { send } = setUp();
    expect(await send('panel.place', { place: null }, panel)).toEqual({ place: null });
    const place = { left: 40, top: 90, open: true };
    await send('panel.place', { place }, panel);
    const elsewhere: Sender = { ...panel, frame: { tabId: 8, frameId: 0 } };
    expect(await send('panel.place', { place: null }, elsewhere)).toEqual({ place });
  });

  it('that saw the removed person leave has it written down, once', async () => {
    const { send, journal, world } = setUp();
    const steps = planSteps('ban', target(), true).map((step) => ({
      ...step,
      state: 'accepted' as const,
    }));
    await journal.add(staged({ state: 'done', steps }));
    await send('panel.saw-leave', { participantId: 'somebody' }, panel);
    expect((await journal.get(ID))?.leftAt).toBeNull();
    await send('panel.saw-leave', { participantId: '1bcd2345' }, panel);
    world.now += 5000;
    await send('panel.saw-leave', { participantId: '1bcd2345' }, panel);
    expect((await journal.get(ID))?.leftAt).toBe(1_000_000);
  });

  it('F8, F9: that still shows what JaaS does not know has it written down, once and not too early', async () => {
    const { send, journal, world, seen } = setUp();
    const outcome = { result: 'unknown', base: 'current', sent: true, status: 404 } as const;
    const end: Step = {
      ...{ operation: 'end-meeting', state: 'unknown', startedAt: 0, endedAt: world.now },
      outcome: { ...outcome, code: 'no-such-meeting' },
    };
    await journal.add(staged({ kind: 'end-meeting', target: null, state: 'done', steps: [end] }));
    await send('panel.saw-still', { id: ID }, panel);
    expect(await journal.get(ID)).not.toHaveProperty('stillAt');
    world.now += STILL_AFTER_MS;
    const other: Sender = { ...panel, frame: { tabId: 9, frameId: 0 } };
    await send('panel.saw-still', { id: ID }, other);
    expect(await journal.get(ID)).not.toHaveProperty('stillAt');
    await send('panel.saw-still', { id: ID }, panel);
    world.now += 5000;
    await send('panel.saw-still', { id: ID }, panel);
    expect((await journal.get(ID))?.stillAt).toBe(1_000_000 + STILL_AFTER_MS);
    expect(seen.followed).toEqual([ID]);
  });

  it('of another frame cannot say who left here', async () => {
    const { send, journal } = setUp();
    const steps = planSteps('remove', target(), true).map((step) => ({
      ...step,
      state: 'accepted' as const,
    }));
    await journal.add(staged({ kind: 'remove', state: 'done', steps }));
    const other: Sender = { ...panel, frame: { tabId: 9, frameId: 0 } };
    await send('panel.saw-leave', { participantId: '1bcd2345' }, other);
    expect((await journal.get(ID))?.leftAt).toBeNull();
  });
});

describe('the window that a question stands in', () => {
  it('hears when the meeting shows something else: who is here, in other rooms, and in which room the host is', async () => {
    const { send, seen } = setUp();
    const say = (more: object) => send('panel.report', { ...report, ...more }, panel);
    await say({});
    await say({});
    expect(seen.roomChanges).toBe(0);
    await say({ count: 4 });
    await say({ count: 4, elsewhere: 2 });
    await say({ count: 4, elsewhere: 2, breakout: true });
    await say({ count: 4, elsewhere: 2, breakout: true });
    expect(seen.roomChanges).toBe(3);
  });
});

describe('a page that comes after another one in the same frame', () => {
  const of = (documentId: string): PanelSender => ({ ...panel, frame: { ...FRAME, documentId } });

  it('has what the one before asked for taken back', async () => {
    const { send } = setUp();
    await send('panel.report', report, of('first'));
    await send('panel.ask', { kind: 'end-meeting' }, of('first'));
    await send('panel.report', { ...report, count: 4 }, of('first'));
    expect(await send('popup.state', { tabId: 7 }, page)).toMatchObject({
      waiting: [{ kind: 'end-meeting' }],
    });
    await send('panel.report', report, of('second'));
    expect(await send('popup.state', { tabId: 7 }, page)).toMatchObject({ waiting: [] });
  });
});

describe('what is asked for once more', () => {
  const of = (documentId: string): PanelSender => ({ ...panel, frame: { ...FRAME, documentId } });
  const ended = { state: 'done', frame: { ...FRAME, documentId: 'first' } } as const;

  it.each([
    ['is asked for in the page that is there now', of('second'), 'second'],
    ['is asked for without a page where another meeting stands there', null, undefined],
  ])('%s', async (_, now, documentId) => {
    const { send, journal } = setUp();
    const call = { kind: 'call', phone: phoneNumberSchema.parse('+40747777777') } as const;
    await journal.add(staged(ended));
    await journal.add(staged({ ...ended, ...call, id: crypto.randomUUID(), target: null }));
    const room = rawRoomSchema.parse('another-room');
    await send('panel.report', report, now ?? { ...of('third'), meeting: { appId: APP_ID, room } });
    const calls = (await journal.inState('done')).filter(({ kind }) => kind === 'call');
    const again = [
      await send('request.repeat', { id: ID, base: null }, page),
      await send('request.stage', { kind: 'hang-up', id: calls[0]?.id }, page),
    ] as { id: string }[];
    for (const { id } of again) {
      const frame = (await journal.get(id))?.frame ?? null;
      expect(frame).toEqual(documentId === undefined ? null : { ...FRAME, documentId });
    }
  });
});

describe('the popup', () => {
  it('does not wait for pages that do not answer', async () => {
    const { send, world } = setUp();
    await send('panel.report', report, panel);
    world.open = new Promise(() => undefined);
    expect(await send('popup.state', { tabId: 7 }, page)).toMatchObject({
      meetings: [{ frame: FRAME }],
    });
  });

  it('is told what brought it up', async () => {
    const { send } = setUp();
    const answer = await send('panel.ask', { kind: 'ban', targets: [target()] }, panel);
    expect(await send('popup.state', { tabId: 7 }, page)).toMatchObject({
      asked: (answer as { id: string }).id,
    });
  });

  it('lists the meeting of its tab first, and what waits', async () => {
    const { send } = setUp();
    const elsewhere: Sender = { ...panel, frame: { tabId: 8, frameId: 0 } };
    await send('panel.report', report, elsewhere);
    await send('panel.report', report, panel);
    await send('panel.ask', { kind: 'end-meeting' }, panel);
    expect(await send('popup.state', { tabId: 7 }, page)).toMatchObject({
      meetings: [{ frame: FRAME, title: 'weekly-forum', count: 3 }, { frame: { tabId: 8 } }],
      inThisTab: 1,
      waiting: [{ kind: 'end-meeting', state: 'pending' }],
    });
  });

  it('forgets a meeting whose page has gone', async () => {
    const { send, world } = setUp();
    await send('panel.report', report, panel);
    await send('panel.ask', { kind: 'ban', targets: [target()] }, panel);
    world.open = false;
    const state = () => send('popup.state', { tabId: 7 }, page);
    await until(async () => ((await state()) as PopupState).meetings.length === 0);
    // What it asked for went with it.
    expect(await state()).toMatchObject({ waiting: [], recent: [] });
    world.open = true;
    expect(await send('popup.state', { tabId: 7 }, page)).toMatchObject({ meetings: [] });
  });

  it('forgets a meeting whose page went right after it was looked for', async () => {
    const { send, world } = setUp();
    await send('panel.report', report, panel);
    const meetingsNow = async () =>
      ((await send('popup.state', { tabId: 7 }, page)) as PopupState).meetings.length;
    expect(await meetingsNow()).toBe(1);
    const rests = await until(() => world.timers.shift());
    world.open = false;
    expect(await meetingsNow(), 'not looked for again yet').toBe(1);
    rests();
    await until(async () => (await meetingsNow()) === 0);
  });

  it('ends the meeting of a tab only after its own confirmation', async () => {
    const { send, seen } = setUp();
    await send('panel.report', report, panel);
    const answer = await send('request.stage', END, page);
    expect(seen.run).toEqual([]);
    const { id } = answer as { id: string };
    const seenNow = [{ id, kind: 'end-meeting', participantId: null, userId: null, name: null }];
    await send('request.confirm', { id, alsoRemove: false, note: '', seen: seenNow }, page);
    expect(seen.run).toEqual([[id, null]]);
  });

  it('ends no other meeting than the one its card showed', async () => {
    const { send, journal } = setUp();
    const room = rawRoomSchema.parse('another-room');
    await send('panel.report', report, { ...panel, meeting: { appId: APP_ID, room } });
    expect(await send('request.stage', END, page)).toEqual({ ok: false, code: 'not-in-meeting' });
    expect(await journal.newest(5)).toEqual([]);
  });

  it('says so when the meeting to end is no longer open', async () => {
    const { send } = setUp();
    expect(await send('request.stage', END, page)).toEqual({
      ok: false,
      code: 'not-in-meeting',
    });
  });

  it.each(['.', '..', ' ', '', '\ud800'])('stages no ban of the user id %j', async (userId) => {
    const { send, journal } = setUp();
    const answer = await send('request.stage', { kind: 'ban', appId: APP_ID, userId }, page);
    expect(answer).toMatchObject({ ok: false });
    expect(await journal.newest(5)).toEqual([]);
  });

  it('bans a user id that a meeting page claims to be the host’s own, and warns of it', async () => {
    const { send, seen, journal } = setUp();
    const claimed = { appId: APP_ID, userId: ' auth0|host' };
    expect(await send('user-id.is-own', claimed, page)).toEqual({ own: true });
    const { id } = (await send('request.stage', { kind: 'ban', ...claimed }, page)) as {
      id: string;
    };
    const kind = 'ban';
    const shown = [{ id, kind, participantId: null, userId: claimed.userId, name: null }];
    const yes = { id, alsoRemove: false, note: '', seen: shown };
    expect(await send('request.confirm', yes, page)).toMatchObject({ ok: true });
    expect(seen.run).toEqual([[id, null]]);
    expect(await journal.get(id)).toMatchObject({ state: 'confirmed', frame: null });
  });

  it('passes a token on to be banned and writes no part of it down', async () => {
    const { send, seen, journal } = setUp();
    const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';
    const facts = { userId: 'u', userName: 'Trudy', room: '*', expiresAt: null };
    const ban = { id: ID, appId: APP_ID, token, facts, note: '', base: null };
    expect(await send('token.ban', ban, page)).toMatchObject({ ok: true });
    await send('token.ban', ban, page);
    expect(seen.run).toEqual([[ID, token]]);
    expect(JSON.stringify(await journal.newest(5))).not.toContain('c2lnbmF0dXJl');
  });
});

describe('who is in a meeting, for the popup', () => {
  const meeting = { appId: APP_ID, room: ROOM };
  const report = { phase: 'joined', count: 2, joinedAt: 1 };

  it('is what its page says, and nothing is staged by that', async () => {
    const { send, journal } = setUp();
    await send('panel.report', report, panel);
    const answer = await send('meeting.people', { frame: FRAME, meeting }, page);
    expect(answer).toEqual({ ok: true, me: look().me, people: look().participants });
    expect(await journal.lines(10)).toEqual([]);
  });

  it('is not told of a page that is gone, or that shows another meeting by now', async () => {
    const { send, world } = setUp();
    expect(await send('meeting.people', { frame: FRAME, meeting }, page)).toMatchObject({
      why: 'gone',
    });
    await send('panel.report', report, panel);
    const other = { ...meeting, room: rawRoomSchema.parse('another') };
    expect(await send('meeting.people', { frame: FRAME, meeting: other }, page)).toMatchObject({
      why: 'gone',
    });
    world.open = false;
    expect(await send('meeting.people', { frame: FRAME, meeting }, page)).toMatchObject({
      why: 'gone',
    });
  });

  it('is asked about like what the panel asks: it waits for the confirmation', async () => {
    const { send, seen } = setUp();
    await send('panel.report', report, panel);
    const asked = { kind: 'ban', targets: [target()] };
    const staged = await send(
      'request.stage',
      { kind: 'people', frame: FRAME, meeting, asked },
      page,
    );
    expect(staged).toMatchObject({ ok: true });
    // The same from the panel is the one that waits already.
    expect(await send('panel.ask', asked, panel)).toEqual(staged);
    expect(seen.run).toEqual([]);
  });

  it('is asked about only in the meeting that the host saw', async () => {
    const { send } = setUp();
    const asked = { kind: 'remove', targets: [target()] };
    expect(
      await send('request.stage', { kind: 'people', frame: FRAME, meeting, asked }, page),
    ).toEqual({ ok: false, code: 'not-in-meeting' });
  });

  it('can be seen in the panel: its card is opened in the meeting’s own frame', async () => {
    const { send, seen } = setUp();
    const open = () => send('meeting.open-panel', { frame: FRAME, meeting }, page);
    expect(await open()).toEqual({ opened: false });
    await send('panel.report', report, panel);
    expect(await open()).toEqual({ opened: true });
    expect(seen.opened).toEqual([FRAME]);
  });
});

const OTHER_ID = 'f2f4d7a1-90b3-4a9e-8d53-70a2c5c74444';

describe('what the host has put away', () => {
  it('is not listed any more, and stays in the journal', async () => {
    const { send, journal } = setUp();
    await journal.add(staged({ state: 'done', confirmedAt: 1, endedAt: 2 }));
    const recent = async () =>
      ((await send('popup.state', { tabId: null }, page)) as PopupState).recent;
    expect(await recent()).toHaveLength(1);
    await send('request.dismiss', { id: ID }, page);
    expect(await recent()).toEqual([]);
    expect(await journal.get(ID)).not.toBeNull();
  });

  it('does not bring “Hang up” back to a call that is over', async () => {
    const { send, journal } = setUp();
    const phone = phoneNumberSchema.parse('+40747777777');
    const done = (kind: 'call' | 'hang-up', id: string, status: number, at: number) => {
      const steps = planSteps(kind, null, false).map((step): Step => {
        const outcome = outcomeOf(step.operation, 'current', { answer: { status } });
        return { ...step, state: outcome.result, outcome, startedAt: at, endedAt: at };
      });
      const over = { state: 'done', confirmedAt: at, endedAt: at, target: null, phone } as const;
      return journal.add(staged({ id, request: id, kind, steps, ...over }, at));
    };
    const state = async () => (await send('popup.state', { tabId: null }, page)) as PopupState;
    await done('call', ID, 200, 1);
    expect((await state()).calls).toEqual([ID]);
    await done('hang-up', OTHER_ID, 404, 2);
    expect((await state()).calls).toEqual([]);
    await send('request.dismiss', { id: OTHER_ID }, page);
    expect((await state()).recent.map(({ id }) => id)).toEqual([ID]);
    expect((await state()).calls).toEqual([]);
  });
});

describe('marks of imported lists', () => {
  it('that have changed are told to the panels of their AppIDs, and to no others', async () => {
    const { send, seen } = setUp();
    const meeting = { appId: OTHER_APP, room: ROOM };
    await send('panel.report', report, panel);
    await send('panel.report', report, { ...panel, frame: { tabId: 9, frameId: 0 }, meeting });
    await send('marks.changed', { appIds: [APP_ID] }, page);
    expect(seen.toldOfBans).toEqual([FRAME]);
    await send('marks.changed', { appIds: [] }, page);
    expect(seen.toldOfBans).toEqual([FRAME]);
  });

  it('are told to Gavel’s own pages by user id, and to no panel that asks as they do', async () => {
    const { send } = setUp();
    await openMarks().add([mark()]);
    const asked = { appId: APP_ID, userIds: ['google-oauth2|1140', 'x'] };
    expect(await send('marks.of', asked, page)).toEqual({
      marks: [{ userId: 'google-oauth2|1140', at: mark().bannedAt }],
    });
    expect(await send('marks.of', asked, panel)).toEqual({ ok: false, code: 'not-permitted' });
  });
});
