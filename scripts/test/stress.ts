import { availableParallelism } from 'node:os';
import { startLoad } from './load';
import { prepare } from './prepare';
import { forgetReports } from './report';
import { type Ran, runSuite } from './run';
import { parseStress } from './stress-options';
import { suiteNamed } from './suites';
import { brokeOff, failuresOf, testsOf } from './table';

const parsed = parseStress(process.argv.slice(2));
if (!parsed.ok) {
  console.error(parsed.problem);
  process.exit(2);
}
const { load, times, only } = parsed.options;
const cores = availableParallelism();
/** How often each suite runs: what needs browsers once. */
const runs = [
  { name: 'unit', times },
  { name: 'e2e', times: 1 },
].filter(({ name }) => only.length === 0 || only.includes(name));

await prepare(
  runs.map(({ name }) => name),
  console.log,
);
const stop = startLoad(load * cores);
const all: Ran[] = [];
try {
  for (const { name, times: wanted } of runs) {
    const suite = suiteNamed(name);
    for (let run = 1; suite && run <= wanted; run += 1) {
      await forgetReports();
      // A second try would hide what this is to find.
      const ran = await runSuite(suite, { args: ['--retry=0'] });
      all.push(ran);
      const { length } = ran.report?.tests ?? [];
      console.log(
        `\n${name}, run ${run} of ${wanted}: ${failuresOf(ran)} of ${length} failed, ${ran.seconds.toFixed(0)} s\n`,
      );
    }
  }
} finally {
  stop();
}
process.exitCode = conclude();

/** Says what failed and how often; returns the status to end with. */
function conclude(): 0 | 1 {
  const failed = new Map<string, string[][]>();
  for (const ran of all) {
    for (const { file, name, errors } of testsOf(ran, 'failed')) {
      const key = `${file} “${name}”`;
      failed.set(key, [...(failed.get(key) ?? []), errors]);
    }
  }
  const broken = all.filter(brokeOff);
  console.log(`${load} busy loops beside each of ${cores} cores`);
  for (const { name } of runs) {
    const mine = all.filter(({ suite }) => suite.name === name);
    const seconds = mine.map((ran) => ran.seconds.toFixed(0)).join(', ');
    const bad = mine.filter((ran) => failuresOf(ran) > 0).length;
    console.log(`${name}: ${mine.length} runs (${seconds} s), ${bad} with a failure`);
  }
  for (const [test, reasons] of failed) {
    console.log(`  ${reasons.length}× ${test}\n${[...new Set(reasons.flat())].join('\n')}`);
  }
  for (const { suite, report } of broken) {
    console.log(`  ${suite.name} broke off: ${report?.errors.join('\n') ?? 'it reported nothing'}`);
  }
  return failed.size + broken.length > 0 ? 1 : 0;
}
