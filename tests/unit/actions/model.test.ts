// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planSteps } from '~/utils/actions/steps';
import type { Outcome } from '~/utils/jaas/outcome';
import type { Action } from '~/utils/journal/action';
import { openJournal } from '~/utils/journal/journal';
import { until } from '../until';
import { answers, type Command, withKills, withLateWorkers } from './model/commands';
import { World } from './model/world';
import { requestRunner } from './request-samples';
import { ID, staged, target } from './samples';

const accepted: Outcome = {
  result: 'accepted',
  code: 'accepted',
  base: 'classic',
  sent: true,
  status: 200,
};

/** Every state that an action and its steps can end in, so that the runs are not all alike. */
const ENDINGS = ['cancelled', 'done', 'expired', 'replaced'];
const STEP_ENDINGS = ['accepted', 'failed', 'refused', 'skipped', 'unknown'];

/** Plays many random stories; the ledger of each fails where something is sent that must not be. */
async function playAll(stories: fc.Arbitrary<Iterable<Command>>, numRuns: number) {
  const seen = { actions: new Set<string>(), steps: new Set<string>(), interrupted: 0 };

  const property = fc.asyncProperty(stories, answers, async (story, says) => {
    globalThis.indexedDB = new IDBFactory();
    const world = new World(says);
    await fc.asyncModelRun(() => ({ model: {}, real: world }), story);
    for (const action of await world.end()) {
      expectOver(action);
      seen.actions.add(action.state);
      for (const { state, outcome } of action.steps) {
        seen.steps.add(state);
        if (outcome?.code === 'interrupted') seen.interrupted += 1;
      }
    }
  });
  await fc.assert(property, { numRuns });
  return seen;
}

/** Nothing is left half done: a request still waits for its host, or it is over in every step. */
function expectOver({ state, steps }: Action): void {
  expect(state).not.toBe('confirmed');
  if (state !== 'done') expect(steps).toEqual([]);
  for (const step of steps) expect(STEP_ENDINGS).toContain(step.state);
}

describe('whatever happens in whatever order', () => {
  it('what was confirmed is sent once or told as not sent, wherever the worker is killed', async () => {
    const seen = await playAll(withKills, 800);
    expect([...seen.actions]).toEqual(expect.arrayContaining(ENDINGS));
    expect([...seen.steps].sort()).toEqual(STEP_ENDINGS);
    expect(seen.interrupted).toBeGreaterThan(0);
  });

  it('also where an earlier worker was left behind and hears its answer late', async () => {
    const seen = await playAll(withLateWorkers, 800);
    expect([...seen.steps].sort()).toEqual(STEP_ENDINGS);
  });
});

/** A confirmed ban whose first request has left, by a worker that is not there any more. */
async function leftBehind() {
  globalThis.indexedDB = new IDBFactory();
  const journal = openJournal();
  const steps = planSteps('ban', target(), true);
  await journal.add(staged({ state: 'confirmed', confirmedAt: 1_000_000, steps }));
  const sent: string[] = [];
  let answerLate: (outcome: Outcome) => void = () => undefined;
  const late = new Promise<Outcome>((resolve) => {
    answerLate = resolve;
  });
  const worker = (answer: () => Promise<Outcome>) =>
    requestRunner({
      journal,
      now: () => 1_000_500,
      send: (_, operation) => {
        sent.push(operation);
        return answer();
      },
      changed: () => undefined,
    });
  const before = worker(() => late).run(ID);
  await until(() => sent.length > 0, 'the ban to be sent');
  expect(sent).toEqual(['ban-user']);
  const after = worker(async () => accepted);
  const states = async () => (await journal.get(ID))?.steps.map(({ state }) => state);
  return { before, after, answerLate, sent, states, goOn: await after.recover() };
}

/**
 * Decided: an answer that comes after its step was called `unknown` is written over it. It is the
 * answer to that very request, for an unknown step is never sent again, and a record that knows is
 * worth more to the host than one that does not.
 */
describe('an answer that comes after the next worker has said that nobody knows it', () => {
  it('is written down, and the removal is sent once', async () => {
    const { before, after, answerLate, sent, states, goOn } = await leftBehind();
    expect(await states()).toEqual(['unknown', 'waiting']);
    answerLate(accepted);
    await Promise.all([before, ...goOn.map((id) => after.run(id))]);
    expect(await states()).toEqual(['accepted', 'accepted']);
    expect(sent).toEqual(['ban-user', 'kick']);
  });

  it('changes nothing of a removal that was answered meanwhile', async () => {
    const { before, after, answerLate, sent, states, goOn } = await leftBehind();
    await Promise.all(goOn.map((id) => after.run(id)));
    expect(await states()).toEqual(['unknown', 'accepted']);
    answerLate({ ...accepted, result: 'refused', code: 'token-refused', status: 401 });
    await before;
    expect(await states()).toEqual(['refused', 'accepted']);
    expect(sent).toEqual(['ban-user', 'kick']);
  });
});
