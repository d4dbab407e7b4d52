import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '~/scripts/build/extension';
import { DEEP } from '~/tests/depth';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { appIdSchema } from '~/utils/borders/schemas';
import { Bench } from './matrix/bench';
import { type Cell, complaintsOf, type Played, stepOf } from './matrix/cell';
import { FAULTS, type FaultRow } from './matrix/faults';
import { KILLS, type Kill, verdictAfter } from './matrix/kills';
import { type MatrixOperation, newSubject, OPERATIONS } from './matrix/operations';
import { play, type Stage } from './matrix/play';
import { tableOf, wrongOf } from './matrix/table';
import { activityLabel, popupLabel } from './matrix/words';
import { WORLDS } from './matrix/worlds';
import type { HostKey } from './support/host-key';
import { found, needlesOf } from './support/secrets';

/** How many requests Chromium sends to one host at once; more wait, and Gavel's time limit runs. */
const CONNECTIONS = 6;

/**
 * Before, during and after: with every fault. The other moments are had with some of them. Who is stopped
 * before the answer is read cannot tell one fault from another, so the quick run has those with some, too.
 */
const FOR_EACH: readonly Kill[] = DEEP
  ? [
      'never',
      'after the confirmation is written',
      'while JaaS is asked',
      'before the answer is written',
    ]
  : ['never'];

const TABLE = join(ROOT, 'test-output', 'fault-matrix.md');

let world: World;
let stage: Stage;
let shared: HostKey;
const own = new Map<string, HostKey>();
const played: Played[] = [];
let count = 0;

beforeAll(async () => {
  // Chromium keeps back what an extension sends to one address after several 5xx. What that does is
  // shown in outcomes.test.ts; here hundreds of removals, ends and calls share one address.
  world = await startWorld({ extraArgs: ['--disable-extensions-http-throttling'] });
  shared = await world.newKeyInGavel('Shared');
  const names = [...FAULTS, ...WORLDS].flatMap((row) =>
    OPERATIONS.flatMap((operation) => keyName(row, operation)),
  );
  for (const name of new Set(names)) own.set(name, await world.newKeyInGavel(name));
  const bench = await Bench.open(world.gavel);
  const appId = appIdSchema.parse(shared.appId);
  const asked = await bench.ask('request.stage', {
    kind: 'ban',
    appId,
    userId: 'auth0|model',
  });
  const cancelled = asked.ok ? await bench.ask('request.cancel', { id: asked.id }) : null;
  const model = cancelled?.request?.only;
  if (!model) throw new Error('There is no record to begin with.');
  stage = { world, bench, model };
});
afterAll(() => world?.close());

/** None where the shared key will do. Where a clock is learned, each operation has its own. */
function keyName(row: FaultRow, { kind }: MatrixOperation): string[] {
  if (!row.ownKey) return [];
  return [row.ownKey === 'each' ? `${kind}, ${row.name}` : row.name];
}

function cell(operation: MatrixOperation, row: FaultRow, kill: Kill): Cell {
  count += 1;
  const tag = `c${String(count).padStart(4, '0')}`;
  const [name = ''] = keyName(row, operation);
  const verdict = verdictAfter(kill, operation.kind, row.verdict(operation.kind));
  return { operation, row, kill, subject: newSubject(tag, own.get(name) ?? shared), verdict };
}

/** Every operation with each of these faults. */
const cellsOf = (rows: readonly FaultRow[], kill: Kill) =>
  rows.flatMap((row) => OPERATIONS.map((operation) => cell(operation, row, kill)));

/** In groups that do not ask more of one host at once than the browser sends. */
function inConnections(cells: readonly Cell[]): Cell[][] {
  const groups: Cell[][] = [];
  for (const one of cells) {
    const isRoomy = (group: Cell[]) =>
      group.filter(({ operation }) => operation.host === one.operation.host).length < CONNECTIONS;
    const group = groups.find(isRoomy);
    if (group) group.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** The more wait at once, the longer each change takes, since all that waits is looked through. */
function inTens(cells: readonly Cell[]): Cell[][] {
  const size = 10 * OPERATIONS.length;
  return Array.from({ length: Math.ceil(cells.length / size) }, (_, at) =>
    cells.slice(at * size, (at + 1) * size),
  );
}

function groupsAt(kill: Kill): Cell[][] {
  const rows = FAULTS.filter(({ everyStop }) => everyStop || FOR_EACH.includes(kill));
  if (kill === 'while JaaS is asked') return inConnections(cellsOf(rows, kill));
  const quick = rows.filter(({ hangs }) => !hangs);
  const slow = rows.filter(({ hangs }) => hangs);
  return [...inTens(cellsOf(quick, kill)), ...inConnections(cellsOf(slow, kill))];
}

// Not tried again: what a second try hides is what this is about.
describe('every operation with every fault of JaaS', { retry: 0 }, () => {
  it.each(KILLS)('and a background that is stopped %s', async (kill) => {
    const mine: Played[] = [];
    for (const cells of groupsAt(kill)) mine.push(...(await play(stage, cells)));
    for (const everywhere of WORLDS.filter(({ kills }) => kills.includes(kill))) {
      mine.push(...(await play(stage, cellsOf([everywhere], kill), everywhere)));
    }
    played.push(...mine);
    expect(wrongOf(mine, complaintsOf)).toEqual([]);
  });

  it('loses none, doubles none, follows no redirection and keeps no secret', () => {
    expect(played.length).toBeGreaterThanOrEqual(DEEP ? 1000 : 400);
    const ids = new Set(played.map(({ record }) => record?.id));
    expect(ids.size).toBe(played.length);
    const known = new Set(played.flatMap(({ requests }) => requests));
    // Whether a host is there is asked without a token and a body.
    const others = world.simulator.requests.filter((request) => !known.has(request));
    const bare = { method: 'HEAD', path: '/', rawBody: '' };
    for (const other of others) expect(other).toMatchObject(bare);
    expect(others.filter(({ headers }) => headers.authorization)).toEqual([]);
    expect(world.simulator.pageRequests.filter(({ path }) => path === '/moved')).toEqual([]);
    const records = JSON.stringify(played.map(({ record }) => record));
    const tokens = played.map(({ subject }) => subject.token);
    expect(found(records, [...needlesOf(shared), ...tokens])).toEqual([]);
  });

  it('is told to the host in words, by the activity and by the popup', async () => {
    const { gavel } = world;
    const ids = played.map(({ id }) => id);
    const words = await activityLabel(gavel, ids);
    const table = tableOf(played, words, complaintsOf);
    await mkdir(dirname(TABLE), { recursive: true });
    await writeFile(TABLE, `${table}\n`);

    const misread = played.filter((one) => !tellsTheTruth(one, words.get(one.id) ?? ''));
    expect(misread.map((one) => `${one.subject.tag} ${words.get(one.id)}`)).toEqual([]);

    // The popup's words depend on operation and outcome alone: one of each is looked at.
    const different = new Map(
      played.map((one) => [JSON.stringify([one.operation.kind, stepOf(one)?.outcome]), one]),
    );
    const records = [...different.values()].flatMap(({ record }) => record ?? []);
    const inPopup = await popupLabel(gavel, stage.bench, records);
    const unlike = records.filter(({ id }) => !inPopup.get(id)?.includes(words.get(id) ?? '–'));
    expect(unlike.map(({ id }) => `${words.get(id)} / ${inPopup.get(id)}`)).toEqual([]);
  });
});

/** Whether words say what the journal holds, and no more than that JaaS accepted something. */
function tellsTheTruth(one: Played, words: string): boolean {
  const claimsAccepted = /JaaS accepted|already/.test(words);
  const claimsUnknown = /not known/.test(words);
  const step = stepOf(one);
  const code = step?.outcome?.code;
  // A server that failed, or says so, may have acted before it did.
  if (code === 'server-fault' || code === 'said-failed') return claimsUnknown && !claimsAccepted;
  // That a meeting is not known is told as what it may mean.
  if (code === 'no-such-meeting') return /it is over, or/.test(words) && !claimsAccepted;
  switch (step?.state) {
    case 'accepted':
      return claimsAccepted && !claimsUnknown;
    case 'unknown':
      return claimsUnknown && !claimsAccepted;
    default:
      return words !== '' && !claimsAccepted && !claimsUnknown;
  }
}
