// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import * as z from 'zod';
import { createRequestRunner } from '~/utils/actions/request-runner';
import { openDismissed } from '~/utils/background/dismissed';
import { requestHandlers } from '~/utils/background/handlers-pages';
import { openMeetings } from '~/utils/background/meetings';
import { PANEL_REMEMBERS_MS, requestViews } from '~/utils/background/views';
import { actionSchema, type Frame } from '~/utils/journal/action';
import { openJournal } from '~/utils/journal/journal';
import { batchDesk, crowd, seenIn } from '../actions/batch-samples';
import { APP_ID, FRAME, ID, ROOM, staged } from '../actions/samples';

const page = { role: 'page' as const };
const panel = (frame: Frame) => ({
  role: 'panel' as const,
  frame,
  windowId: 1,
  meeting: { appId: APP_ID, room: ROOM },
});

function setUp(people = 4) {
  const journal = openJournal();
  const { requests, staged: stage, world } = batchDesk(journal, crowd(people));
  const ran: string[] = [];
  const changed: (Frame | null)[] = [];
  const runner = createRequestRunner({
    journal,
    now: () => world.now,
    runner: { run: async () => [], depart: async () => [] },
    atOnce: async () => 4,
    wait: async () => undefined,
    changed: () => undefined,
  });
  const handlers = requestHandlers({
    requests,
    journal,
    meetings: openMeetings(),
    dismissed: openDismissed(fakeBrowser.storage.local),
    closures: { expect: async () => undefined },
    changed: (frame) => void changed.push(frame),
    stage: requests.stage,
    goAhead: async () => undefined,
    ownUserIds: async () => [],
    endsChanged: () => undefined,
    jobs: {
      run: (request) => void ran.push(request),
      depart: ([first]) => void (first && ran.push(first.request)),
      stop: runner.stop,
      isRunning: (request) => ran.includes(request),
    },
  });
  const views = requestViews({
    journal,
    now: () => world.now,
    isRunning: (batch) => ran.includes(batch),
  });
  const confirmed = async () => {
    const batch = await stage('ban', crowd(people));
    const { records: listed } = await handlers['request.records']({ id: batch }, page);
    const seen = [...seenIn(z.array(actionSchema).parse(listed))];
    const answer = await handlers['request.confirm'](
      {
        id: batch,
        alsoRemove: true,
        note: '',
        seen,
      },
      page,
    );
    return { batch, answer };
  };
  return { journal, requests, handlers, views, world, stage, confirmed, ran, changed };
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('the messages about many people', () => {
  it('a confirmed batch is worked through, a refused one is not', async () => {
    const { confirmed, handlers, ran, changed } = setUp();
    const { batch, answer } = await confirmed();
    expect(answer).toMatchObject({ ok: true, request: { id: batch, total: 4, running: true } });
    const again = { id: batch, alsoRemove: true, note: '', seen: [] };
    expect(await handlers['request.confirm'](again, page)).toMatchObject({
      ok: false,
      code: 'already-confirmed',
    });
    expect(ran).toEqual([batch]);
    expect(changed).toContainEqual(FRAME);
  });

  it('a panel stops batches of its own frame only', async () => {
    const { confirmed, handlers, journal } = setUp();
    const { batch } = await confirmed();
    await handlers['panel.stop']({ id: batch }, panel({ tabId: 99, frameId: 0 }));
    expect(await journal.inState('confirmed')).toHaveLength(4);
    await handlers['panel.stop']({ id: batch }, panel(FRAME));
    expect(await journal.inState('confirmed')).toEqual([]);
    expect(await journal.inState('done')).toHaveLength(4);
  });

  it('what was stopped is asked for once more as a new batch', async () => {
    const { confirmed, handlers, requests, world } = setUp();
    const { batch } = await confirmed();
    await handlers['request.stop']({ id: batch }, page);
    world.now += 1000;
    const again = await handlers['request.repeat']({ id: batch, base: null }, page);
    expect(again).toMatchObject({ ok: true });
    expect(await requests.expireStale()).toHaveLength(4);
  });
});

describe('what panel and popup see of batches', () => {
  it('the popup has each once, beside single requests', async () => {
    const { confirmed, views, stage, requests, journal, world } = setUp();
    await journal.add(staged({ state: 'done', confirmedAt: 900_000, endedAt: 900_001 }, 900_000));
    const { batch } = await confirmed();
    world.now += 1000;
    const waiting = await stage('remove', crowd(3));
    const seen = await views.requests(await requests.expireStale());
    expect(seen.waiting).toMatchObject([{ id: waiting, kind: 'remove', total: 3, only: null }]);
    expect(seen.recent).toMatchObject([
      { id: batch, kind: 'ban', state: 'confirmed', running: true, only: null },
      { id: ID, kind: 'ban', state: 'done', only: { id: ID } },
    ]);
  });

  it('the panel sees the last that was confirmed, whole even if it takes very long', async () => {
    const { confirmed, views, journal, world } = setUp();
    expect(await views.ofPanel([])).toBeNull();
    const { batch } = await confirmed();
    const all = await journal.ofRequest(batch);
    expect(await views.ofPanel(all)).toMatchObject({ id: batch, total: 4, done: 0, running: true });
    world.now += PANEL_REMEMBERS_MS;
    expect(await views.ofPanel(all.slice(2))).toMatchObject({ id: batch, total: 4 });
  });

  it('the panel sees nothing of a batch that waits', async () => {
    const { stage, views, journal } = setUp();
    expect(await views.ofPanel(await journal.ofRequest(await stage('ban', crowd(4))))).toBeNull();
  });
});
