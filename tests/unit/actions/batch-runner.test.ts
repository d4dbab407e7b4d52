// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { backoffAfter, MOST_ERRORS, NO_BACKOFF } from '~/utils/actions/backoff';
import { createRequestRunner } from '~/utils/actions/request-runner';
import { createRunner } from '~/utils/actions/runner';
import { RESUME_WITHIN_MS } from '~/utils/actions/steps';
import type { Outcome } from '~/utils/jaas/outcome';
import type { Action, Target } from '~/utils/journal/action';
import { type Journal, openJournal } from '~/utils/journal/journal';
import { summaryOf } from '~/utils/journal/request-summary';
import { turn, until } from '../until';
import { batchDesk, crowd, person } from './batch-samples';
import { sameFrameNow } from './samples';

const base = 'classic' as const;
const accepted: Outcome = { result: 'accepted', code: 'accepted', base, sent: true, status: 200 };
const refused: Outcome = {
  result: 'refused',
  code: 'token-refused',
  base,
  sent: true,
  status: 401,
};
const fault: Outcome = { result: 'failed', code: 'server-fault', base, sent: true, status: 503 };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** A confirmed batch and a worker for it; `answer` is JaaS. */
async function confirmed(people: readonly Target[], answer: Answer = async () => accepted) {
  const journal = openJournal();
  const { staged, confirm, world } = batchDesk(journal, people);
  const batch = await staged('ban', people);
  await confirm(batch);
  return { journal, batch, world, ...worker(journal, () => world.now, answer, pass(world)) };
}

type Answer = (sent: string, halt?: AbortSignal) => Promise<Outcome>;

function pass(world: { now: number }) {
  return async (ms: number) => {
    world.now += ms;
    await turn();
  };
}

function worker(
  journal: Journal,
  now: () => number,
  answer: Answer,
  wait: (ms: number) => Promise<void>,
  atOnce = 4,
) {
  const sent: string[] = [];
  const under = { way: 0, most: 0 };
  const runner = createRunner({
    journal,
    now,
    send: async (action, operation, { halt }) => {
      const name = `${operation} ${action.target?.name}`;
      sent.push(name);
      under.way += 1;
      under.most = Math.max(under.most, under.way);
      const outcome = await answer(name, halt);
      under.way -= 1;
      return outcome;
    },
    changed: () => undefined,
  });
  const batches = createRequestRunner({
    journal,
    now,
    runner,
    atOnce: async () => atOnce,
    wait,
    changed: () => undefined,
  });
  return { sent, under, runner, batches };
}

const view = async (journal: Journal, batch: string) =>
  summaryOf(await journal.ofRequest(batch), false);
const codes = (actions: readonly Action[]) =>
  actions.flatMap(({ steps }) => steps.map(({ outcome }) => outcome?.code));

describe('a confirmed batch', () => {
  it('bans and removes everybody once, each person in order, so many at once as set', async () => {
    const held: (() => void)[] = [];
    const { batches, batch, sent, under, journal } = await confirmed(
      crowd(30),
      () => new Promise((resolve) => held.push(() => resolve(accepted))),
    );
    const runs = Promise.all([batches.run(batch), batches.run(batch)]);
    await until(() => held.length >= 4, 'four requests under way');
    // A fifth would be a few transactions behind the fourth, and these come behind it.
    for (let n = 0; n < 5; n += 1) await journal.ofRequest(batch);
    expect(held).toHaveLength(4);
    for (let answered = 0; answered < 60; answered += 1) {
      await until(() => held.length > 0, `request ${answered + 1}`);
      held.shift()?.();
    }
    await runs;
    expect(sent).toHaveLength(60);
    expect(new Set(sent).size).toBe(60);
    for (const { name } of crowd(30)) {
      expect(sent.indexOf(`ban-user ${name}`)).toBeLessThan(sent.indexOf(`kick ${name}`));
    }
    expect(under.most).toBe(4);
    expect(await view(journal, batch)).toMatchObject({ state: 'done', done: 30, accepted: 30 });
    expect(batches.isRunning(batch)).toBe(false);
  });

  it('that is stopped ends the pauses of those who are under way, who keep their outcome', async () => {
    const busy: Outcome = { result: 'failed', code: 'busy', base, sent: true, status: 429 };
    const people = crowd(10);
    let began = 0;
    const { batches, batch, sent, journal } = await confirmed(people, async (_, halt) => {
      began += 1;
      if (!halt?.aborted) {
        await new Promise((resolve) => halt?.addEventListener('abort', resolve));
      }
      return busy;
    });
    const run = batches.run(batch);
    await until(() => began === 4);
    await batches.stop(batch);
    await run;
    expect(sent).toHaveLength(4);
    expect(await view(journal, batch)).toMatchObject({ state: 'done', failed: 4, notSent: 6 });
  });

  it('that JaaS refuses the token of is given up, and the others are not asked for', async () => {
    const { batches, batch, sent, journal } = await confirmed(crowd(50), async () => refused);
    await batches.run(batch);
    // The removal is tried after a ban that was refused.
    expect(sent).toHaveLength(8);
    expect(await view(journal, batch)).toMatchObject({ state: 'done', failed: 4, notSent: 46 });
    expect(
      codes(await journal.ofRequest(batch)).filter((code) => code === 'held-back'),
    ).toHaveLength(92);
  });

  it('F11: whose bans are refused has everybody removed all the same', async () => {
    for (const code of ['not-allowed', 'in-front'] as const) {
      const { batches, batch, journal } = await confirmed(crowd(20), async (name) =>
        name.startsWith('ban-user') ? { ...refused, code, status: 403 } : accepted,
      );
      await batches.run(batch);
      const records = await journal.ofRequest(batch);
      const states = records.map(({ steps }) => steps.map(({ state }) => state));
      expect(states).toEqual(Array.from({ length: 20 }, () => ['refused', 'accepted']));
    }
  });

  it('does not hammer a service that is down, and is given up in the end', async () => {
    const { batches, batch, sent, world, journal } = await confirmed(crowd(100), async () => fault);
    const began = world.now;
    await batches.run(batch);
    // Four at once at first, then one at a time after each pause.
    expect(sent.length).toBe(2 * (4 + MOST_ERRORS - 1));
    expect(world.now - began).toBeGreaterThanOrEqual(15_000);
    expect(await view(journal, batch)).toMatchObject({ state: 'done', notSent: 92 });
  });

  it('goes on when the service is well again', async () => {
    let ill = 3;
    const { batches, batch, journal } = await confirmed(crowd(20), async () =>
      ill-- > 0 ? fault : accepted,
    );
    await batches.run(batch);
    expect(await view(journal, batch)).toMatchObject({ state: 'done', done: 20, notSent: 0 });
  });

  it('whose steps cannot be written down is not sent', async () => {
    const { batch, journal, world } = await confirmed(crowd(10));
    const full = { ...journal, update: () => Promise.reject(new Error('disk full')) };
    const { batches, sent } = worker(
      full,
      () => world.now,
      async () => accepted,
      pass(world),
    );
    await expect(batches.run(batch)).rejects.toThrow('disk full');
    expect(sent).toEqual([]);
    expect(await view(journal, batch)).toMatchObject({ state: 'done', notSent: 10 });
  });
});

describe('Stop', () => {
  it('lets nobody begin any more, and says so of each', async () => {
    const held: (() => void)[] = [];
    const { batches, batch, sent, journal } = await confirmed(crowd(20), () => {
      return new Promise((resolve) => held.push(() => resolve(accepted)));
    });
    const end = batches.run(batch);
    await until(() => sent.length === 4);
    await batches.stop(batch);
    for (const answer of held) answer();
    await end;
    expect(sent).toHaveLength(4);
    expect(await view(journal, batch)).toMatchObject({
      state: 'done',
      done: 20,
      failed: 4,
      notSent: 16,
    });
    const actions = await journal.ofRequest(batch);
    const stopped = codes(actions).filter((code) => code === 'cancelled');
    expect(stopped).toHaveLength(36);
  });

  it('after the end changes nothing', async () => {
    const { batches, batch, journal } = await confirmed(crowd(3));
    await batches.run(batch);
    const before = await journal.ofRequest(batch);
    await batches.stop(batch);
    expect(await journal.ofRequest(batch)).toEqual(before);
  });

  it('of a batch that waits confirms and cancels nothing', async () => {
    const journal = openJournal();
    const { staged, world } = batchDesk(journal, crowd(3));
    const batch = await staged('ban', crowd(3));
    await worker(
      journal,
      () => world.now,
      async () => accepted,
      pass(world),
    ).batches.stop(batch);
    expect((await view(journal, batch))?.state).toBe('pending');
  });
});

describe('a worker that starts after another was stopped in a batch', () => {
  async function interrupted() {
    const { batch, journal, world } = await confirmed(crowd(12));
    let unanswered = 0;
    const first = worker(
      journal,
      () => world.now,
      async (name) => {
        if (!/[0-3]$/.test(name)) return accepted;
        unanswered += 1;
        return new Promise(() => undefined);
      },
      pass(world),
    );
    void first.batches.run(batch);
    expect(first.batches.isRunning(batch)).toBe(true);
    await until(() => unanswered === 4, 'every lane at somebody who gets no answer');
    const steps = (await journal.ofRequest(batch)).flatMap((action) => action.steps);
    expect(steps.filter(({ state }) => state === 'sending')).toHaveLength(4);
    return { batch, journal, world, before: first.sent };
  }

  it('goes on with those who are certain, and sends nothing twice', async () => {
    const { batch, journal, world, before } = await interrupted();
    world.now += 40_000;
    const next = worker(
      journal,
      () => world.now,
      async () => accepted,
      pass(world),
    );
    expect(await next.batches.recover()).toEqual([batch]);
    await next.batches.run(batch);
    const all = [...before, ...next.sent];
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(24);
    expect(await view(journal, batch)).toMatchObject({ state: 'done', unknown: 4, accepted: 8 });
  });

  it('goes on long after the confirmation, where something was sent a moment ago', async () => {
    const { batch, journal, world } = await interrupted();
    const late = world.now + 20 * RESUME_WITHIN_MS;
    await journal.updateRequest(batch, (actions) =>
      actions.slice(0, 1).map((action) => ({
        ...action,
        steps: action.steps.map((step) => ({ ...step, startedAt: late })),
      })),
    );
    world.now = late + RESUME_WITHIN_MS - 1;
    const next = worker(
      journal,
      () => world.now,
      async () => accepted,
      pass(world),
    );
    expect(await next.batches.recover()).toEqual([batch]);
  });

  it('sends nothing of a batch that nothing was heard of for long', async () => {
    const { batch, journal, world } = await interrupted();
    world.now += RESUME_WITHIN_MS + 1;
    const next = worker(
      journal,
      () => world.now,
      async () => accepted,
      pass(world),
    );
    expect(await next.batches.recover()).toEqual([]);
    const after = await view(journal, batch);
    expect(after).toMatchObject({ state: 'done', done: 12, unknown: 4 });
    expect(next.sent).toEqual([]);
  });
});

describe('the pace', () => {
  it('is not slowed down by what concerns one person only', () => {
    const missing: Outcome = { ...refused, code: 'unknown-address', status: 404 };
    expect(backoffAfter(NO_BACKOFF, [missing, accepted], 0, 1000)).toEqual(NO_BACKOFF);
  });

  it('waits as long as JaaS asks, half a minute at most, and longer with each trouble', () => {
    const busy: Outcome = { ...fault, code: 'busy', retryAfterMs: 7000 };
    const once = backoffAfter(NO_BACKOFF, [busy], 0, 1000);
    expect(once).toMatchObject({ errors: 1, notBefore: 8000 });
    const forever = backoffAfter(once, [{ ...busy, retryAfterMs: 900_000 }], 8000, 9000);
    expect(forever).toMatchObject({ errors: 2, notBefore: 39_000 });
  });

  it('counts those who met the same moment of trouble as one', () => {
    const once = backoffAfter(NO_BACKOFF, [fault], 0, 1000);
    expect(backoffAfter(once, [fault], 500, 1200).errors).toBe(1);
    expect(backoffAfter(once, [fault], 2500, 3200).errors).toBe(2);
  });

  it('is over at once where it would be the same for everybody', () => {
    for (const code of ['token-refused', 'not-allowed', 'no-key'] as const) {
      expect(backoffAfter(NO_BACKOFF, [{ ...refused, code }], 0, 1).over).toBe('fatal');
    }
  });
});

describe('those for whom something was not accepted', () => {
  it('are asked for once more, with what is still to do', async () => {
    const people = [person(0), person(1), person(2), person(3)];
    const { journal, batch, world, batches } = await confirmed(people, async (name) =>
      name === 'ban-user Person 1' || name === 'kick Person 2'
        ? { ...refused, code: 'not-understood', status: 400 }
        : accepted,
    );
    await batches.run(batch);
    const { requests } = batchDesk(journal, people);
    world.now += 1000;
    const again = await requests.repeat(batch, null, sameFrameNow);
    const staged = again.ok ? await journal.ofRequest(again.id) : [];
    expect(staged.map(({ kind, target }) => `${kind} ${target?.name}`).sort()).toEqual([
      'ban Person 1',
      'remove Person 2',
    ]);
  });
});
