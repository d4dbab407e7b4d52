// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { APP_ID, staged, target } from '~/tests/unit/actions/samples';
import { appIdSchema } from '~/utils/borders/schemas';
import type { Action } from '~/utils/journal/action';
import { banMarks } from '~/utils/journal/bans';
import { openJournal } from '~/utils/journal/journal';
import { readJournal } from '~/utils/journal/retention';
import { AT, ended, step } from './activity-samples';

const OTHER_APP = appIdSchema.parse(`vpaas-magic-cookie-${'0'.repeat(32)}`);
const MALLORY = 'google-oauth2|1140';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

afterEach(() => vi.restoreAllMocks());

const READING = ['get', 'getKey', 'getAll', 'getAllKeys', 'openCursor', 'openKeyCursor'] as const;

/** How often the database is asked from now on, by method, how many records it gives, and how far cursors go. */
function watchReading() {
  const spies = [IDBObjectStore.prototype, IDBIndex.prototype].flatMap((prototype) =>
    READING.map((method) => ({ method, spy: vi.spyOn(prototype, method) })),
  );
  const steps = vi.spyOn(IDBCursor.prototype, 'key', 'get');
  return () => {
    const asked = spies.filter(({ spy }) => spy.mock.calls.length > 0);
    // A cursor is no record.
    const records = asked.filter(({ method }) => !method.startsWith('open'));
    const requests = records.flatMap(({ spy }) => spy.mock.results.map(({ value }) => value));
    return {
      asked: Object.fromEntries(asked.map(({ method, spy }) => [method, spy.mock.calls.length])),
      given: requests.flatMap((request: IDBRequest) => request.result ?? []).length,
      steps: steps.mock.calls.length,
    };
  };
}

const idsOf = (actions: readonly Action[]) => actions.map(({ id }) => id).sort();

/** The database as Gavel 0.1 left it. */
async function versionOne(values: readonly object[]): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('gavel', 1);
    request.onupgradeneeded = () => {
      const actions = request.result.createObjectStore('actions', { keyPath: 'id' });
      actions.createIndex('state', 'state');
      actions.createIndex('stagedAt', 'stagedAt');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  await new Promise<void>((resolve, reject) => {
    const tx = db.transaction('actions', 'readwrite');
    for (const value of values) tx.objectStore('actions').put(value);
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error);
  });
  db.close();
}

describe('the bans of a user id', () => {
  it('are found whatever spaces stand around the id, then or now', async () => {
    const journal = openJournal();
    const ban = ended({ target: target({ userId: ` ${MALLORY}\n` }) });
    await journal.add(ban);
    expect(await journal.bansOf(APP_ID, [MALLORY])).toEqual([ban]);
    expect(await journal.bansOf(APP_ID, [`${MALLORY}  `, MALLORY])).toEqual([ban]);
    expect(await journal.bansOf(APP_ID, [MALLORY.toUpperCase(), 'google-oauth2|11'])).toEqual([]);
  });

  it('of another AppID are another matter', async () => {
    const journal = openJournal();
    await journal.add(ended());
    expect(await journal.bansOf(OTHER_APP, [MALLORY])).toEqual([]);
  });

  it('are those that were accepted or may have been, from whatever record they come', async () => {
    const journal = openJournal();
    await journal.add(staged());
    await journal.add(ended({ kind: 'remove', steps: [step('kick', 'accepted', {})] }));
    await journal.add(ended({ steps: [step('ban-user', 'refused', { result: 'refused' })] }));
    await journal.add(ended({ steps: [step('ban-user', 'skipped')] }));
    expect(await journal.bansOf(APP_ID, [MALLORY])).toEqual([]);
    const unclear = ended({ steps: [step('ban-user', 'unknown'), step('kick', 'accepted', {})] });
    await journal.add(unclear);
    expect(await journal.bansOf(APP_ID, [MALLORY])).toEqual([unclear]);
  });

  it('may hold after a fault of JaaS’s own, and are marked as not certain', async () => {
    const journal = openJournal();
    const fault = { result: 'failed', code: 'server-fault' } as const;
    const ban = ended({ steps: [step('ban-user', 'failed', fault)] });
    await journal.add(ban);
    expect(await journal.bansOf(APP_ID, [MALLORY])).toEqual([ban]);
    expect(banMarks([ban]).get(MALLORY)).toMatchObject({ certain: false });
  });

  it('are found from the moment in which the outcome is written, and gone with the record', async () => {
    const journal = openJournal();
    const ban = ended({ state: 'confirmed', steps: [step('ban-user', 'sending')] });
    await journal.add(ban);
    expect(await journal.bansOf(APP_ID, [MALLORY])).toEqual([]);
    const steps = [step('ban-user', 'accepted', {})];
    await journal.update(ban.id, (action) => ({ ...action, state: 'done', steps }));
    expect(await journal.bansOf(APP_ID, [MALLORY])).toHaveLength(1);
    await journal.remove([ban.id], () => true);
    expect(await journal.bansOf(APP_ID, [MALLORY])).toEqual([]);
  });

  it('are found in as many steps as there are bans or people, whichever are fewer', async () => {
    const journal = openJournal();
    const other = (n: number) => ended({ target: target({ userId: `google-oauth2|${n}` }) });
    await journal.add(ended(), ...Array.from({ length: 1000 }, (_, n) => other(2 * n + 1)));
    const few = watchReading();
    // Fifty people who come between the bans, in the order of the index.
    const people = Array.from({ length: 50 }, (_, n) => `google-oauth2|${2 * n}`);
    expect(await journal.bansOf(APP_ID, [...people, MALLORY])).toHaveLength(1);
    const { given, steps } = few();
    expect(given, 'the one ban, and no record that nobody asked for').toBe(1);
    expect(steps).toBeLessThanOrEqual(51);
  });

  it('are found at once where hardly anybody was banned, among however many people', async () => {
    const journal = openJournal();
    await journal.add(ended());
    const many = watchReading();
    const people = Array.from({ length: 2000 }, (_, n) => `google-oauth2|${n}`);
    expect(await journal.bansOf(APP_ID, people)).toHaveLength(1);
    expect(many()).toEqual({ asked: { openKeyCursor: 1, getAll: 1 }, given: 1, steps: 1 });
  });

  it('are those that a look at every record finds, whatever the ids are', async () => {
    const unit = fc.constantFrom('a', 'b', 'Z', ' ', 'é', '\u{1F600}', '\uFFFD');
    const ids = fc.array(fc.string({ unit, maxLength: 3 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(ids, ids, ids, async (banned, elsewhere, asked) => {
        globalThis.indexedDB = new IDBFactory();
        const journal = openJournal();
        const bans = banned.map((userId) => ended({ target: target({ userId }) }));
        const others = elsewhere.map((userId) =>
          ended({ target: target({ userId }), meeting: { ...staged().meeting, appId: OTHER_APP } }),
        );
        await journal.add(...bans, ...others);
        const wanted = new Set(asked.map((userId) => userId.trim()).filter((id) => id !== ''));
        const right = bans.filter(({ target: who }) => wanted.has(who?.userId?.trim() ?? ''));
        expect(idsOf(await journal.bansOf(APP_ID, asked))).toEqual(idsOf(right));
      }),
    );
  });
});

describe('a journal of version 1', () => {
  it('keeps all its records, and its bans are found', async () => {
    const { backAt: _, request: __, ...old } = ended();
    const damaged = { id: 'bent', stagedAt: AT, kind: 'unheard-of' };
    const removal = ended({ kind: 'remove', steps: [step('kick', 'accepted', {})] });
    // The first that is come by, too: what follows it is not to be missed.
    const first = { ...damaged, id: '!' };
    await versionOne([first, old, damaged, removal]);
    const journal = openJournal();
    expect(await journal.bansOf(APP_ID, [MALLORY])).toMatchObject([{ id: old.id, backAt: null }]);
    const records = await readJournal(journal, await journal.keys());
    expect(records).toHaveLength(4);
    expect(records.find(({ key }) => key === 'bent')?.raw).toEqual(damaged);
    expect(await journal.get(removal.id)).toEqual(removal);
  });
});

describe('the mark of a user id', () => {
  const at = (endedAt: number, state: 'accepted' | 'unknown') =>
    ended({ steps: [{ ...step('ban-user', state), endedAt }] });

  it('is the newest ban that is certain, before any that is not', () => {
    const bans = [at(AT + 1, 'accepted'), at(AT + 2, 'accepted'), at(AT + 3, 'unknown')];
    const mark = { userId: MALLORY, at: AT + 2, certain: true };
    expect([...banMarks(bans).values()]).toEqual([mark]);
    expect([...banMarks(bans.reverse()).values()]).toEqual([mark]);
  });

  it('says when it is not certain', () => {
    expect(banMarks([at(AT, 'unknown')]).get(MALLORY)).toMatchObject({ certain: false });
  });
});
