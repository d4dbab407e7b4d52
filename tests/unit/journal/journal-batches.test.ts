// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { APP_ID, FRAME, ID, staged, target } from '~/tests/unit/actions/samples';
import type { Action } from '~/utils/journal/action';
import { openJournal } from '~/utils/journal/journal';
import { isOneOfMany } from '~/utils/journal/request-id';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const BATCH = '5a0c7e52-1111-4c39-8f63-8d1f0c2d0a01';
const OTHER = '5a0c7e52-2222-4c39-8f63-8d1f0c2d0a02';
const one = (change: Partial<Action> = {}) => staged({ id: crypto.randomUUID(), ...change });
const many = (count: number, change: Partial<Action> = {}) =>
  Array.from({ length: count }, () => one({ request: BATCH, ...change }));

describe('many records in one transaction', () => {
  it('are all written, or none is', async () => {
    const journal = openJournal();
    const actions = many(5);
    const twice = [...actions, { ...one({ request: BATCH }), id: actions[0]?.id ?? '' }];
    await expect(journal.add(...twice)).rejects.toThrow();
    expect(await journal.newest(10)).toEqual([]);
    await journal.add(...actions);
    expect(await journal.ofRequest(BATCH)).toHaveLength(5);
  });

  it('are all changed, or none is', async () => {
    const journal = openJournal();
    await journal.add(...many(5));
    const bad = journal.updateRequest(BATCH, (actions) =>
      actions.map((action, at) => ({
        ...action,
        state: 'cancelled',
        stagedAt: at === 4 ? Number.NaN : 1,
      })),
    );
    await expect(bad).rejects.toThrow();
    const states = (await journal.ofRequest(BATCH)).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['pending']));
  });

  it('a decision that throws changes nothing and is told', async () => {
    const journal = openJournal();
    await journal.add(...many(2));
    const broken = journal.updateRequest(BATCH, () => {
      throw new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    expect(await journal.inState('pending')).toHaveLength(2);
  });

  it('says how all stand and which of them it changed', async () => {
    const journal = openJournal();
    await journal.add(...many(3));
    const { actions, changed } = await journal.updateRequest(BATCH, ([first]) =>
      first ? [{ ...first, note: 'this one' }] : null,
    );
    expect(changed).toHaveLength(1);
    expect(actions.map(({ note }) => note).sort()).toEqual(['', '', 'this one']);
  });
});

describe('what panel and popup are shown', () => {
  it('is what waits, runs, or ended since, however much else there is', async () => {
    const journal = openJournal();
    const ended = { state: 'done', confirmedAt: 1, endedAt: 5000 } as const;
    await journal.add(...many(300, ended));
    await journal.add(one({ note: 'waits' }));
    await journal.add(one({ ...ended, endedAt: 4999, note: 'long over' }));
    const current = await journal.inFrame(FRAME, 5000);
    expect(current).toHaveLength(301);
    expect(current.map(({ note }) => note)).not.toContain('long over');
  });

  it('is of the frame it was asked for in, and nothing of another is read for it', async () => {
    const journal = openJournal();
    const other = { ...FRAME, frameId: 3 };
    await journal.add(...many(300, { frame: other }), ...many(3, { frame: null }));
    const waits = one({ note: 'waits' });
    const inHand = one({ state: 'confirmed', confirmedAt: 1, note: 'in hand', stagedAt: 1 });
    await journal.add(waits, inHand);
    const get = vi.spyOn(IDBIndex.prototype, 'getAll');
    expect(await journal.inFrame(FRAME, 5000)).toEqual([waits, inHand]);
    const read = get.mock.results.flatMap(({ value }) => (value as IDBRequest).result);
    expect(read).toHaveLength(2);
    get.mockRestore();
    const over = { state: 'done', endedAt: 5000 } as const;
    await journal.update(inHand.id, (action) => ({ ...action, ...over }));
    expect(await journal.inFrame(FRAME, 5000)).toHaveLength(2);
    expect(await journal.inFrame(FRAME, 5001)).toEqual([waits]);
  });

  it('knows the removals of a user id that were confirmed, and no other record of it', async () => {
    const journal = openJournal();
    const removal = { kind: 'remove', state: 'done', endedAt: 5000 } as const;
    const confirmed = one({ ...removal, confirmedAt: 1, target: target({ userId: ' auth0|m' }) });
    const same = { target: target({ userId: 'auth0|m' }) };
    await journal.add(confirmed, one({ ...removal, confirmedAt: 1 }), one(same));
    await journal.add(one({ ...same, ...removal, state: 'cancelled' }));
    await journal.add(one({ ...same, ...removal, kind: 'ban', confirmedAt: 1 }));
    expect(await journal.removalsOf(APP_ID, 'auth0|m ')).toEqual([confirmed]);
  });

  it('lists each batch once, and everything else that was asked in the same moment', async () => {
    const journal = openJournal();
    await journal.add(...many(120), ...many(80, { request: OTHER }));
    await journal.add(...[0, 1, 2].map((n) => one({ note: `single ${n}` })));
    await journal.add(one({ stagedAt: 1, note: 'the oldest' }));
    const lines = await journal.lines(10);
    const seen = lines.map((line) => (isOneOfMany(line) ? line.request : line.note)).sort();
    expect(seen).toEqual([BATCH, OTHER, 'single 0', 'single 1', 'single 2', 'the oldest']);
    expect(await journal.lines(2)).toHaveLength(2);
  });

  it('finds the requests about a participant', async () => {
    const journal = openJournal();
    await journal.add(...many(3, { target: null }));
    await journal.add(staged());
    expect((await journal.aboutParticipant('1bcd2345')).map(({ id }) => id)).toEqual([ID]);
  });
});

it('a journal of an earlier version is read as before, alone or one of many', async () => {
  const { request: _, backAt: __, ...old } = staged({ state: 'done', endedAt: 900_000 });
  const first = await openDB('gavel', 1, {
    upgrade(db) {
      const actions = db.createObjectStore('actions', { keyPath: 'id' });
      actions.createIndex('state', 'state');
      actions.createIndex('stagedAt', 'stagedAt');
    },
  });
  await first.put('actions', old);
  await first.put('actions', { ...old, id: OTHER, batch: BATCH });
  await first.put('actions', { id: 'broken', batch: 7 });
  first.close();
  const journal = openJournal();
  expect(await journal.get(ID)).toMatchObject({ id: ID, request: ID });
  expect(await journal.ofRequest(BATCH)).toMatchObject([{ id: OTHER }]);
  expect(await journal.inFrame(FRAME, 900_000)).toHaveLength(2);
  expect(await journal.aboutParticipant('1bcd2345')).toHaveLength(2);
  expect((await journal.read(['broken']))[0]?.raw).toEqual({ id: 'broken', batch: 7 });
  await journal.add(...many(2, { request: crypto.randomUUID() }));
  expect(await journal.lines(5)).toHaveLength(3);
});

it('a journal of version 3 keeps all it has; its removals, frames and what nobody confirmed are found', async () => {
  const third = await openDB('gavel', 3, {
    upgrade(db) {
      const actions = db.createObjectStore('actions', { keyPath: 'id' });
      for (const name of ['state', 'stagedAt', 'bannedUser', 'request', 'endedAt'])
        actions.createIndex(name, name);
      actions.createIndex('participantId', 'target.participantId');
    },
  });
  const over = { endedAt: 5000, confirmedAt: 1, state: 'done' } as const;
  const removal = one({ ...over, kind: 'remove' });
  const cancelled = one({ endedAt: 5000, state: 'cancelled' });
  const waits = one();
  const byHand = one({ ...over, frame: null });
  const broken = { id: 'broken', state: 'done', endedAt: 5000 };
  for (const value of [removal, cancelled, waits, byHand, broken])
    await third.put('actions', value);
  third.close();
  const journal = openJournal();
  expect(await journal.keys()).toHaveLength(5);
  expect((await journal.read(['broken']))[0]?.raw).toEqual(broken);
  const shown = await journal.inFrame(FRAME, 5000);
  expect(new Set(shown.map(({ id }) => id))).toEqual(new Set([removal.id, cancelled.id, waits.id]));
  expect(await journal.removalsOf(APP_ID, target().userId ?? '')).toEqual([removal]);
  expect(await journal.unconfirmed(5001)).toEqual([cancelled.id]);
  expect(await journal.get(byHand.id)).toEqual(byHand);
});
