// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '~/utils/jaas/outcome';
import type { Action } from '~/utils/journal/action';
import { BatchWorld } from './model/batch-world';

const base = 'classic' as const;

const answers = fc.array(
  fc.constantFrom<Outcome>(
    { result: 'accepted', code: 'accepted', base, sent: true, status: 200 },
    { result: 'accepted', code: 'accepted', base, sent: true, status: 200 },
    { result: 'accepted', code: 'accepted', base, sent: true, status: 200 },
    { result: 'refused', code: 'token-refused', base, sent: true, status: 401 },
    { result: 'refused', code: 'not-understood', base, sent: true, status: 400 },
    { result: 'failed', code: 'server-fault', base, sent: true, status: 500 },
    { result: 'unknown', code: 'timeout', base, sent: true },
    { result: 'failed', code: 'unreachable', base, sent: false },
  ),
  { minLength: 1, maxLength: 6 },
);

type Command = fc.AsyncCommand<Record<string, never>, BatchWorld>;

function command(name: string, run: (world: BatchWorld) => Promise<void> | void): Command {
  return {
    check: () => true,
    toString: () => name,
    run: async (_, world) => {
      await run(world);
      await world.expectWhole();
    },
  };
}

const pick = fc.nat(3);
const tab = fc.constantFrom(7, 8);
const kind = fc.constantFrom('ban' as const, 'remove' as const);

const commands = fc.commands(
  [
    fc
      .tuple(kind, fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }), tab)
      .map(([what, who, where]) =>
        command(`ask(${what} ${who} ${where})`, (w) => w.ask(what, who, where)),
      ),
    fc
      .tuple(kind, fc.subarray([0, 1, 2, 3, 4], { minLength: 3 }), tab)
      .map(([what, who, where]) =>
        command(`askMany(${what} ${who} ${where})`, (w) => w.ask(what, who, where)),
      ),
    fc
      .tuple(pick, fc.boolean(), fc.boolean())
      .map(([which, remove, part]) =>
        command(`confirm(${which} ${remove} ${part})`, (w) => w.confirm(which, remove, part)),
      ),
    fc
      .tuple(pick, fc.boolean())
      .map(([which, remove]) =>
        command(`confirmAll(${which} ${remove})`, (w) => w.confirm(which, remove, false)),
      ),
    pick.map((which) => command(`cancel(${which})`, (w) => w.cancel(which))),
    pick.map((which) => command(`stop(${which})`, (w) => w.stop(which))),
    pick.map((which) => command(`repeat(${which})`, (w) => w.repeat(which))),
    fc.constantFrom(1000, 59_999, 60_000, 130_000).map((ms) =>
      command(`pass(${ms})`, (w) => {
        w.now += ms;
      }),
    ),
    fc.subarray([0, 1, 2, 3, 4]).map((here) => command(`crowd(${here})`, (w) => w.crowd(here))),
    fc
      .array(fc.nat(5), { minLength: 1, maxLength: 12 })
      .map((turns) => command(`step(${turns})`, (w) => w.step(turns))),
    fc
      .array(fc.nat(5), { minLength: 6, maxLength: 30 })
      .map((turns) => command(`steps(${turns})`, (w) => w.step(turns))),
    fc.constant(command('kill', (w) => w.restart())),
  ],
  { maxCommands: 25, size: 'max' },
);

describe('many at once, whatever happens in whatever order', () => {
  it('nobody is sent for twice or unasked, nothing is lost, and all of a batch is confirmed or none', async () => {
    const seen = { actions: new Set<string>(), codes: new Set<string>(), sent: 0 };
    await fc.assert(
      fc.asyncProperty(commands, answers, fc.nat(40), async (story, says, first) => {
        globalThis.indexedDB = new IDBFactory();
        const world = new BatchWorld(says);
        await begun(world, first);
        await fc.asyncModelRun(() => ({ model: {}, real: world }), story);
        for (const action of await world.end()) {
          expectOver(action);
          seen.actions.add(action.state);
          for (const { outcome } of action.steps) if (outcome) seen.codes.add(outcome.code);
        }
        seen.sent += world.requests;
      }),
      // So many that none of what is looked for below is missing by chance.
      { numRuns: 300 },
    );
    expect([...seen.actions]).toEqual(
      expect.arrayContaining(['cancelled', 'done', 'expired', 'replaced']),
    );
    expect([...seen.codes]).toEqual(
      expect.arrayContaining(['accepted', 'cancelled', 'held-back', 'interrupted', 'not-sent']),
    );
    expect(seen.sent).toBeGreaterThan(100);
  });
});

/** Every story begins with a batch that is confirmed, and so many turns after that. */
async function begun(world: BatchWorld, turns: number): Promise<void> {
  world.ask('ban', [0, 1, 2, 3, 4], 7);
  await world.step(Array(16).fill(0));
  await world.confirm(0, true, false);
  await world.step(Array(turns).fill(0));
}

/** Nothing is left half done: a request waits for its host, or it is over in every step. */
function expectOver({ state, steps }: Action): void {
  expect(state).not.toBe('confirmed');
  if (state !== 'done') expect(steps).toEqual([]);
  for (const step of steps) {
    expect(['accepted', 'failed', 'refused', 'skipped', 'unknown']).toContain(step.state);
  }
}
