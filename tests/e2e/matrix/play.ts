import type { WebWorker } from 'puppeteer-core';
import type { World } from '~/tests/e2e/support/open-world';
import type { Fault } from '~/tests/simulator/api/faults';
import type { Action } from '~/utils/journal/action';
import { certainly } from '../support/wait';
import type { Bench } from './bench';
import type { Cell, Played } from './cell';
import { type Hold, heldBy, holdAt, postedBy } from './gate';
import type { Kill } from './kills';
import { type Asked, requestsOf } from './operations';
import type { WorldRow } from './worlds';

const EVER = 3_600_000;

const HOLDS: Record<Kill, Hold> = {
  never: null,
  'before the confirmation is written': 'confirmation-unwritten',
  'after the confirmation is written': 'confirmation-written',
  'before the request leaves': 'sending-written',
  'while JaaS is asked': null,
  'before the answer is written': 'outcome-unwritten',
  'after the answer is written': null,
};

export interface Stage {
  readonly world: World;
  readonly bench: Bench;
  /** A real record, from which earlier tries are made. */
  readonly model: Action;
}

/** Plays cells of one kill at once, and stops the background once for all of them. */
export async function play(
  { world, bench, model }: Stage,
  cells: readonly Cell[],
  everywhere?: WorldRow,
): Promise<Played[]> {
  const { gavel, simulator } = world;
  const kill = cells[0]?.kill ?? 'never';
  // Who is stopped while JaaS is asked does not live to see the limit.
  const hurry = kill !== 'while JaaS is asked' && cells.some(({ row }) => row.hangs);
  const before = simulator.requests.length;
  script(world, cells);

  const newBackground = async (hold: Hold): Promise<WebWorker> => {
    await bench.ask('popup.state', { tabId: null });
    const worker = await gavel.serviceWorker();
    await holdAt(worker, hold, hurry);
    await everywhere?.enter(simulator, worker);
    return worker;
  };
  let worker = await newBackground(HOLDS[kill]);
  const asked: Asked[] = [];
  for (const { operation, subject } of cells) {
    operation.arrange(subject, simulator);
    asked.push(await operation.ask(subject, bench, model));
  }
  const ids = asked.map(({ id }) => id);
  const all = asked.map(({ confirming }) => confirming);

  const isHeld = async () => (await heldBy(worker)).length === cells.length;
  const areInHand = () => {
    const inHand = simulator.requests.slice(before).filter(({ status }) => status === 'pending');
    return inHand.length === cells.length;
  };
  const areOver = async () => {
    const records = await bench.records(ids);
    return records.length === ids.length && records.every(({ state }) => state === 'done');
  };

  const confirmed = bench.confirm(all);
  if (kill === 'before the confirmation is written') {
    await certainly(isHeld, 'every confirmation is about to be written');
    await gavel.stopWorker();
    await confirmed;
    const left = await bench.records(ids);
    const gone = left.filter(({ state }) => state !== 'pending');
    if (gone.length > 0) throw new Error(`Confirmed by nobody: ${JSON.stringify(gone)}`);
    worker = await newBackground(null);
    unrefused(await bench.confirm(all));
  } else if (!isUnanswered(kill)) unrefused(await confirmed);

  switch (kill) {
    case 'after the confirmation is written':
    case 'before the request leaves':
    case 'before the answer is written':
      await certainly(isHeld, 'every action is held');
      break;
    case 'while JaaS is asked':
      await certainly(areInHand, 'JaaS has every request in hand');
      break;
    default:
      await certainly(areOver, 'every action is over');
  }
  // Of two addresses both were tried.
  const posted = everywhere ? null : await postedBy(worker);
  if (kill !== 'never') await gavel.stopWorker();
  await confirmed;
  // What it finds is settled before it answers.
  await bench.ask('popup.state', { tabId: null });
  await certainly(areOver, 'every action is over after the stop');
  const records = new Map((await bench.records(ids)).map((record) => [record.id, record]));
  await certainly(
    () => simulator.requests.every(({ status }) => status !== 'pending'),
    'every connection has ended',
  );
  if (everywhere) await everywhere.leave(simulator, await gavel.serviceWorker());
  simulator.clearFaults();
  return cells.map((cell, at): Played => {
    const { operation, subject } = cell;
    const id = ids[at] ?? '';
    const mark = operation.mark(subject);
    const requests = requestsOf(operation, subject, simulator);
    return {
      ...cell,
      id,
      record: records.get(id) ?? null,
      requests,
      isDone: requests.some(({ performed }) => performed),
      posted: posted?.filter((it) => it.includes(mark)).length ?? null,
    };
  });
}

/** Whether the host hears no more of their yes: it is answered when the request is on its way. */
function isUnanswered(kill: Kill): boolean {
  return kill === 'after the confirmation is written' || kill === 'before the request leaves';
}

/** Tells the simulator what to do with each cell's requests. */
function script({ simulator }: World, cells: readonly Cell[]): void {
  simulator.clearFaults();
  for (const { operation, row, subject, kill } of cells) {
    // What is wrong at an address that the operation has not is not wrong for it.
    const isSpared = row.at === 'classic' && operation.host !== 'api-vo.jitsi.net';
    const at = row.at && !isSpared && { base: row.at };
    const match = { ...operation.match(subject), ...at };
    const faults = isSpared ? [] : row.faults(skewAt(kill));
    const [first = {}, ...rest] = faults;
    const scripted = kill === 'while JaaS is asked' ? [kept(first), ...rest] : faults;
    for (const fault of scripted) simulator.fault({ ...fault, match });
  }
}

/** A clock of JaaS that is another one at each kill, and further off than a token is valid. */
function skewAt(kill: Kill): number {
  const at = Object.keys(HOLDS).indexOf(kill);
  return (at % 2 === 0 ? 400 : -400) * (at + 1);
}

/** The same fault, of which the client learns nothing yet. */
function kept(fault: Omit<Fault, 'match'>): Omit<Fault, 'match'> {
  if (fault.delayMs !== undefined) return fault;
  return fault.drop === 'before-read' ? { ...fault, delayMs: EVER } : { ...fault, holdMs: EVER };
}

function unrefused(refusals: readonly string[]): void {
  if (refusals.length > 0) throw new Error(`Not confirmed: ${refusals.join(', ')}`);
}
