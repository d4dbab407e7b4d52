// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createRunner, type RunnerDeps } from '~/utils/actions/runner';
import { planSteps, RESUME_WITHIN_MS } from '~/utils/actions/steps';
import type { Outcome } from '~/utils/jaas/outcome';
import type { Action, Step } from '~/utils/journal/action';
import { openJournal } from '~/utils/journal/journal';
import { requestRunner } from './request-samples';
import { ID, staged, target } from './samples';

const accepted: Outcome = {
  result: 'accepted',
  code: 'accepted',
  status: 200,
  base: 'classic',
  sent: true,
};
const refused: Outcome = {
  result: 'refused',
  code: 'token-refused',
  status: 401,
  base: 'classic',
  sent: true,
};
const missing: Outcome = {
  result: 'failed',
  code: 'unknown-address',
  status: 404,
  base: 'classic',
  sent: true,
};

function confirmed(change: Partial<Action> = {}): Action {
  const steps = planSteps('ban', target(), true);
  return staged({ state: 'confirmed', confirmedAt: 1_000_000, steps, ...change });
}

async function setUp(action: Action, answers: Partial<Record<Step['operation'], Outcome>> = {}) {
  const journal = openJournal();
  await journal.add(action);
  const sent: { operation: string; asWritten: string | undefined }[] = [];
  const deps: RunnerDeps = {
    journal,
    now: () => 1_000_500,
    send: async (_, operation) => {
      const written = (await journal.get(action.id))?.steps.find(
        (step) => step.operation === operation,
      );
      sent.push({ operation, asWritten: written?.state });
      return answers[operation] ?? accepted;
    },
    changed: () => undefined,
  };
  return { journal, sent, runner: createRunner(deps), worker: requestRunner(deps), deps };
}

const states = async (journal: { get(id: string): Promise<Action | null> }) =>
  (await journal.get(ID))?.steps.map(({ state }) => state);

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('a confirmed action', () => {
  it('is sent step by step, each written down before it leaves', async () => {
    const { runner, sent, journal } = await setUp(confirmed());
    await runner.run(ID);
    expect(sent).toEqual([
      { operation: 'ban-user', asWritten: 'sending' },
      { operation: 'kick', asWritten: 'sending' },
    ]);
    expect(await journal.get(ID)).toMatchObject({ state: 'done', endedAt: 1_000_500 });
    expect(await states(journal)).toEqual(['accepted', 'accepted']);
  });

  it('run twice at once is sent once', async () => {
    const { runner, sent } = await setUp(confirmed());
    await Promise.all([runner.run(ID), runner.run(ID)]);
    await runner.run(ID);
    expect(sent).toHaveLength(2);
  });

  it('run by two workers at once is sent once', async () => {
    const { runner, sent, deps } = await setUp(confirmed());
    await Promise.all([runner.run(ID), createRunner(deps).run(ID)]);
    expect(sent.map(({ operation }) => operation).sort()).toEqual(['ban-user', 'kick']);
  });

  it('still removes the person when the ban failed for its own reasons', async () => {
    const { runner, journal } = await setUp(confirmed(), { 'ban-user': missing });
    await runner.run(ID);
    expect(await states(journal)).toEqual(['failed', 'accepted']);
  });

  it('F11: is removed although JaaS refused the ban: the person is still there', async () => {
    const { runner, sent, journal } = await setUp(confirmed(), { 'ban-user': refused });
    await runner.run(ID);
    expect(sent).toHaveLength(2);
    expect(await states(journal)).toEqual(['refused', 'accepted']);
  });

  it('skips the removal when there is no key, for nothing can sign it', async () => {
    const noKey = { ...refused, code: 'no-key', sent: false } as const;
    const { runner, sent, journal } = await setUp(confirmed(), { 'ban-user': noKey });
    await runner.run(ID);
    expect(sent).toHaveLength(1);
    expect(await states(journal)).toEqual(['refused', 'skipped']);
    expect((await journal.get(ID))?.state).toBe('done');
  });

  it('is not sent when its step cannot be written down', async () => {
    const { sent, deps, journal } = await setUp(confirmed());
    const full = { ...journal, update: () => Promise.reject(new Error('disk full')) };
    await expect(createRunner({ ...deps, journal: full }).run(ID)).rejects.toThrow('disk full');
    expect(sent).toEqual([]);
  });

  it('whose outcome cannot be written at first has it written in the end', async () => {
    const { deps, journal } = await setUp(confirmed());
    let failures = 2;
    const flaky = {
      ...journal,
      update: ((id, decide) => {
        let ends = false;
        const noting: typeof decide = (action) => {
          const after = decide(action);
          ends = after?.steps.some(({ outcome }) => outcome !== null) ?? false;
          return ends && failures > 0 ? null : after;
        };
        return journal.update(id, noting).then((result) => {
          if (ends && failures-- > 0) throw new Error('disk full');
          return result;
        });
      }) as typeof journal.update,
    };
    await createRunner({ ...deps, journal: flaky }).run(ID);
    expect(await states(journal)).toEqual(['accepted', 'accepted']);
  });

  it('says that nothing was sent when the storage could not be read for it', async () => {
    const { deps, journal } = await setUp(confirmed());
    const send = () => Promise.reject(new Error('storage'));
    await createRunner({ ...deps, send }).run(ID);
    expect((await journal.get(ID))?.steps[0]?.outcome).toMatchObject({
      code: 'not-sent',
      sent: false,
    });
  });

  it('that was only asked for is never sent', async () => {
    const { runner, sent } = await setUp(staged());
    await runner.run(ID);
    expect(sent).toEqual([]);
  });
});

describe('a worker that starts after another was stopped', () => {
  const sending = (): Action => {
    const action = confirmed();
    const [ban, kick] = action.steps;
    return ban && kick
      ? { ...action, steps: [{ ...ban, state: 'sending', startedAt: 1_000_100 }, kick] }
      : action;
  };

  it('says that the outcome of what was being sent is unknown, and goes on to the removal', async () => {
    const { worker, sent, journal } = await setUp(sending());
    await Promise.all((await worker.recover()).map((id) => worker.run(id)));
    expect(sent.map(({ operation }) => operation)).toEqual(['kick']);
    expect(await states(journal)).toEqual(['unknown', 'accepted']);
  });

  it('sends what was confirmed and never left', async () => {
    const { worker, sent } = await setUp(confirmed());
    await Promise.all((await worker.recover()).map((id) => worker.run(id)));
    expect(sent).toHaveLength(2);
  });

  it('sends nothing that was confirmed long ago', async () => {
    const long = confirmed({ confirmedAt: 1_000_000 - RESUME_WITHIN_MS });
    const { worker, sent, journal } = await setUp(long);
    expect(await worker.recover()).toEqual([]);
    expect(sent).toEqual([]);
    expect(await journal.get(ID)).toMatchObject({ state: 'done' });
    expect((await journal.get(ID))?.steps[0]?.outcome).toMatchObject({
      code: 'not-sent',
      sent: false,
    });
  });

  it('does not send a token ban again, for the token is gone with the worker', async () => {
    const steps = planSteps('ban-token', null, false);
    const { worker, sent, journal } = await setUp(
      confirmed({ kind: 'ban-token', target: null, steps }),
    );
    expect(await worker.recover()).toEqual([]);
    expect(sent).toEqual([]);
    expect(await states(journal)).toEqual(['failed']);
  });

  it('leaves what has ended as it is', async () => {
    const done = confirmed({ state: 'done', endedAt: 1_000_200 });
    const { worker, sent, journal } = await setUp(done);
    expect(await worker.recover()).toEqual([]);
    expect(sent).toEqual([]);
    expect(await journal.get(ID)).toEqual(done);
  });
});
