import fc from 'fast-check';
import type { Outcome } from '~/utils/jaas/outcome';
import { PEOPLE, type World } from './world';

/** There is no second model to keep in step: the ledger compares the world with itself. */
type Model = Record<string, never>;
export type Command = fc.AsyncCommand<Model, World>;

function command(name: string, run: (world: World) => Promise<void> | void): Command {
  return {
    check: () => true,
    toString: () => name,
    run: async (_, world) => {
      await run(world);
      world.expectNoFault();
    },
  };
}

const pick = fc.nat(3);
const person = fc.constantFrom(0, 1) as fc.Arbitrary<0 | 1>;

const [mallory, ivan] = PEOPLE;

/** Who is there from now on. */
const CROWDS = {
  both: PEOPLE,
  'Mallory renamed': [{ ...mallory, name: 'Hanna' }, ivan],
  'Mallory back': [{ ...mallory, participantId: 'ffff0003' }, ivan],
  nobody: [],
  unseen: null,
};

const ask = fc
  .tuple(fc.constantFrom('ban' as const, 'remove' as const), person, fc.constantFrom(7, 8))
  .map(([kind, who, tab]) => command(`ask(${kind} ${who} ${tab})`, (w) => w.ask(kind, who, tab)));

const askAgain = fc.tuple(person, fc.constantFrom(7, 8)).map(([who, tab]) =>
  command(`askTwice(ban ${who} ${tab})`, (w) => {
    w.ask('ban', who, tab);
    w.ask('ban', who, tab);
  }),
);

const confirm = fc
  .tuple(pick, fc.boolean(), fc.boolean())
  .map(([which, remove, stale]) =>
    command(`confirm(${which} remove=${remove} stale=${stale})`, (w) =>
      w.confirm(which, remove, stale),
    ),
  );

const confirmTwice = pick.map((which) =>
  command(`confirmTwice(${which})`, async (w) => {
    await w.confirm(which, true, false);
    await w.confirm(which, false, false);
  }),
);

const cancel = pick.map((which) => command(`cancel(${which})`, (w) => w.cancel(which)));

const banToken = fc.nat(2).map((n) => command(`banToken(${n})`, (w) => w.banToken(n)));

const pass = fc.constantFrom(1000, 59_999, 60_000, 130_000).map((ms) =>
  command(`pass(${ms})`, (w) => {
    w.now += ms;
  }),
);

const crowd = fc.constantFrom(...(Object.keys(CROWDS) as (keyof typeof CROWDS)[])).map((name) =>
  command(`crowd(${name})`, (w) => {
    w.people = CROWDS[name];
  }),
);

const settle = fc.constant(command('settle', (w) => w.settle()));

const step = fc.array(fc.nat(5), { minLength: 1, maxLength: 12 }).map((picks) =>
  command(`step(${picks})`, async (w) => {
    for (const one of picks) await w.turns.release(one);
  }),
);

const drain = fc.constant(command('drain', (w) => w.turns.drain()));

const kill = fc.constant(command('kill', (w) => w.restart(false)));
const leave = fc.constant(command('leaveBehind', (w) => w.restart(true)));

const alone = [
  { weight: 4, arbitrary: ask },
  { weight: 1, arbitrary: askAgain },
  { weight: 4, arbitrary: confirm },
  { weight: 2, arbitrary: confirmTwice },
  { weight: 1, arbitrary: cancel },
  { weight: 1, arbitrary: banToken },
  { weight: 1, arbitrary: pass },
  { weight: 1, arbitrary: crowd },
  { weight: 1, arbitrary: settle },
  { weight: 6, arbitrary: step },
  { weight: 2, arbitrary: drain },
  { weight: 2, arbitrary: kill },
];

function commandsOf(weighted: typeof alone): fc.Arbitrary<Iterable<Command>> {
  return fc.commands([fc.oneof(...weighted)], { maxCommands: 40, size: 'max' });
}

/** One worker at a time, which the browser kills and starts again. */
export const withKills = commandsOf(alone);

/** Some workers are not killed but left behind: they go on, and hear their answers late. */
export const withLateWorkers = commandsOf([...alone, { weight: 2, arbitrary: leave }]);

const base = 'classic' as const;

/** What JaaS may say, or not. */
export const answers: fc.Arbitrary<Outcome[]> = fc.array(
  fc.constantFrom<Outcome>(
    { result: 'accepted', code: 'accepted', base, sent: true, status: 200 },
    { result: 'refused', code: 'token-refused', base, sent: true, status: 401 },
    { result: 'refused', code: 'no-key', base, sent: false },
    { result: 'refused', code: 'not-understood', base, sent: true, status: 400 },
    { result: 'failed', code: 'server-fault', base, sent: true, status: 500 },
    { result: 'unknown', code: 'timeout', base, sent: true },
    { result: 'failed', code: 'unreachable', base, sent: false },
  ),
  { minLength: 1, maxLength: 5 },
);
