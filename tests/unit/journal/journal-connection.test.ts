// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FRAME, ID, staged } from '~/tests/unit/actions/samples';
import { openJournal } from '~/utils/journal/journal';
import { AT, ended, putRaw } from './activity-samples';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => vi.restoreAllMocks());

describe('the connection to the journal', () => {
  it('makes way for a newer version of Gavel that has to migrate', async () => {
    const journal = openJournal();
    await journal.add(staged());
    const newer = await openDB('gavel', 99);
    newer.close();
    // This worker is of the older version now: it is told, and does not hang.
    await expect(journal.get(ID)).rejects.toThrow();
  });

  it('is opened again when a newer version that was there is gone', async () => {
    (await openDB('gavel', 99)).close();
    const journal = openJournal();
    await expect(journal.get(ID)).rejects.toMatchObject({ name: 'VersionError' });
    await deleteDB('gavel');
    await journal.add(staged());
    expect(await journal.get(ID)).toMatchObject({ id: ID });
  });

  it('is opened again where it could not be at first', async () => {
    const journal = openJournal();
    const open = vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
      throw new DOMException('profile is busy', 'UnknownError');
    });
    await expect(journal.newest(1)).rejects.toThrow('profile is busy');
    await journal.add(staged());
    expect(await journal.get(ID)).toMatchObject({ id: ID });
    await journal.newest(1);
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('puts a record on the disk before it says that it is written', async () => {
    const journal = openJournal();
    await journal.newest(1);
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await journal.add(staged());
    await journal.update(ID, (action) => ({ ...action, note: 'x' }));
    await journal.add(staged({ id: '0b8f5c1e-7a52-4f37-9d0e-3b7ad4c0e333' }));
    await journal.updateRequest(ID, () => null);
    const how = transaction.mock.calls.map(([, mode, options]) => [mode, options?.durability]);
    expect(how).toEqual(Array.from({ length: 4 }, () => ['readwrite', 'strict']));
  });
});

describe('a record that is changed', () => {
  it('is said to be changed, or not, or not to be there', async () => {
    const journal = openJournal();
    await journal.add(staged());
    const changed = await journal.update(ID, (action) => ({ ...action, note: 'spam' }));
    expect(changed).toMatchObject({ changed: true, action: { note: 'spam' } });
    const same = await journal.update(ID, () => null);
    expect(same).toMatchObject({ changed: false, action: { note: 'spam' } });
    const decide = vi.fn(() => null);
    expect(await journal.update('nobody', decide)).toBeNull();
    expect(decide).not.toHaveBeenCalled();
  });

  it('to what is no record rejects, and stays as it was', async () => {
    const journal = openJournal();
    await journal.add(staged());
    const note = 'x'.repeat(1001);
    await expect(journal.update(ID, (action) => ({ ...action, note }))).rejects.toThrow();
    expect(await journal.get(ID)).toEqual(staged());
    await expect(journal.add({ ...ended(), note })).rejects.toThrow();
    await expect(journal.add(ended(), { ...ended(), note })).rejects.toThrow();
    expect(await journal.newest(9)).toHaveLength(1);
  });
});

describe('the journal', () => {
  it('is read newest first, so many as asked for, past what is damaged', async () => {
    const journal = openJournal();
    const actions = [1, 2, 3].map((n) => ended({ stagedAt: AT + 2 * n }));
    for (const action of actions) await journal.add(action);
    await putRaw({ id: 'bent', stagedAt: AT + 5, state: 'done' } as never);
    const ids = actions.map(({ id }) => id).reverse();
    expect((await journal.newest(9)).map(({ id }) => id)).toEqual(ids);
    expect((await journal.newest(2)).map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect((await journal.lines(2)).map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(await journal.newest(0)).toEqual([]);
    expect(await journal.lines(0)).toEqual([]);
  });

  it('names the keys of what is older, newest first', async () => {
    const journal = openJournal();
    const actions = [1, 2, 3].map((n) => ended({ stagedAt: AT + n }));
    for (const action of actions) await journal.add(action);
    expect(await journal.keys({ before: AT + 3 })).toEqual([actions[1]?.id, actions[0]?.id]);
  });

  it('names records by their state, oldest first, past what is damaged', async () => {
    const journal = openJournal();
    const late = staged({}, AT + 9);
    const early = ended({ state: 'scheduled', stagedAt: AT });
    await journal.add(late);
    await journal.add(early);
    await journal.add(ended());
    await putRaw({ id: 'bent', state: 'pending' } as never);
    const found = await journal.inState('pending', 'scheduled');
    expect(found.map(({ id }) => id)).toEqual([early.id, late.id]);
  });

  it('names what waits, waits for its time, or runs, newest first', async () => {
    const journal = openJournal();
    const waiting = staged({}, AT + 1);
    const meant = ended({ state: 'scheduled', stagedAt: AT + 3, endedAt: null });
    const running = ended({ state: 'confirmed', stagedAt: AT + 2, endedAt: null });
    for (const action of [waiting, meant, running]) await journal.add(action);
    await putRaw({ id: 'bent', inFrame: [FRAME.tabId, FRAME.frameId, AT] } as never);
    const found = await journal.inFrame(FRAME, AT);
    expect(found.map(({ id }) => id)).toEqual([meant.id, running.id, waiting.id]);
  });

  it('finds bans past what is damaged', async () => {
    const journal = openJournal();
    const ban = ended();
    await journal.add(ban);
    const key = [ban.meeting.appId, ban.target?.userId];
    await putRaw({ id: 'bent', bannedUser: key } as never);
    expect(await journal.bansOf(ban.meeting.appId, [ban.target?.userId ?? ''])).toEqual([ban]);
  });
});
