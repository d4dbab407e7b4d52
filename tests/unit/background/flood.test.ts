// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { crowd } from '~/tests/unit/actions/batch-samples';
import { APP_ID, ROOM, staged } from '~/tests/unit/actions/samples';
import { until } from '~/tests/unit/until';
import { TIDY_ALARM } from '~/utils/background/alarms';
import { createBackground } from '~/utils/background/background';
import type { Frame } from '~/utils/journal/action';
import { type Journal, openJournal } from '~/utils/journal/journal';

const NOW = 1_800_000_000_000;

/** A tab that shows two thousand records. */
const FULL = 66;

/** The requests that were written to, in order. */
const written = vi.hoisted((): string[] => []);

vi.mock('~/utils/journal/journal', async (original) => {
  const { openJournal } = await original<typeof import('~/utils/journal/journal')>();
  const meeting = { appId: APP_ID, room: ROOM };
  const shown = (frame: Frame) =>
    Array.from({ length: 2000 }, () => staged({ frame, meeting }, NOW));
  const inFrame = async (frame: Frame) => (frame.tabId === FULL ? shown(frame) : []);
  return {
    openJournal(): Journal {
      const journal = openJournal();
      const updateRequest: Journal['updateRequest'] = (request, decide) => {
        written.push(request);
        return journal.updateRequest(request, decide);
      };
      return { ...journal, inFrame, updateRequest };
    },
  };
});

/** What a taken-over script of a tab sends; the browser says from where. */
function setUp() {
  const background = createBackground();
  const send = (tabId: number, frameId: number, type: string, payload: unknown = {}) =>
    background.answer(
      { type, payload },
      {
        id: fakeBrowser.runtime.id,
        url: `https://8x8.vc/${APP_ID}/${ROOM}`,
        frameId,
        tab: { id: tabId, windowId: 1 } as never,
      },
    );
  return { background, send };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
  written.length = 0;
});

afterEach(() => void vi.useRealTimers());

describe('a tab that asks for thousands again and again', () => {
  const many = { kind: 'ban', targets: crowd(2000) };

  it('is refused after a few times, in whatever frame; it is heard otherwise, and other tabs too', async () => {
    const { send } = setUp();
    const codes: (string | null)[] = [];
    for (let frameId = 0; frameId < 8; frameId += 1) {
      const reply = await send(7, frameId, 'panel.ask', many);
      codes.push(reply.ok ? null : reply.code);
    }
    expect(codes.slice(0, 3)).toEqual([null, null, null]);
    expect(codes.slice(-3)).toEqual(['too-many', 'too-many', 'too-many']);
    expect(await send(7, 0, 'panel.state')).toMatchObject({ ok: true });
    expect(await send(8, 0, 'panel.ask', many)).toMatchObject({ ok: true });
    // A worker that starts anew goes on counting.
    expect(await setUp().send(7, 1, 'panel.ask', many)).toMatchObject({ code: 'too-many' });
  });

  it('is answered no more than so much of what it asked for, and other tabs as before', async () => {
    const { send } = setUp();
    const heard: boolean[] = [];
    for (let n = 0; n < 30; n += 1) heard.push((await send(FULL, 0, 'panel.state')).ok);
    // Forty thousand people, and then the tab is in debt.
    expect(heard.filter(Boolean)).toHaveLength(21);
    const other = await send(8, 0, 'panel.state');
    expect(other).toMatchObject({ ok: true, value: { actions: [] } });
    vi.setSystemTime(NOW + 1000);
    expect(await send(FULL, 0, 'panel.state')).toMatchObject({ ok: true });
  });
});

describe('what waits for its confirmation', () => {
  const changed = (area: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(area).map(([name, newValue]) => [name, { newValue }]));

  it('has another minute after the keys were unlocked, and after no other change of them', async () => {
    const journal = openJournal();
    const { background } = setUp();
    const asked = staged({}, NOW);
    await journal.add(asked);
    vi.setSystemTime(NOW + 30_000);
    const items = { names: ['key:1'], by: crypto.randomUUID() };
    background.storageChanged(changed({ 'changed-items': items }), 'session');
    background.storageChanged(changed({ 'unlocked-keys': { v: 1 } }), 'local');
    // What those had begun would be written before what this begins.
    background.storageChanged(changed({ 'unlocked-keys': { v: 1 } }), 'session');
    await until(async () => (await journal.get(asked.id))?.expiresAt === NOW + 90_000);
    expect(written).toEqual([asked.request]);
  });
});

describe('what nobody confirmed', () => {
  const over = { state: 'expired', endedAt: NOW } as const;

  it('is gone when its alarm rings, also where nothing is asked for any more', async () => {
    const journal = openJournal();
    const { background } = setUp();
    const asked = staged(over, NOW - 60_000);
    await journal.add(asked);
    vi.setSystemTime(NOW + 20 * 60_000);
    background.alarmRang({ name: TIDY_ALARM, scheduledTime: NOW, persistAcrossSessions: false });
    await until(async () => (await journal.get(asked.id)) === null);
    expect(await journal.keys()).toEqual([]);
  });
});
