import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { prepare } from './prepare';
import { type Judgement, judgePromises } from './promises';
import { forgetReports } from './report';
import { type Ran, runLanes } from './run';
import { DEEP_SUITES, lanesFor, SUITES, type Suite } from './suites';
import { closingLine, closingTable, detailsOf, totalsOf } from './table';

const { values } = parseArgs({
  options: { deep: { type: 'boolean' }, only: { type: 'string', multiple: true } },
});
const all: readonly Suite[] = values.deep ? DEEP_SUITES : SUITES;
const strange = values.only?.find((wanted) => !all.some(({ name }) => name === wanted));
if (strange !== undefined) {
  const names = all.map(({ name }) => name).join(', ');
  console.error(`There is no suite "${strange}" here. Suites: ${names}`);
  process.exit(2);
}
const suites = all.filter(({ name }) => values.only?.includes(name) ?? true);

const started = performance.now();
await forgetReports();
await prepare(
  suites.map(({ name }) => name),
  console.log,
);
const lanes = lanesFor(suites, availableParallelism());
const ran = await runLanes(lanes, { env: values.deep ? { GAVEL_TESTS: 'deep' } : {} });
const inOrder = suites.flatMap((suite) => ran.filter((one) => one.suite === suite));
process.exitCode = await conclude(inOrder);

/** Prints what came of it all; returns the status to end with. */
async function conclude(done: readonly Ran[]): Promise<0 | 1> {
  // What a deep run leaves out, it cannot judge.
  const promises = values.deep ? null : await judged(done);
  const broken = promises?.broken ?? [];
  const details = [...detailsOf(done), ...broken.map((line) => `PROMISE ${line}`)];
  const totals = totalsOf(done);
  const seconds = (performance.now() - started) / 1000;
  console.log(
    [
      '',
      ...details.flatMap((text) => [text, '']),
      closingTable(done),
      '',
      ...(promises ? [labelOf(promises)] : []),
      `${(seconds / 60).toFixed(1)} minutes in all`,
      closingLine({ ...totals, failed: totals.failed + broken.length }),
    ].join('\n'),
  );
  return totals.failed + broken.length > 0 ? 1 : 0;
}

/** The promises of docs/security.md against the tests of the suites that ran. */
async function judged(done: readonly Ran[]): Promise<Judgement> {
  const tests = done.flatMap(({ report }) => report?.tests ?? []);
  const didRun = (file: string) =>
    done.some(({ suite }) => file.startsWith(`tests/${suite.name}/`));
  return judgePromises(await readFile('docs/security.md', 'utf8'), tests, didRun);
}

function labelOf({ promises, references, broken }: Judgement): string {
  return `docs/security.md: ${promises} promises name ${references} tests, ${broken.length} not kept`;
}
