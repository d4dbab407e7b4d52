// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createRequestRunner } from '~/utils/actions/request-runner';
import type { Outcome } from '~/utils/jaas/outcome';
import type { Action } from '~/utils/journal/action';
import { type Journal, openJournal } from '~/utils/journal/journal';
import { until } from '../until';
import { batchDesk, crowd } from './batch-samples';
import { ID } from './samples';

const accepted: Outcome = { result: 'accepted', code: 'accepted', base: 'classic', sent: true };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('a batch that is run', () => {
  async function setUp(change: (journal: Journal) => Partial<Journal> = () => ({})) {
    const journal = openJournal();
    const { staged: stage, confirm, world } = batchDesk(journal, crowd(3));
    const batch = await stage('ban', crowd(3));
    await confirm(batch);
    const over: Journal = { ...journal, ...change(journal) };
    const told: Action[] = [];
    const runOne = vi.fn(async (): Promise<readonly Outcome[]> => [accepted]);
    const runner = createRequestRunner({
      journal: over,
      now: () => world.now,
      runner: { run: runOne, depart: async () => [] },
      atOnce: async () => 2,
      wait: async () => undefined,
      changed: (records) => told.push(...records.slice(0, 1)),
    });
    return { journal, batch, world, told, runOne, runner };
  }

  it('tells at its end, once, and of none that is not there', async () => {
    const { batch, told, runner, runOne } = await setUp();
    await runner.run(batch);
    expect(told).toMatchObject([{ request: batch }]);
    expect(runOne).toHaveBeenCalledTimes(3);
    await runner.run(ID);
    expect(told).toHaveLength(1);
  });

  it('twice at once is worked through once', async () => {
    const { batch, runner, runOne } = await setUp();
    await Promise.all([runner.run(batch), runner.run(batch)]);
    expect(runOne).toHaveBeenCalledTimes(3);
  });

  it('tells when it is stopped, and nothing when there was nothing to stop', async () => {
    const { batch, told, runner } = await setUp();
    await runner.stop(batch);
    expect(told).toMatchObject([{ request: batch, state: 'done' }]);
    await runner.stop(batch);
    expect(told).toHaveLength(1);
  });

  it('tells what it found left by an earlier worker', async () => {
    const { batch, told, world, runner } = await setUp();
    expect(await runner.recover()).toEqual([batch]);
    world.now += 500_000;
    told.length = 0;
    expect(await runner.recover()).toEqual([]);
    expect(told).toMatchObject([{ request: batch, state: 'done' }]);
    expect(await runner.recover()).toEqual([]);
    expect(told).toHaveLength(1);
  });

  it('is left alone by that while it runs', async () => {
    const { batch, journal, world, runner, runOne } = await setUp();
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    runOne.mockImplementation(async () => {
      await gate;
      return [accepted];
    });
    const run = runner.run(batch);
    await until(() => runOne.mock.calls.length > 0, 'somebody to be sent for');
    world.now += 500_000;
    expect(await runner.recover()).toEqual([]);
    expect(await journal.inState('confirmed')).toHaveLength(3);
    open();
    await run;
    expect(runner.isRunning(batch)).toBe(false);
  });

  it.each([
    [2, 'is written down at the third try'],
    [3, 'cannot be written down'],
  ])('after %d failed writes %s', async (failures) => {
    let attempts = 0;
    const { batch, journal, runner } = await setUp((real) => ({
      updateRequest: (...args) => {
        attempts += 1;
        return attempts <= failures
          ? Promise.reject(new Error('disk full'))
          : real.updateRequest(...args);
      },
    }));
    const stopped = runner.stop(batch);
    if (failures === 3) await expect(stopped).rejects.toThrow('disk full');
    else await stopped;
    expect(attempts).toBe(3);
    expect(await journal.inState('confirmed')).toHaveLength(failures === 3 ? 3 : 0);
  });
});
