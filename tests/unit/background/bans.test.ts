// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { AT, ended, step } from '~/tests/unit/journal/activity-samples';
import { openBanQuestions, USER_IDS_AN_HOUR } from '~/utils/background/ban-questions';
import type { BannedPerson } from '~/utils/background/banned-present';
import { openBannedHere } from '~/utils/background/banned-present';
import { banHandlers } from '~/utils/background/handlers-panel';
import { openLeaves } from '~/utils/background/leaves';
import type { MeetingReport } from '~/utils/background/meetings';
import { banNews } from '~/utils/background/notify';
import { type Marks, openMarks } from '~/utils/bans/marks';
import { appIdSchema, rawRoomSchema } from '~/utils/borders/schemas';
import type { Frame } from '~/utils/journal/action';
import { openJournal } from '~/utils/journal/journal';
import type { StoredLeave } from '~/utils/messages/protocol-panel';
import { banMessages } from '~/utils/messages/protocol-panel';
import type { PanelSender } from '~/utils/messages/router';
import { APP_ID, FRAME, ROOM, target } from '../actions/samples';
import { mark } from '../bans/samples';

const MALLORY = 'google-oauth2|1140';
const panel: PanelSender = {
  role: 'panel',
  frame: FRAME,
  windowId: 3,
  meeting: { appId: APP_ID, room: ROOM },
};
const otherRoom: PanelSender = {
  ...panel,
  frame: { tabId: 8, frameId: 0 },
  meeting: { appId: APP_ID, room: rawRoomSchema.parse('another-room') },
};
const otherApp: PanelSender = {
  ...panel,
  meeting: { appId: appIdSchema.parse(`vpaas-magic-cookie-${'0'.repeat(32)}`), room: ROOM },
};

function setUp() {
  const journal = openJournal();
  const marks = openMarks();
  const world = { now: AT + 60_000, on: true };
  const notices: BannedPerson[][] = [];
  const changed: (Frame | null)[] = [];
  /** A worker; a second one is the first after the browser stopped it. */
  const worker = (known: Pick<Marks, 'of'> = marks) =>
    banHandlers({
      journal,
      marks: known,
      now: () => world.now,
      changed: (frame) => void changed.push(frame),
      bannedHere: openBannedHere(() => world.now),
      questions: openBanQuestions(() => world.now),
      leaves: openLeaves(() => world.now),
      mayNotify: async () => world.on,
      notify: async (_frame, _meeting, people) => void notices.push([...people]),
    });
  return { journal, marks, world, notices, changed, worker, ...worker() };
}

const mallory = { participantId: 'new00001', userId: MALLORY, name: 'Mallory' };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('a panel that asks who was banned', () => {
  it('hears of the user ids that it named, as it named them, and of no other', async () => {
    const { journal, ...on } = setUp();
    await journal.add(ended());
    await journal.add(ended({ target: target({ userId: 'auth0|eve' }) }));
    const userIds = [`${MALLORY} `, 'auth0|ann'];
    expect(await on['panel.bans']({ userIds }, panel)).toEqual({
      ok: true,
      bans: [expect.objectContaining({ userId: `${MALLORY} `, certain: true })],
    });
  });

  it('hears it in every meeting of the AppID, and in none of another', async () => {
    const { journal, ...on } = setUp();
    await journal.add(ended());
    const asked = { userIds: [MALLORY] };
    const [here, there] = [
      { ok: true, bans: [expect.anything()] },
      { ok: true, bans: [] },
    ];
    expect(await on['panel.bans'](asked, otherRoom)).toEqual(here);
    expect(await on['panel.bans'](asked, otherApp)).toEqual(there);
  });

  it('hears when nobody knows what became of the ban', async () => {
    const { journal, ...on } = setUp();
    await journal.add(ended({ steps: [step('ban-user', 'unknown')] }));
    const answer = await on['panel.bans']({ userIds: [MALLORY] }, panel);
    expect(answer).toMatchObject({ bans: [{ certain: false }] });
  });

  it('may not ask about more people than any meeting has', () => {
    const userIds = Array.from({ length: 2001 }, (_, n) => `u-${n}`);
    expect(banMessages['panel.bans'].request.safeParse({ userIds }).success).toBe(false);
  });
});

describe('a panel that asks who is marked by an imported list', () => {
  it('hears of the user ids that it named, in its own AppID, apart from this browser’s bans', async () => {
    const { journal, marks, ...on } = setUp();
    await journal.add(ended());
    await marks.add([
      mark({ userId: 'auth0|eve' }),
      mark({ bannedAt: null }),
      mark({ userId: 'x' }),
    ]);
    const userIds = ['auth0|eve ', MALLORY, 'auth0|ann'];
    expect(await on['panel.bans']({ userIds }, panel)).toEqual({
      ok: true,
      bans: [expect.objectContaining({ userId: MALLORY, certain: true })],
      marks: [
        { userId: 'auth0|eve ', at: mark().bannedAt },
        { userId: MALLORY, at: null },
      ],
    });
    expect(await on['panel.bans']({ userIds }, otherApp)).toEqual({ ok: true, bans: [] });
  });

  it('hears nothing of marks either when it has asked about too many', async () => {
    const { marks, ...on } = setUp();
    await marks.add([mark()]);
    for (let n = 0; n < USER_IDS_AN_HOUR; n += 1000) {
      const userIds = Array.from({ length: 1000 }, (_, i) => `auth0|${n + i}`);
      expect(await on['panel.bans']({ userIds }, panel)).toMatchObject({ ok: true });
    }
    const answer = await on['panel.bans']({ userIds: [MALLORY] }, panel);
    expect(answer).toEqual({ ok: false, code: 'too-many' });
  });

  it('raises no alarm by it: no badge, no notification, no return in the journal', async () => {
    const { marks, journal, notices, changed, ...on } = setUp();
    await marks.add([mark()]);
    await on['panel.banned-here']({ people: [mallory] }, panel);
    await on['panel.came-back']({ participantId: 'new00001', userId: MALLORY }, panel);
    expect(await openBannedHere(() => AT).any()).toBe(false);
    expect([notices, changed, await journal.newest(1)]).toEqual([[], [], []]);
  });

  it('hears of this browser’s bans although the marks cannot be read', async () => {
    const { journal, worker } = setUp();
    await journal.add(ended());
    const on = worker({ of: () => Promise.reject(new Error('broken')) });
    expect(await on['panel.bans']({ userIds: [MALLORY] }, panel)).toEqual({
      ok: true,
      bans: [expect.objectContaining({ userId: MALLORY })],
    });
  });
});

describe('a script that asks about everybody whom it can think of', () => {
  const ids = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => `auth0|${from + n}`);

  /** Asks about so many in questions of the size that is taken; how many were answered. */
  async function ask(on: ReturnType<typeof setUp>, from: number, count: number, by = panel) {
    let answered = 0;
    for (let done = 0; done < count; done += 1000) {
      // Also by a worker that was started anew.
      const answer = await on.worker()['panel.bans']({ userIds: ids(from + done, 1000) }, by);
      if (answer.ok) answered += 1000;
      else expect(answer).toEqual({ ok: false, code: 'too-many' });
    }
    return answered;
  }

  it('learns of five thousand in an hour, from whatever frame and AppID of the tab it asks', async () => {
    const on = setUp();
    expect(await ask(on, 0, 3000)).toBe(3000);
    const frame = { ...FRAME, frameId: 9 };
    expect(await ask(on, 3000, 9000, { ...otherApp, frame })).toBe(USER_IDS_AN_HOUR - 3000);
    on.world.now += 3_599_000;
    expect(await ask(on, 20_000, 1000)).toBe(0);
    // Another tab is answered, and after an hour this one is as well.
    expect(await ask(on, 20_000, 1000, otherRoom)).toBe(1000);
    on.world.now += 1000;
    expect(await ask(on, 20_000, 9000)).toBe(USER_IDS_AN_HOUR);
  });

  it('is told the same again as often as it asks, with blanks or without', async () => {
    const on = setUp();
    await ask(on, 0, 5000);
    expect(await ask(on, 0, 5000)).toBe(5000);
    const spaced = { userIds: ids(0, 100).map((id) => `  ${id} `) };
    expect(await on['panel.bans'](spaced, panel)).toEqual({ ok: true, bans: [] });
    expect(await ask(on, 5000, 1000)).toBe(0);
  });

  it('is counted anew when the tab is closed, and after the clock was set back', async () => {
    const on = setUp();
    await ask(on, 0, 5000);
    await openBanQuestions(() => AT).forgetTab(70);
    expect(await ask(on, 5000, 1000)).toBe(0);
    await openBanQuestions(() => AT).forgetTab(FRAME.tabId);
    expect(await ask(on, 5000, 1000)).toBe(1000);
    on.world.now -= 86_400_000;
    expect(await ask(on, 10_000, 5000)).toBe(5000);
  });
});

describe('a banned person in a meeting', () => {
  it('is noted until the panel says that nobody is there', async () => {
    const { journal, ...on } = setUp();
    await journal.add(ended());
    await on['panel.banned-here']({ people: [mallory] }, panel);
    expect(await openBannedHere(() => AT).any()).toBe(true);
    await on['panel.banned-here']({ people: [] }, panel);
    expect(await openBannedHere(() => AT).any()).toBe(false);
  });

  it('is one whom the journal knows, whatever a panel says', async () => {
    const { journal, notices, ...on } = setUp();
    await journal.add(ended());
    await on['panel.banned-here']({ people: [{ ...mallory, userId: 'auth0|ann' }] }, panel);
    await on['panel.banned-here']({ people: [mallory] }, otherApp);
    expect(await openBannedHere(() => AT).any()).toBe(false);
    expect(notices).toEqual([]);
  });

  it('is forgotten with the tab, and with a page that is gone', async () => {
    const { journal, ...on } = setUp();
    await journal.add(ended());
    await on['panel.banned-here']({ people: [mallory] }, panel);
    await openBannedHere(() => AT).forgetTab(70);
    expect(await openBannedHere(() => AT).any()).toBe(true);
    await openBannedHere(() => AT).forgetTab(FRAME.tabId);
    expect(await openBannedHere(() => AT).any()).toBe(false);
    await on['panel.banned-here']({ people: [mallory] }, panel);
    await openBannedHere(() => AT).forgetFrames([FRAME]);
    expect(await openBannedHere(() => AT).any()).toBe(false);
  });

  it('is told of once per participant id and frame, also by a worker started anew', async () => {
    const { journal, notices, world, worker, ...on } = setUp();
    await journal.add(ended());
    await on['panel.banned-here']({ people: [mallory] }, panel);
    await worker()['panel.banned-here']({ people: [mallory] }, panel);
    expect(notices).toMatchObject([[{ participantId: 'new00001', mark: { certain: true } }]]);
    const again = { ...mallory, participantId: 'new00002' };
    world.now += 300_000;
    await worker()['panel.banned-here']({ people: [mallory, again] }, panel);
    await worker()['panel.banned-here']({ people: [mallory] }, otherRoom);
    expect(notices.slice(1).map((people) => people.map((one) => one.participantId))).toEqual([
      ['new00002'],
      ['new00001'],
    ]);
  });

  it('is told of once in five minutes, however many come back in whatever frames', async () => {
    const { journal, notices, world, worker } = setUp();
    await journal.add(ended());
    for (let n = 0; n < 300; n++) {
      const back = { ...mallory, participantId: `new${n}` };
      const frame = { ...FRAME, frameId: n % 30 };
      await worker()['panel.banned-here']({ people: [back] }, { ...panel, frame });
      world.now += 1000;
    }
    expect(notices).toHaveLength(1);
    // Who had to wait is told of then.
    await worker()['panel.banned-here'](
      { people: [{ ...mallory, participantId: 'new30' }] },
      panel,
    );
    expect(notices.slice(1)).toMatchObject([[{ participantId: 'new30' }]]);
  });

  it('is told of only where the person wants that, and then also who was there before', async () => {
    const { journal, notices, world, ...on } = setUp();
    await journal.add(ended());
    world.on = false;
    await on['panel.banned-here']({ people: [mallory] }, panel);
    expect(notices).toEqual([]);
    world.on = true;
    await on['panel.banned-here']({ people: [mallory] }, panel);
    expect(notices).toHaveLength(1);
  });
});

describe('somebody who comes back', () => {
  const back = { participantId: 'new00001', userId: ` ${MALLORY}` };

  it('under a new participant id is written down once, in the newest record', async () => {
    const { journal, world, changed, ...on } = setUp();
    const [old, ban] = [ended({ stagedAt: AT - 9 }), ended({ stagedAt: AT })];
    await journal.add(old);
    await journal.add(ban);
    await on['panel.came-back'](back, panel);
    world.now += 5000;
    await on['panel.came-back']({ ...back, participantId: 'new00002' }, panel);
    expect((await journal.get(ban.id))?.backAt).toBe(AT + 60_000);
    expect((await journal.get(old.id))?.backAt).toBeNull();
    expect(changed).toEqual([FRAME]);
  });

  it('in another meeting of the AppID after a ban is written down, in another AppID not', async () => {
    const { journal, ...on } = setUp();
    const ban = ended();
    await journal.add(ban);
    await on['panel.came-back'](back, otherApp);
    expect((await journal.get(ban.id))?.backAt).toBeNull();
    await on['panel.came-back'](back, otherRoom);
    expect((await journal.get(ban.id))?.backAt).toBe(AT + 60_000);
  });

  it('after a removal has come back to that meeting only', async () => {
    const { journal, ...on } = setUp();
    const removal = ended({ kind: 'remove', steps: [step('kick', 'accepted', {})] });
    await journal.add(removal);
    await on['panel.came-back'](back, otherRoom);
    expect((await journal.get(removal.id))?.backAt).toBeNull();
    await on['panel.came-back'](back, panel);
    expect((await journal.get(removal.id))?.backAt).toBe(AT + 60_000);
  });

  it('is not somebody who was never put out, nor who never left', async () => {
    const { journal, changed, ...on } = setUp();
    const refused = ended({ steps: [step('ban-user', 'refused', { result: 'refused' })] });
    const ban = ended({ stagedAt: AT + 1 });
    await journal.add(refused);
    await on['panel.came-back'](back, panel);
    await journal.add(ban);
    await on['panel.came-back']({ ...back, participantId: '1bcd2345' }, panel);
    expect(changed).toEqual([]);
  });
});

describe('people who left a short while ago', () => {
  const left = (change: Partial<StoredLeave> = {}): StoredLeave => ({
    id: 'b1',
    name: 'Mallory',
    userId: MALLORY,
    role: 'participant',
    kind: 'person',
    joinedAt: AT,
    leftAt: AT + 50_000,
    witnessed: true,
    ...change,
  });
  const asked = { leaves: null };

  it('are given back to the same meeting in the same frame, by a worker started anew too', async () => {
    const { worker, ...on } = setUp();
    await on['panel.leaves']({ leaves: [left()] }, panel);
    const answer = await worker()['panel.leaves'](asked, panel);
    expect(answer).toEqual({ leaves: [left()] });
    expect(await on['panel.leaves'](asked, otherRoom)).toEqual({ leaves: [] });
    const sameTab = { ...otherRoom, frame: FRAME };
    expect(await on['panel.leaves'](asked, sameTab)).toEqual({ leaves: [] });
  });

  it('are kept for a quarter of an hour, whatever time a page says', async () => {
    const { world, ...on } = setUp();
    const future = left({ id: 'b2', leftAt: world.now + 3_600_000 });
    await on['panel.leaves']({ leaves: [future, left()] }, panel);
    world.now = AT + 50_000 + 15 * 60_000;
    const first = await on['panel.leaves'](asked, panel);
    expect(first.leaves.map(({ id }) => id)).toEqual(['b2']);
    world.now += 10_000;
    expect(await on['panel.leaves'](asked, panel)).toEqual({ leaves: [] });
  });

  it('are gone when the tab is closed', async () => {
    const { world, ...on } = setUp();
    await on['panel.leaves']({ leaves: [left()] }, panel);
    await openLeaves(() => world.now).forgetTab(70);
    expect((await on['panel.leaves'](asked, panel)).leaves).toHaveLength(1);
    await openLeaves(() => world.now).forgetTab(FRAME.tabId);
    expect(await on['panel.leaves'](asked, panel)).toEqual({ leaves: [] });
    expect(Object.keys(await fakeBrowser.storage.session.get(null))).toEqual([]);
  });

  /** Characters of two, three and four bytes in UTF-8, and one that JSON writes as six. */
  const wide = ['é', '\u20ac', '\u{1F600}', '\u0001', 'M'];
  const crowd = (text: string, first = AT + 50_000) => {
    const name = text.repeat(300 / text.length);
    const userId = text.repeat(512 / text.length);
    return Array.from({ length: 500 }, (_, n) =>
      left({ id: `b${n}`, name, userId, leftAt: first - n }),
    );
  };
  const inFrame = (frameId: number): PanelSender => ({ ...panel, frame: { tabId: 7, frameId } });
  const session = () => fakeBrowser.storage.session.get(null);
  const bytes = async () => new TextEncoder().encode(JSON.stringify(await session())).length;

  it.each(wide)('take a megabyte at most, in whatever script (%j)', async (text) => {
    const on = setUp();
    await on['panel.leaves']({ leaves: crowd(text) }, panel);
    const { leaves } = await on['panel.leaves'](asked, panel);
    expect(leaves.length).toBeGreaterThan(100);
    expect(leaves[0]?.id).toBe('b0');
    await Promise.all(
      [1, 2, 3].map((n) => on['panel.leaves']({ leaves: crowd(text, AT + n) }, inFrame(n))),
    );
    expect(await bytes()).toBeLessThan(1_000_000);
    const more = { leaves: [...crowd(text), left()] };
    expect(banMessages['panel.leaves'].request.safeParse(more).success).toBe(false);
  });

  it('make room for who left later, wherever that was, and only as much as that takes', async () => {
    const on = setUp();
    const ids = async (frameId: number) =>
      (await on['panel.leaves'](asked, inFrame(frameId))).leaves.map(({ id }) => id);
    await on['panel.leaves']({ leaves: crowd('\u20ac', AT + 10_000) }, inFrame(1));
    const full = await ids(1);
    const later = crowd('\u20ac', AT + 9_990).slice(0, 50);
    await on['panel.leaves']({ leaves: later }, inFrame(2));
    expect(await ids(2)).toHaveLength(50);
    const rest = await ids(1);
    expect(rest).toEqual(full.slice(0, rest.length));
    expect(full.length - rest.length).toBeGreaterThan(45);
    expect(full.length - rest.length).toBeLessThan(55);
  });

  it('take no more of what a browser gives than for a few pages, and go when they are old', async () => {
    const { world, ...on } = setUp();
    for (let frameId = 1; frameId <= 40; frameId += 1) {
      const few = crowd('M', world.now).slice(0, 50);
      await on['panel.leaves']({ leaves: few }, inFrame(frameId));
      world.now += 1000;
    }
    expect(Object.keys(await session()).length).toBeLessThanOrEqual(12);
    expect((await on['panel.leaves'](asked, inFrame(40))).leaves).not.toEqual([]);
    world.now += 15 * 60_000;
    const fresh = [left({ leftAt: world.now })];
    await on['panel.leaves']({ leaves: fresh }, inFrame(41));
    expect(await bytes()).toBeLessThan(10_000);
  });
});

describe('the panels of an AppID', () => {
  it('are told of a new ban, each outcome once', async () => {
    const told: Frame[] = [];
    const all = [panel, otherRoom, otherApp].map(({ frame, meeting }, n) => ({
      frame: { ...frame, frameId: n },
      meeting,
    })) as MeetingReport[];
    const tell = banNews({ all: async () => all }, (frame) => void told.push(frame));
    const ban = ended({ steps: [step('ban-user', 'sending')] });
    await tell(ban);
    expect(told).toEqual([]);
    const accepted = { ...ban, steps: [step('ban-user', 'accepted', {})] };
    await tell(accepted);
    await tell(accepted);
    expect(told.map(({ frameId }) => frameId)).toEqual([0, 1]);
  });
});
