// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createRunner, type RunnerDeps } from '~/utils/actions/runner';
import { planSteps } from '~/utils/actions/steps';
import type { Outcome } from '~/utils/jaas/outcome';
import type { Action } from '~/utils/journal/action';
import { type Journal, openJournal } from '~/utils/journal/journal';
import { until } from '../until';
import { requestRunner } from './request-samples';
import { ID, staged, target } from './samples';

const accepted: Outcome = { result: 'accepted', code: 'accepted', base: 'classic', sent: true };
const confirmed = (change: Partial<Action> = {}) =>
  staged({
    state: 'confirmed',
    confirmedAt: 1_000_000,
    steps: planSteps('ban', target(), true),
    ...change,
  });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

function runnerOver(journal: Journal, change: Partial<RunnerDeps> = {}) {
  const told: string[] = [];
  const sent: string[] = [];
  const deps: RunnerDeps = {
    journal,
    now: () => 1_000_500,
    send: async (_, operation) => {
      sent.push(operation);
      return accepted;
    },
    changed: ({ state, steps }) => told.push([state, ...steps.map((step) => step.state)].join(' ')),
    ...change,
  };
  return { runner: createRunner(deps), worker: requestRunner(deps), told, sent };
}

describe('an action that is run', () => {
  it('gives back what became of each step, and tells of every change', async () => {
    const journal = openJournal();
    await journal.add(confirmed());
    const { runner, told } = runnerOver(journal);
    expect(await runner.run(ID)).toEqual([accepted, accepted]);
    expect(told[0]).toBe('confirmed sending waiting');
    expect(told).toContain('confirmed accepted sending');
    expect(told.at(-1)).toBe('done accepted accepted');
    expect(await runner.run(ID)).toEqual([]);
  });

  it('twice at once sends the removal only when the ban has its answer', async () => {
    const journal = openJournal();
    await journal.add(confirmed());
    let answer: (outcome: Outcome) => void = () => undefined;
    const send = vi.fn(
      () =>
        new Promise<Outcome>((resolve) => {
          answer = resolve;
        }),
    );
    const { runner } = runnerOver(journal, { send });
    const runs = [runner.run(ID), runner.run(ID)];
    await until(() => send.mock.calls.length > 0, 'the ban to be sent');
    for (let n = 0; n < 5; n += 1) await journal.get(ID);
    expect(send).toHaveBeenCalledTimes(1);
    answer(accepted);
    await until(() => send.mock.calls.length > 1, 'the removal to be sent');
    answer(accepted);
    await Promise.all(runs);
  });

  it('before it was confirmed is sent when it is run after that', async () => {
    const journal = openJournal();
    await journal.add(staged());
    const { runner, sent } = runnerOver(journal);
    await runner.run(ID);
    await journal.update(ID, () => confirmed());
    await runner.run(ID);
    expect(sent).toEqual(['ban-user', 'kick']);
  });

  it('although it is over is not sent, whatever its steps say', async () => {
    const journal = openJournal();
    await journal.add(confirmed({ state: 'cancelled' }));
    const { runner, sent, told } = runnerOver(journal);
    expect(await runner.run(ID)).toEqual([]);
    expect(await runner.run('0b8f5c1e-7a52-4f37-9d0e-3b7ad4c0e999')).toEqual([]);
    expect([sent, told]).toEqual([[], []]);
  });

  it('whose outcome cannot be written is tried three times, and then left to the next worker', async () => {
    const journal = openJournal();
    await journal.add(confirmed());
    let writes = 0;
    const failing: Journal = {
      ...journal,
      update: (id, decide) => {
        writes += 1;
        return writes === 1 ? journal.update(id, decide) : Promise.reject(new Error('disk full'));
      },
    };
    const { runner, sent } = runnerOver(failing);
    await expect(runner.run(ID)).rejects.toThrow('disk full');
    expect([writes, sent]).toEqual([4, ['ban-user']]);
  });
});

describe('a worker that settles what was left', () => {
  it('leaves alone what it is sending itself', async () => {
    const journal = openJournal();
    await journal.add(confirmed());
    let answer: (outcome: Outcome) => void = () => undefined;
    const send = vi.fn(
      () =>
        new Promise<Outcome>((resolve) => {
          answer = resolve;
        }),
    );
    const { worker } = runnerOver(journal, { send });
    const run = worker.run(ID);
    await until(() => send.mock.calls.length > 0, 'the ban to be sent');
    expect(await worker.recover()).toEqual([]);
    expect((await journal.get(ID))?.steps[0]).toMatchObject({ state: 'sending' });
    answer(accepted);
    await until(() => send.mock.calls.length > 1, 'the removal to be sent');
    answer(accepted);
    await run;
  });

  it('passes over what was removed meanwhile', async () => {
    const journal = openJournal();
    await journal.add(confirmed());
    const stale = await journal.inState('confirmed');
    await journal.remove([ID], () => true);
    const { worker, told } = runnerOver({ ...journal, inState: async () => stale });
    expect(await worker.recover()).toEqual([]);
    expect(told).toEqual([]);
  });
});
