// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { TestResult } from '~/scripts/test/report';
import type { Ran } from '~/scripts/test/run';
import { parseStress } from '~/scripts/test/stress-options';
import { lanesFor, SUITES, suiteNamed } from '~/scripts/test/suites';
import { closingLine, closingTable, detailsOf, totalsOf } from '~/scripts/test/table';

function test(name: string, change: Partial<TestResult> = {}): TestResult {
  return {
    file: 'tests/e2e/a.test.ts',
    name,
    state: 'passed',
    tries: 1,
    seconds: 1,
    errors: [],
    ...change,
  };
}

function ran(name: string, tests: readonly TestResult[] | null, ok = true): Ran {
  const suite = suiteNamed(name);
  if (!suite) throw new Error(`There is no suite ${name}`);
  const report = tests && { suite: name, tests: [...tests], errors: [] };
  return { suite, seconds: 61.4, ok, report };
}

describe('the closing table', () => {
  it('has a line for each suite, with its tests, failures, second tries and seconds', () => {
    const again = test('b', { tries: 2, errors: ['it was late'] });
    const broken = test('c', { state: 'failed', tries: 2, errors: ['no', 'no'] });
    const table = closingTable([
      ran('checks', null),
      ran('e2e', [test('a'), again, broken], false),
    ]);
    const [head, , checks, e2e] = table.split('\n').map((line) => line.split(/\s{2,}/));
    expect(head).toEqual(['suite', 'what', 'tests', 'failed', 'second try', 'skipped', 'seconds']);
    expect(checks).toEqual(['checks', 'format, lint, types, exports', '–', '0', '0', '0', '61']);
    expect(e2e?.slice(2)).toEqual(['3', '1', '1', '0', '61']);
  });

  it('names each test that failed or needed a second try, and why', () => {
    const details = detailsOf([
      ran(
        'e2e',
        [
          test('is late', { tries: 2, errors: ['the badge is 1'] }),
          test('is broken', { state: 'failed', errors: ['nobody\nwas banned'] }),
        ],
        false,
      ),
    ]);
    expect(details).toEqual([
      'FAILED e2e: tests/e2e/a.test.ts “is broken”\n    nobody\n    was banned',
      'SECOND TRY e2e: tests/e2e/a.test.ts “is late”\n    the badge is 1',
    ]);
  });

  it('counts a suite that broke off without a report as a failure, and says so', () => {
    const all = [ran('unit', [test('a')]), ran('firefox', null, false)];
    expect(totalsOf(all)).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(detailsOf(all)).toEqual(['FAILED firefox: it ended with an error; see above']);
  });

  it('counts a suite whose tests passed and which ended with an error all the same', () => {
    const all = [ran('unit', [test('a'), test('b', { state: 'skipped', tries: 0 })], false)];
    expect(totalsOf(all)).toEqual({ passed: 1, failed: 1, skipped: 1 });
  });

  it('ends with a line that machines read', () => {
    expect(closingLine({ passed: 3, failed: 0, skipped: 1 })).toBe('3 passed, 0 failed, 1 skipped');
  });
});

describe('the suites', () => {
  it('run side by side where there are two cores, each of them once', () => {
    for (const cores of [1, 2, 8]) {
      const lanes = lanesFor(SUITES, cores);
      expect(lanes).toHaveLength(cores === 1 ? 1 : 2);
      expect(new Set(lanes.flat())).toEqual(new Set(SUITES));
      expect(lanes.flat()).toHaveLength(SUITES.length);
    }
  });
});

describe('the stress run', () => {
  it('takes load, times and suites, and has defaults', () => {
    expect(parseStress([])).toEqual({ ok: true, options: { load: 2, times: 5, only: [] } });
    expect(parseStress(['--load', '3', '--times', '10', '--only', 'unit'])).toEqual({
      ok: true,
      options: { load: 3, times: 10, only: ['unit'] },
    });
  });

  it.each([
    [['--load', 'much'], '--load takes a whole number'],
    [['--times', '0'], '--times takes a whole number'],
    [['--only', 'jitsi'], 'There is no suite "jitsi" here'],
    [['--quick'], '--quick'],
  ])('refuses %j', (args, problem) => {
    const parsed = parseStress(args);
    expect(parsed.ok ? '' : parsed.problem).toContain(problem);
  });
});
