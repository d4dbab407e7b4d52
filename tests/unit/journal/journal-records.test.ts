// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { staged } from '~/tests/unit/actions/samples';
import { type JournalRecord, openJournal } from '~/utils/journal/journal';
import { clearActivity, readJournal } from '~/utils/journal/retention';
import { AT, ended, putRaw } from './activity-samples';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => vi.restoreAllMocks());

interface FakeTransaction {
  _execRequestAsync(request: { source: unknown; operation: () => unknown }): IDBRequest;
}

/** What a browser does with a value whose bytes are broken on the disk. */
function breakValue(broken: string): void {
  const get = IDBObjectStore.prototype.get;
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (
    this: IDBObjectStore,
    key: IDBValidKey | IDBKeyRange,
  ) {
    if (key !== broken) return get.call(this, key);
    return (this.transaction as unknown as FakeTransaction)._execRequestAsync({
      source: this,
      operation: () => {
        throw new DOMException('broken bytes', 'DataError');
      },
    });
  } as typeof get);
}

describe('the records of the journal', () => {
  it('come newest first, the damaged ones in their place and those without a time last', async () => {
    const journal = openJournal();
    const [old, young] = [ended({ stagedAt: AT }), ended({ stagedAt: AT + 2 })];
    await journal.add(old);
    await journal.add(young);
    await putRaw({ ...ended({ stagedAt: AT + 1 }), id: 'bent', kind: 'unheard-of' } as never);
    await putRaw({ id: 'no-time' });
    expect(await journal.keys()).toEqual([young.id, 'bent', old.id, 'no-time']);
    const records = await readJournal(journal, await journal.keys());
    expect(records.map(({ action }) => action?.id ?? null)).toEqual([young.id, null, old.id, null]);
    expect(records[3]).toEqual({ key: 'no-time', action: null, raw: { id: 'no-time' } });
  });

  it('that were deleted between the two readings are left out', async () => {
    const journal = openJournal();
    const action = ended();
    await journal.add(action);
    expect(await journal.read(['gone', action.id])).toHaveLength(1);
  });

  it('can all be read when the browser cannot read one of them', async () => {
    const journal = openJournal();
    const actions = [ended(), ended(), ended()];
    for (const action of actions) await journal.add(action);
    const broken = actions[1]?.id ?? '';
    breakValue(broken);
    const records = await journal.read(actions.map(({ id }) => id));
    expect(records.map(({ key }) => key)).toEqual(actions.map(({ id }) => id));
    expect(records.map(({ action }) => action !== null)).toEqual([true, false, true]);
  });

  it('can all be cleared when the browser cannot read one of them', async () => {
    const journal = openJournal();
    const actions = [ended(), ended(), staged()];
    for (const action of actions) await journal.add(action);
    breakValue(actions[1]?.id ?? '');
    expect(await clearActivity(journal)).toBe(2);
    expect(await journal.keys()).toEqual([staged().id]);
  });

  it('are kept where the decision is to keep them, also one that the browser cannot read', async () => {
    const journal = openJournal();
    const actions = [ended(), ended()];
    for (const action of actions) await journal.add(action);
    const [good = '', broken = ''] = actions.map(({ id }) => id);
    breakValue(broken);
    expect(await journal.remove([good, broken], ({ action }) => action !== null)).toBe(1);
    expect(await journal.keys()).toEqual([broken]);
  });

  it('come page by page, each once, also when the browser cannot read one of them', async () => {
    const journal = openJournal();
    const actions = Array.from({ length: 7 }, () => ended());
    for (const action of actions) await journal.add(action);
    await putRaw({ id: 'bent' });
    const all = async () => {
      const pages: JournalRecord[][] = [];
      do pages.push(await journal.page(pages.at(-1)?.at(-1)?.key ?? null, 3));
      while (pages.at(-1)?.length);
      expect(pages.map(({ length }) => length)).toEqual([3, 3, 2, 0]);
      return pages.flat();
    };
    const keys = [...actions.map(({ id }) => id), 'bent'].sort();
    const whole = await all();
    expect(whole.map(({ key }) => key)).toEqual(keys);
    expect(whole.map(({ action }) => action?.id ?? 'bent')).toEqual(keys);

    const broken = actions[3]?.id ?? '';
    breakValue(broken);
    vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(() => {
      throw new DOMException('broken bytes', 'DataError');
    });
    const apart = await all();
    expect(apart.map(({ key }) => key)).toEqual(keys);
    expect(apart.filter(({ raw }) => raw === undefined).map(({ key }) => key)).toEqual([broken]);
  });

  it('say that they cannot be read when the store itself cannot', async () => {
    const journal = openJournal();
    const action = ended();
    await journal.add(action);
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
      throw new DOMException('disk', 'UnknownError');
    });
    vi.spyOn(IDBObjectStore.prototype, 'count').mockImplementation(() => {
      throw new DOMException('disk', 'UnknownError');
    });
    await expect(journal.read([action.id])).rejects.toThrow('disk');
  });
});
