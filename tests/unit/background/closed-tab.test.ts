// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { APP_ID, ROOM, target } from '~/tests/unit/actions/samples';
import { ended } from '~/tests/unit/journal/activity-samples';
import { until } from '~/tests/unit/until';
import { createBackground } from '~/utils/background/background';
import { openBannedHere } from '~/utils/background/banned-present';
import { openMeetings } from '~/utils/background/meetings';
import { openJournal } from '~/utils/journal/journal';

const TAB = 7;
const MALLORY = { participantId: 'new00001', userId: 'auth0|mallory', name: 'Mallory' };

/** A browser that has much to do takes its time over a look at the journal. */
const journalIs = vi.hoisted(() => ({ asked: 0, free: Promise.resolve(), release: () => {} }));

vi.mock('~/utils/journal/journal', async (original) => {
  const { openJournal, ...others } = await original<typeof import('~/utils/journal/journal')>();
  return {
    ...others,
    openJournal() {
      const journal = openJournal();
      const bansOf: typeof journal.bansOf = async (appId, userIds) => {
        journalIs.asked += 1;
        if (userIds.length > 0) await journalIs.free;
        return journal.bansOf(appId, userIds);
      };
      return { ...journal, bansOf };
    },
  };
});

async function setUp() {
  await openJournal().add(ended({ target: target({ userId: MALLORY.userId }) }));
  const background = createBackground();
  const send = (type: string, payload: unknown) =>
    background.answer(
      { type, payload },
      {
        id: fakeBrowser.runtime.id,
        url: `https://8x8.vc/${APP_ID}/${ROOM}`,
        frameId: 0,
        tab: { id: TAB, windowId: 1 } as never,
      },
    );
  return { background, send };
}

const isAnyHere = () => openBannedHere(() => 0).any();

beforeEach(() => {
  fakeBrowser.reset();
  vi.spyOn(fakeBrowser.permissions, 'contains').mockResolvedValue(false);
  globalThis.indexedDB = new IDBFactory();
  journalIs.asked = 0;
  journalIs.free = new Promise((resolve) => {
    journalIs.release = resolve;
  });
});

describe('the last that a meeting says of somebody who was banned', () => {
  it('holds, also where an earlier report is looked up for longer', async () => {
    const { send } = await setUp();
    const came = send('panel.banned-here', { people: [MALLORY] });
    await until(() => journalIs.asked > 0);
    const left = send('panel.banned-here', { people: [] });
    journalIs.release();
    expect(await Promise.all([came, left])).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await isAnyHere()).toBe(false);
  });

  it('is forgotten with its tab, also where it is noted after that was closed', async () => {
    const { background, send } = await setUp();
    const came = send('panel.banned-here', { people: [MALLORY] });
    await until(() => journalIs.asked > 0);
    background.tabClosed(TAB);
    journalIs.release();
    expect(await came).toMatchObject({ ok: true });
    await until(async () => !(await isAnyHere()));
  });

  it('is kept while its tab is open, and another one is closed', async () => {
    const { background, send } = await setUp();
    background.tabClosed(TAB + 1);
    journalIs.release();
    expect(await send('panel.banned-here', { people: [MALLORY] })).toMatchObject({ ok: true });
    expect(await isAnyHere()).toBe(true);
  });
});

describe('a meeting page that reports while its tab is closed', () => {
  it('is no open meeting afterwards', async () => {
    const { background, send } = await setUp();
    background.tabClosed(TAB);
    const report = { phase: 'joined', count: 2, joinedAt: 1000 };
    expect(await send('panel.report', report)).toMatchObject({ ok: true });
    await until(async () => (await openMeetings().all()).length === 0);
  });
});
