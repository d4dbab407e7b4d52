import type { TestResult } from './report';
import type { Ran } from './run';

/** What the runs came to, in numbers. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The tests of a suite that came to this. */
export function testsOf(ran: Ran, state: TestResult['state']): readonly TestResult[] {
  return (ran.report?.tests ?? []).filter((test) => test.state === state);
}

/** The tests that passed and not at once. */
function secondTries({ report }: Ran): readonly TestResult[] {
  return (report?.tests ?? []).filter(({ state, tries }) => state === 'passed' && tries > 1);
}

/** Whether a suite ended with an error and no test of it failed. */
export function brokeOff(ran: Ran): boolean {
  return !ran.ok && testsOf(ran, 'failed').length === 0;
}

/** How many failures a suite has: its tests', or one where it broke off. */
export function failuresOf(ran: Ran): number {
  return brokeOff(ran) ? 1 : testsOf(ran, 'failed').length;
}

/** What all suites together came to. A suite that is no tests counts as one. */
export function totalsOf(all: readonly Ran[]): Totals {
  const sum = (count: (ran: Ran) => number) => all.reduce((total, ran) => total + count(ran), 0);
  return {
    passed: sum((ran) => (ran.report ? testsOf(ran, 'passed').length : Number(ran.ok))),
    failed: sum(failuresOf),
    skipped: sum((ran) => testsOf(ran, 'skipped').length),
  };
}

const HEAD = ['suite', 'what', 'tests', 'failed', 'second try', 'skipped', 'seconds'];

/** The closing table: suite, tests, seconds, failed. */
export function closingTable(all: readonly Ran[]): string {
  const rows = all.map((ran) => [
    ran.suite.name,
    ran.suite.about,
    ran.report ? String(ran.report.tests.length) : '–',
    String(failuresOf(ran)),
    String(secondTries(ran).length),
    String(testsOf(ran, 'skipped').length),
    ran.seconds.toFixed(0),
  ]);
  const lines = [HEAD, ...rows];
  const widths = HEAD.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  const drawn = lines.map((line) =>
    line
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  );
  return [drawn[0], '-'.repeat(drawn[0]?.length ?? 0), ...drawn.slice(1)].join('\n');
}

/** Which tests failed and why, and which needed a second try and why the first one failed. */
export function detailsOf(all: readonly Ran[]): string[] {
  return all.flatMap((ran) => {
    const { report, suite } = ran;
    const about = (test: TestResult) =>
      [`${suite.name}: ${test.file} “${test.name}”`, ...test.errors.map(indented)].join('\n');
    return [
      ...testsOf(ran, 'failed').map((test) => `FAILED ${about(test)}`),
      ...(report?.errors ?? []).map((error) => `ERROR ${suite.name}: ${error}`),
      ...secondTries(ran).map((test) => `SECOND TRY ${about(test)}`),
      ...(brokeOff(ran) ? [`FAILED ${suite.name}: it ended with an error; see above`] : []),
    ];
  });
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}

/** The last line: what machines read. */
export function closingLine({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
