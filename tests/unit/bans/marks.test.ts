// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { inputs } from '~/tests/depth';
import { APP_ID } from '~/tests/unit/actions/samples';
import { MARKS_AT_MOST, type Mark, mergeMarks } from '~/utils/bans/mark';
import { openMarks } from '~/utils/bans/marks';
import { mark, OTHER_APP } from './samples';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('marks that are imported', () => {
  it('are found by their user ids, trimmed, and in their own AppID alone', async () => {
    const marks = openMarks();
    await marks.add([mark(), mark({ appId: OTHER_APP, userId: 'u' }), mark({ userId: 'v' })]);
    const found = await marks.of(APP_ID, ['  google-oauth2|1140 ', 'u', 'nobody']);
    expect(found).toEqual([mark()]);
    expect(await marks.of(OTHER_APP, ['u', 'v'])).toMatchObject([{ userId: 'u' }]);
    expect(await marks.of(APP_ID, [])).toEqual([]);
  });

  it('a second time change nothing, and keep the day on which they came', async () => {
    const marks = openMarks();
    expect(await marks.add([mark()])).toMatchObject({ added: 1, changed: 0, known: 0 });
    const again = mark({ importedAt: mark().importedAt + 1 });
    expect(await marks.add([again])).toMatchObject({ put: [], added: 0, changed: 0, known: 1 });
    expect(await marks.all()).toEqual([mark()]);
  });

  it('of a later ban take the place of an earlier one, and not the other way round', async () => {
    const marks = openMarks();
    const at = mark().bannedAt ?? 0;
    const [undated, later] = [mark({ bannedAt: null }), mark({ bannedAt: at + 1, note: 'again' })];
    expect(await marks.add([undated])).toMatchObject({ added: 1 });
    expect(await marks.add([later])).toMatchObject({ changed: 1 });
    expect(await marks.add([mark()])).toMatchObject({ known: 1 });
    expect(await marks.add([undated])).toMatchObject({ known: 1 });
    expect(await marks.all()).toEqual([later]);
    expect(await marks.add([mark({ bannedAt: at + 1, note: 'put right' })])).toMatchObject({
      changed: 1,
    });
  });

  it('are never more than so many: what would be too much is refused as a whole', async () => {
    const marks = openMarks();
    const many = Array.from({ length: MARKS_AT_MOST }, (_, n) => mark({ userId: `u${n}` }));
    expect(await marks.add(many)).toMatchObject({ ok: true, added: MARKS_AT_MOST });
    const more = [mark({ userId: 'u0', note: 'new' }), mark({ userId: 'one more' })];
    expect(await marks.add(more)).toEqual({
      ok: false,
      code: 'too-many',
      would: MARKS_AT_MOST + 1,
    });
    expect(await marks.of(APP_ID, ['u0', 'one more'])).toMatchObject([{ userId: 'u0', note: '' }]);
    expect(await marks.add(more.slice(0, 1))).toMatchObject({ ok: true, changed: 1 });
  });

  it('are removed one by one, and all together with what cannot be read', async () => {
    const marks = openMarks();
    await marks.add([mark(), mark({ userId: 'v' })]);
    const db = await openDB('gavel-marks', 1);
    await db.put('marks', { surprise: 1 }, [APP_ID, 'broken']);
    await marks.remove({ appId: APP_ID, userId: ' v ' });
    expect(await marks.all()).toEqual([mark()]);
    await marks.clear();
    expect(await db.count('marks')).toBe(0);
    db.close();
  });
});

describe('merging', () => {
  const one = fc.record({
    userId: fc.constantFrom('a', 'b', 'c'),
    bannedAt: fc.constantFrom(null, 1, 2),
    note: fc.constantFrom('', 'x'),
  });
  const file = fc
    .uniqueArray(one, { selector: ({ userId }) => userId, maxLength: 3 })
    .map((all) => all.map((change) => mark(change)));

  function merged(there: readonly Mark[], incoming: readonly Mark[]): Mark[] {
    const by = new Map(there.map((each) => [each.userId, each]));
    for (const each of mergeMarks(there, incoming).put) by.set(each.userId, each);
    return [...by.values()];
  }

  it('brings the same marks however often the same file is taken, and loses nobody', () => {
    fc.assert(
      fc.property(file, file, (there, incoming) => {
        const once = merged(there, incoming);
        const { put, added, changed, known } = mergeMarks(there, incoming);
        expect(added + changed + known).toBe(incoming.length);
        expect(put).toHaveLength(added + changed);
        expect(mergeMarks(once, incoming)).toMatchObject({ put: [], known: incoming.length });
        const names = new Set([...there, ...incoming].map(({ userId }) => userId));
        expect(new Set(once.map(({ userId }) => userId))).toEqual(names);
      }),
      { numRuns: inputs(1000) },
    );
  });
});
