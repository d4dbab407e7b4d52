// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { staged } from '~/tests/unit/actions/samples';
import { type Journal, openJournal } from '~/utils/journal/journal';
import { applyRetention, clearActivity, countOverdue } from '~/utils/journal/retention';
import { AT, ended, putRaw } from './activity-samples';

const DAY = 86_400_000;
const NOW = AT + 400 * DAY;
const YEAR = 365;

let journal: Journal;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  journal = openJournal();
});

describe('the time that activity is kept', () => {
  it('deletes what is older and nothing that is not, to the millisecond', async () => {
    const edge = NOW - 365 * DAY;
    const [older, exact, young] = [edge - 1, edge, NOW].map((stagedAt) => ended({ stagedAt }));
    for (const action of [older, exact, young]) if (action) await journal.add(action);
    expect(await countOverdue(journal, YEAR, NOW)).toBe(1);
    expect(await applyRetention(journal, YEAR, NOW)).toBe(1);
    expect(await journal.keys()).toEqual([young?.id, exact?.id]);
    expect(await applyRetention(journal, YEAR, NOW)).toBe(0);
  });

  it('never deletes what waits for its confirmation or is being sent', async () => {
    const waiting = staged({}, AT);
    const running = ended({ state: 'confirmed', endedAt: null });
    await journal.add(waiting);
    await journal.add(running);
    expect(await applyRetention(journal, 1, NOW)).toBe(0);
    expect(await journal.keys()).toHaveLength(2);
  });

  it('deletes hundreds of records in several short transactions', async () => {
    for (let at = 0; at < 250; at += 1) await journal.add(ended({ stagedAt: AT + at }));
    const sizes: number[] = [];
    const counting = {
      ...journal,
      remove: (...[keys, decide]: Parameters<Journal['remove']>) => {
        sizes.push(keys.length);
        return journal.remove(keys, decide);
      },
    };
    expect(await applyRetention(counting, YEAR, NOW)).toBe(250);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
    expect(await journal.keys()).toEqual([]);
  });

  it('keeps everything when it is set so, and a damaged record that has no time', async () => {
    await journal.add(ended());
    await putRaw({ id: 'no-time' });
    expect(await applyRetention(journal, null, NOW)).toBe(0);
    expect(await countOverdue(journal, null, NOW)).toBe(0);
    expect(await applyRetention(journal, YEAR, NOW)).toBe(1);
    expect(await journal.keys()).toEqual(['no-time']);
  });
});

describe('clearing the activity', () => {
  it('deletes what has ended, damaged records too, and leaves what waits or runs', async () => {
    const waiting = staged({}, AT);
    const running = ended({ state: 'confirmed', endedAt: null, stagedAt: AT - 5 });
    for (const action of [waiting, running, ended(), ended({ state: 'cancelled', steps: [] })]) {
      await journal.add(action);
    }
    await putRaw({ id: 'no-time' });
    await putRaw({ ...ended(), id: 'bent' });
    expect(await clearActivity(journal)).toBe(4);
    expect(await journal.keys()).toEqual([waiting.id, running.id]);
  });

  it('leaves an action alone that was confirmed in the meantime', async () => {
    const waiting = staged({}, AT);
    await journal.add(waiting);
    const [removed] = await Promise.all([
      clearActivity(journal),
      journal.update(waiting.id, (action) => ({ ...action, state: 'confirmed' })),
    ]);
    expect(removed).toBe(0);
    expect((await journal.get(waiting.id))?.state).toBe('confirmed');
  });
});
